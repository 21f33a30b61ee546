/** Tokens for forms: each page gets one, it fits one subject, and it works once. */
import { randomBytes } from "node:crypto";

const LIFE_MS = 15 * 60_000;
/** Forms open at once; beyond it the oldest must be opened again. */
const FORMS_MAX = 10_000;

export class OneTimeForms {
  readonly #clock: () => number;
  readonly #forms = new Map<string, { subject: string; untilMs: number }>();

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  issue(subject: string): string {
    const token = randomBytes(24).toString("base64url");
    this.#forms.set(token, { subject, untilMs: this.#clock() + LIFE_MS });
    if (this.#forms.size > FORMS_MAX) {
      const [oldest] = this.#forms.keys();
      if (oldest !== undefined) this.#forms.delete(oldest);
    }
    return token;
  }

  /** Whether the token was issued for this subject; it is used up either way. */
  redeem(token: string, subject: string): boolean {
    const form = this.#forms.get(token);
    this.#forms.delete(token);
    return form !== undefined && form.subject === subject && form.untilMs > this.#clock();
  }
}
