/** Who is signed in, at the foot of the rail. */
import type { Me } from "@largesse/protocol";
import type { ReactElement, ReactNode } from "react";
import { Avatar } from "../components/Avatar.tsx";

interface WhoProps {
  readonly me: Me;
  readonly children?: ReactNode;
}

/** Face, name and role; beside them what one may change about it. */
export function Who({ me, children }: WhoProps): ReactElement {
  return (
    <div className="desk-who">
      <Avatar person={me} size={36} />
      <div>
        <b>{me.name}</b>
        <small>{me.role === "creator" ? "Creator" : "Operator"}</small>
      </div>
      {children}
    </div>
  );
}
