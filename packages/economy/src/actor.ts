/**
 * Who asks, told apart by role. The server has checked the role before a handler is called; a wrong
 * one here is a fault of ours, and it stops the request rather than the house.
 */
import type { Role } from "@largesse/protocol";
import type { Actor } from "./handlers.ts";

export type ActorWithAccounts = Actor & { readonly accounts: readonly [bigint, bigint] };

function actorWith(role: Role, actor: Actor | null): ActorWithAccounts {
  const accounts = actor?.accounts ?? null;
  if (actor === null || actor.role !== role || accounts === null) {
    throw new Error(`a call for a ${role} was made by ${actor?.role ?? "nobody"}`);
  }
  return { ...actor, accounts };
}

export const viewerOf = (actor: Actor | null): ActorWithAccounts => actorWith("viewer", actor);
export const creatorOf = (actor: Actor | null): ActorWithAccounts => actorWith("creator", actor);
