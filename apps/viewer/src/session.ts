/** Who watches: the viewer's session, the client that speaks for it, and the demo's way in. */
import { createClient } from "@largesse/sdk";
import { createSession } from "@largesse/ui";

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
