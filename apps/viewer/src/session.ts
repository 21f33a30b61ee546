/** Who watches: the viewer's session, the client that speaks for it, and the demo's way in. */
import { createClient } from "@largesse/sdk";
import { createSession, type SessionState } from "@largesse/ui";
import { useSyncExternalStore } from "react";

export const session = createSession("viewer");

export const client = createClient({
  baseUrl: "",
  token: session.token,
  onSignedOut: () => session.signOut(),
});

/** In the demo everyone is somebody: without a name, somebody new whom the server names. */
export async function askDemo(): Promise<{ readonly token: string }> {
  return await client.call("demoSignIn", { body: { as: "viewer" } });
}

/** Becomes the demo's viewer of this name: the same name brings the same wallet back. */
export async function signInAs(name: string): Promise<void> {
  const { token } = await client.call("demoSignIn", { body: { as: "viewer", name } });
  await session.signIn(async () => ({ token }));
}

/** How the session stands: pages wait while it begins, and say so when there is no way in. */
export function useSessionState(): SessionState {
  return useSyncExternalStore(session.subscribe, session.state);
}
