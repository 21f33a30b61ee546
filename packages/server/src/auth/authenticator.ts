/**
 * From a bearer's token to the person it stands for.
 *
 * The answer is remembered for a short while: a thumb that taps ten gifts a second should not cost
 * ten look-ups. It is short enough that a changed name or role shows within half a minute.
 */
import type { Actor, Economy } from "@largesse/economy";
import { isRefusal, type Refusal, refuse } from "@largesse/protocol";
import type { Tokens } from "./tokens.ts";

export interface Bearer {
  readonly actor: Actor;
  readonly expiresAtMs: number;
}

const REMEMBER_MS = 30_000;
/** Persons remembered at once; beyond it the oldest are looked up again. About 10 MB. */
const REMEMBERED_MAX = 20_000;
const TOKEN_CHARS_MAX = 4_096;

export class Authenticator {
  readonly #tokens: Tokens;
  readonly #people: Economy["people"];
  readonly #clock: () => number;
  readonly #remembered = new Map<string, { bearer: Bearer; untilMs: number }>();

  constructor(tokens: Tokens, people: Economy["people"], clock: () => number) {
    this.#tokens = tokens;
    this.#people = people;
    this.#clock = clock;
  }

  async identify(token: string): Promise<Bearer | Refusal> {
    if (token.length > TOKEN_CHARS_MAX) return refuse("token_invalid", { why: "it is too long." });
    const known = this.#remembered.get(token);
    if (known && known.untilMs > this.#clock()) return known.bearer;
    const claims = await this.#tokens.verify(token);
    if (isRefusal(claims)) return claims;
    const { expiresAtMs, ...person } = claims;
    const bearer = { actor: await this.#people.resolve(person), expiresAtMs };
    this.#remember(token, bearer);
    return bearer;
  }

  #remember(token: string, bearer: Bearer): void {
    const untilMs = Math.min(this.#clock() + REMEMBER_MS, bearer.expiresAtMs);
    this.#remembered.delete(token);
    this.#remembered.set(token, { bearer, untilMs });
    if (this.#remembered.size <= REMEMBERED_MAX) return;
    // A Map keeps the order of insertion: the first is the oldest.
    for (const oldest of this.#remembered.keys()) {
      this.#remembered.delete(oldest);
      break;
    }
  }
}
