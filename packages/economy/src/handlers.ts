/**
 * The shape of the economy's front door: one handler for each public call, with the same name.
 *
 * The server validates, finds out who asks, checks that the role fits, and then calls the handler;
 * it knows nothing of what happens behind it.
 */
import type { AnswerOf, PersonId, Refusal, RequestOf, Role, RouteName } from "@largesse/protocol";

/** Who asks, as far as the token tells and the database remembers. */
export interface Actor {
  readonly id: PersonId;
  readonly uuid: string;
  readonly role: Role;
  readonly name: string;
  readonly avatar: string | null;
  readonly country: string | null;
  /** A viewer's paid and bonus account; a creator's change and diamond account; an operator has none. */
  readonly accounts: readonly [bigint, bigint] | null;
}

/** What a handler answers: the answer, with a mark when it is the first one given again; or no. */
export type Reply<T> = { readonly answer: T; readonly replayed?: true } | Refusal;

/** `actor` is null only on calls that anyone may make. */
export type Handler<N extends RouteName> = (
  actor: Actor | null,
  request: RequestOf<N>,
) => Promise<Reply<AnswerOf<N>>>;

/** Calls that the server answers itself: they are about tokens, not about value. */
export type ServerOwn = "demoSignIn" | "me";
export type Handlers = { readonly [N in Exclude<RouteName, ServerOwn>]: Handler<N> };
