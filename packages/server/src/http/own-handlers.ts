/** The calls that the server answers itself: they are about tokens, not about value. */
import type { Handler, ServerOwn } from "@largesse/economy";
import { isRefusal, type Me, refuse, uuidv7 } from "@largesse/protocol";
import { demoName } from "../auth/demo-names.ts";
import type { Door } from "../door.ts";

export function ownHandlers(door: Door): { readonly [N in ServerOwn]: Handler<N> } {
  return { me: me(), demoSignIn: demoSignIn(door) };
}

function me(): Handler<"me"> {
  return async (actor) => (actor === null ? refuse("sign_in_required") : { answer: meOf(actor) });
}

/** How a person sees themselves. */
export function meOf(actor: Me): Me {
  const { id, name, avatar, role, country } = actor;
  return { id, name, avatar, role, country };
}

function demoSignIn(door: Door): Handler<"demoSignIn"> {
  return async (_actor, { body }) => {
    if (door.config.demo === "off") return refuse("demo_only");
    const name = body.name ?? demoName();
    // A name and a role are the same person again; without a name it is somebody new.
    const subject = body.name === undefined ? `new:${uuidv7()}` : `name:${body.name}`;
    const token = await door.tokens.signDemo({ subject, role: body.as, name });
    const bearer = await door.authenticator.identify(token);
    if (isRefusal(bearer)) return bearer;
    return { answer: { token, id: bearer.actor.id, name, role: body.as } };
  };
}
