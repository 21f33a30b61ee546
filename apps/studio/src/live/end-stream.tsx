/** The end of a stream, asked for twice: it cannot be taken back. */
import type { Stream } from "@largesse/protocol";
import { useMutate } from "@largesse/sdk/react";
import { Button, Dialog } from "@largesse/ui";
import { DeskIcon, Refused } from "@largesse/ui/desk";
import { type ReactElement, useState } from "react";

/** The button and its question. */
export function EndStream({ stream }: { readonly stream: Stream }): ReactElement {
  const [asking, setAsking] = useState(false);
  const end = useMutate("endStream");
  return (
    <>
      <Button kind="danger" icon={<DeskIcon name="stop" />} onClick={() => setAsking(true)}>
        End stream
      </Button>
      <Dialog open={asking} onClose={() => setAsking(false)} title="End this stream?">
        <p>
          “{stream.title}” closes for everyone and takes no more gifts. What was given stays yours.
          A new stream can begin at once.
        </p>
        <Refused error={end.error} />
        <div className="dialog-actions">
          <Button onClick={() => setAsking(false)}>Keep going</Button>
          <Button
            kind="danger"
            busy={end.isPending}
            onClick={() => end.mutate({ params: { stream: stream.id } })}
          >
            End stream
          </Button>
        </div>
      </Dialog>
    </>
  );
}
