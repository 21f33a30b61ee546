/**
 * Who sits at this browser: one token a role, kept in localStorage.
 *
 * A host platform hands a token over in the address' fragment (`#token=…`), which never reaches a
 * server's log; it is taken out of the address at once. In the demo a token is asked for.
 */
import type { Role } from "@largesse/protocol";
import { useEffect, useSyncExternalStore } from "react";

export type SessionState = "signed-out" | "signing-in" | "signed-in" | "failed";

export interface Session {
  readonly role: Role;
  readonly token: () => string | null;
  readonly state: () => SessionState;
  /** What went wrong, when the state is `failed`. */
  readonly failure: () => unknown;
  /** Asks for a token by the given way, unless one is being asked for already. */
  readonly signIn: (ask: () => Promise<{ readonly token: string }>) => Promise<void>;
  readonly signOut: () => void;
  readonly subscribe: (listener: () => void) => () => void;
}

/** The session of a role: made once a page, given to the client as `token`. */
export function createSession(role: Role): Session {
  const key = `largesse.token.${role}`;
  const listeners = new Set<() => void>();
  const handed = takeTokenFromAddress();
  if (handed !== null) localStorage.setItem(key, handed);
  let token = handed ?? localStorage.getItem(key);
  let state: SessionState = token === null ? "signed-out" : "signed-in";
  let failure: unknown = null;

  const become = (next: SessionState, nextToken: string | null) => {
    state = next;
    token = nextToken;
    if (token === null) localStorage.removeItem(key);
    else localStorage.setItem(key, token);
    for (const listener of listeners) listener();
  };
  return {
    role,
    token: () => token,
    state: () => state,
    failure: () => failure,
    signIn: async (ask) => {
      if (state === "signing-in") return;
      become("signing-in", null);
      try {
        become("signed-in", (await ask()).token);
      } catch (error) {
        failure = error;
        become("failed", null);
      }
    },
    signOut: () => become("signed-out", null),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function takeTokenFromAddress(): string | null {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const token = fragment.get("token");
  if (token === null) return null;
  fragment.delete("token");
  const rest = fragment.toString();
  history.replaceState(null, "", location.pathname + location.search + (rest && `#${rest}`));
  return token;
}

/** Follows a session, and signs in by the given way when nobody is. */
export function useSession(
  session: Session,
  ask: () => Promise<{ readonly token: string }>,
): SessionState {
  const state = useSyncExternalStore(session.subscribe, session.state);
  useEffect(() => {
    if (state === "signed-out") void session.signIn(ask);
  }, [state, session, ask]);
  return state;
}
