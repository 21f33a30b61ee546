/** The demo's way to sit at another creator's desk: one who is live now, or a new name. */
import { limits } from "@largesse/protocol";
import { useCall } from "@largesse/sdk/react";
import { Avatar, Button, Dialog, Field, Icon, IconButton } from "@largesse/ui";
import { type FormEvent, type ReactElement, useState } from "react";
import { chooseDemoName } from "./demo-name.ts";

interface SwitchCreatorProps {
  readonly handleSignOut: () => void;
}

/** The button and its dialog. */
export function SwitchCreator({ handleSignOut }: SwitchCreatorProps): ReactElement {
  const [open, setOpen] = useState(false);
  const choose = (name: string): void => {
    chooseDemoName(name);
    handleSignOut();
    // Everything on the page belongs to the one before: begin with a clean sheet.
    location.assign("/studio/");
  };
  return (
    <>
      <IconButton label="Sign in as another creator" onClick={() => setOpen(true)}>
        <Icon name="people" />
      </IconButton>
      <Dialog open={open} onClose={() => setOpen(false)} title="Whose studio?">
        <LiveCreators handleChoose={choose} />
        <NameForm handleChoose={choose} />
      </Dialog>
    </>
  );
}

interface ChooseProps {
  readonly handleChoose: (name: string) => void;
}

function LiveCreators({ handleChoose }: ChooseProps): ReactElement | null {
  const live = useCall("listStreams", { query: { state: "live", limit: 12 } });
  const streams = live.data?.data ?? [];
  if (streams.length === 0) return null;
  return (
    <div className="live-creators">
      <p className="ui-quiet">Look in on someone who is live in this demo:</p>
      <ul>
        {streams.map(({ id, creator, title }) => (
          <li key={id}>
            <button type="button" onClick={() => handleChoose(creator.name)}>
              <Avatar person={creator} size={36} />
              <span>
                <b>{creator.name}</b>
                <small>{title}</small>
              </span>
              <Icon name="chevron" />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function NameForm({ handleChoose }: ChooseProps): ReactElement {
  const [name, setName] = useState("");
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() !== "") handleChoose(name.trim());
  };
  return (
    <form className="name-form" onSubmit={submit}>
      <Field
        label="Or begin under a name of your own"
        value={name}
        maxLength={limits.nameCharsMax}
        autoComplete="nickname"
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" kind="primary">
        Sign in
      </Button>
    </form>
  );
}
