/** Who one is here, and how to be called otherwise. */
import { useCall } from "@largesse/sdk/react";
import { Avatar, Button, Dialog, Field, Notice, Skeleton } from "@largesse/ui";
import { type FormEvent, useState } from "react";
import { sayingOf } from "../says.tsx";
import { signInAs, useSessionState } from "../session.ts";

/** The face at the end of the bar; opens the name. */
export function Account({ theme }: { readonly theme?: "stage" }) {
  const [open, setOpen] = useState(false);
  const state = useSessionState();
  const me = useCall("me", {}, { enabled: state === "signed-in" });
  if (state === "failed") return null;
  if (me.data === undefined) return <Skeleton width="44px" height="44px" radius="99px" />;
  return (
    <>
      <button
        type="button"
        className="ui-icon-button"
        aria-label={`You are ${me.data.name}`}
        onClick={() => setOpen(true)}
      >
        <Avatar person={me.data} size={34} />
      </button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title="You, in this demo"
        {...(theme === undefined ? {} : { theme })}
      >
        <div className="account">
          <Avatar person={me.data} size={72} />
          <div>
            <p className="account-name">{me.data.name}</p>
            <p className="ui-quiet ui-mono">{me.data.id}</p>
          </div>
        </div>
        <NameForm name={me.data.name} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function NameForm({ name, onDone }: { readonly name: string; readonly onDone: () => void }) {
  const [wanted, setWanted] = useState(name);
  const [error, setError] = useState<unknown>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await signInAs(wanted.trim());
      onDone();
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <Field
        label="Name"
        value={wanted}
        maxLength={40}
        required
        autoComplete="nickname"
        hint="In the demo a name is a viewer with a wallet of its own: the same name brings it back."
        onChange={(event) => setWanted(event.target.value)}
      />
      {error !== null && <Notice tone="danger">{sayingOf(error)}</Notice>}
      <div className="row-end">
        <Button
          kind="primary"
          type="submit"
          disabled={wanted.trim() === "" || wanted.trim() === name}
        >
          Go on as {wanted.trim() || "…"}
        </Button>
      </div>
    </form>
  );
}
