/**
 * The door of a desk: signs in by itself in the demo, and otherwise says how one gets in.
 *
 * What is behind the door is drawn only when the server has said who one is.
 */
import type { Me } from "@largesse/protocol";
import { problemFrom } from "@largesse/sdk";
import { useCall } from "@largesse/sdk/react";
import { type FormEvent, type ReactElement, type ReactNode, useState } from "react";
import { Button } from "../components/Button.tsx";
import { Field } from "../components/Field.tsx";
import { Logo } from "../components/Shell.tsx";
import { EmptyState, Skeleton } from "../components/States.tsx";
import { type Session, useSession } from "../session.ts";
import { Wrong } from "./says.tsx";

interface GateProps {
  /** "Studio", "Console". */
  readonly desk: string;
  readonly session: Session;
  /** How the demo signs in; keep it the same function over renders. */
  readonly ask: () => Promise<{ readonly token: string }>;
  readonly children: (me: Me) => ReactNode;
}

/** Draws the desk once it is known for whom. */
export function DeskGate({ desk, session, ask, children }: GateProps): ReactElement {
  const state = useSession(session, ask);
  if (state === "failed") return <ClosedDoor desk={desk} session={session} />;
  if (state !== "signed-in") return <DeskSkeleton />;
  return (
    <Known desk={desk} session={session}>
      {children}
    </Known>
  );
}

function Known({ desk, session, children }: Omit<GateProps, "ask">): ReactElement {
  const me = useCall("me");
  if (me.data !== undefined) return <>{children(me.data)}</>;
  if (me.error === null) return <DeskSkeleton />;
  const signedOut = problemFrom(me.error)?.status === 401;
  return (
    <main className="desk-door">
      <Logo desk={desk} />
      <Wrong
        what="Your account"
        error={me.error}
        handleRetry={() => (signedOut ? session.signOut() : void me.refetch())}
      />
    </main>
  );
}

/** A page's shape while it is on its way. */
export function DeskSkeleton(): ReactElement {
  return (
    <div className="desk-skeleton" role="status" aria-label="Loading">
      <Skeleton width="min(320px, 60%)" height="34px" />
      <Skeleton height="104px" radius="14px" />
      <Skeleton height="240px" radius="14px" />
      <Skeleton height="320px" radius="14px" />
    </div>
  );
}

function ClosedDoor({ desk, session }: Pick<GateProps, "desk" | "session">): ReactElement {
  const problem = problemFrom(session.failure());
  const isDemo = problem?.code !== "demo_only" && problem?.code !== "not_found";
  return (
    <main className="desk-door">
      <Logo desk={desk} />
      {isDemo ? (
        <Wrong what="The sign-in" error={session.failure()} handleRetry={session.signOut} />
      ) : (
        <EmptyState scene="curtain" title={`Open the ${desk.toLowerCase()} from your platform`}>
          It signs you in with a token. If you were given one, it fits here.
        </EmptyState>
      )}
      {isDemo ? null : <TokenForm session={session} />}
    </main>
  );
}

function TokenForm({ session }: Pick<GateProps, "session">): ReactElement {
  const [token, setToken] = useState("");
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (token.trim() !== "") void session.signIn(async () => ({ token: token.trim() }));
  };
  return (
    <form className="desk-door-form" onSubmit={submit}>
      <Field
        label="Token"
        type="password"
        autoComplete="off"
        value={token}
        onChange={(event) => setToken(event.target.value)}
      />
      <Button type="submit" kind="primary" wide>
        Sign in
      </Button>
    </form>
  );
}
