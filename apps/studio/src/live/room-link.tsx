/** The way into the room, as viewers see it. */
import { Icon } from "@largesse/ui";
import type { ReactElement } from "react";

/** Opens the live room in a tab of its own. */
export function RoomLink({ stream }: { readonly stream: string }): ReactElement {
  return (
    <a className="ui-button" href={`/live/${stream}`} target="_blank" rel="noreferrer">
      <Icon name="external" />
      <span className="ui-button-label">Open room</span>
    </a>
  );
}
