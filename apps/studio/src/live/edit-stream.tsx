/** Title, stage and video changed while on air; viewers see it at once. */
import type { Stream } from "@largesse/protocol";
import { useMutate } from "@largesse/sdk/react";
import { Dialog, Icon, IconButton } from "@largesse/ui";
import { type ReactElement, useState } from "react";
import { draftOf, requestOf, StreamForm } from "./stream-form.tsx";

/** The button and its form. */
export function EditStream({ stream }: { readonly stream: Stream }): ReactElement {
  const [open, setOpen] = useState(false);
  return (
    <>
      <IconButton label="Change the stream" onClick={() => setOpen(true)}>
        <Icon name="edit" />
      </IconButton>
      <Dialog open={open} onClose={() => setOpen(false)} title="Change the stream">
        <EditForm stream={stream} handleDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

interface EditFormProps {
  readonly stream: Stream;
  readonly handleDone: () => void;
}

function EditForm({ stream, handleDone }: EditFormProps): ReactElement {
  const [draft, setDraft] = useState(() => draftOf(stream));
  const change = useMutate("changeStream");
  const save = (): void =>
    change.mutate(
      { params: { stream: stream.id }, body: requestOf(draft) },
      { onSuccess: handleDone },
    );
  return (
    <StreamForm
      draft={draft}
      handleChange={setDraft}
      handleSubmit={save}
      busy={change.isPending}
      error={change.error}
      action="Save"
    />
  );
}
