/**
 * Tokens: who signs them, and what is believed of them.
 *
 * A token's own header never chooses how it is verified. HS256 is verified with the shared secret and
 * nothing else; the public-key algorithms only with keys that the host platform publishes at the
 * configured address. Everything else is refused by name (RFC 8725).
 */
import { Country, DisplayName, type Refusal, Role, refuse } from "@largesse/protocol";
import {
  createRemoteJWKSet,
  decodeProtectedHeader,
  errors,
  type JWTPayload,
  type JWTVerifyGetKey,
  type JWTVerifyOptions,
  jwtVerify,
  SignJWT,
} from "jose";
import { z } from "zod";

/** What a token says about its bearer, as far as we believe it. */
export interface Claims {
  readonly issuer: string;
  readonly subject: string;
  readonly role: Role;
  readonly name: string;
  readonly avatar?: string;
  readonly country?: string;
  readonly expiresAtMs: number;
}

export interface TokensOptions {
  readonly secret: string;
  readonly jwksUrl: string | null;
  readonly issuer: string | null;
  readonly audience: string | null;
  /** Whether tokens of the demo's sign-in count. */
  readonly demo: boolean;
  readonly clock: () => number;
}

export interface DemoBearer {
  readonly subject: string;
  readonly role: Role;
  readonly name: string;
}

const DEMO_ISSUER = "largesse-demo";
const AUDIENCE = "largesse";
/** A visit to the demo: long enough for a weekend. */
const DEMO_LIFE_S = 3 * 24 * 60 * 60;
const PUBLIC_KEY_ALGORITHMS = ["RS256", "ES256", "EdDSA"];
/** Clocks of two hosts differ by a little. */
const CLOCK_TOLERANCE_S = 5;
/** Access tokens only: an ID, logout or refresh token of the same issuer is not one. */
const TOKEN_TYPES = new Set([undefined, "jwt", "at+jwt"]);

const ClaimsIn = z.object({
  sub: z.string().min(1).max(200),
  role: Role,
  name: DisplayName.optional(),
  avatar: z
    .url({ protocol: /^https?$/ })
    .max(500)
    // Not in an address, although the URL parser forgives them; and the database takes no NUL.
    .regex(/^[^\p{Cc}\p{Cs}\s]+$/u)
    .optional()
    .catch(undefined),
  country: Country.optional().catch(undefined),
  iss: z.string().min(1).max(200).optional(),
  exp: z.number(),
});

export class Tokens {
  readonly #options: TokensOptions;
  readonly #secret: Uint8Array;
  readonly #publicKeys: JWTVerifyGetKey | null;

  constructor(options: TokensOptions) {
    this.#options = options;
    this.#secret = new TextEncoder().encode(options.secret);
    this.#publicKeys =
      options.jwksUrl === null
        ? null
        : createRemoteJWKSet(new URL(options.jwksUrl), { timeoutDuration: 3_000 });
  }

  /** The claims of a good token, or why it is none. */
  async verify(token: string): Promise<Claims | Refusal> {
    try {
      const header = decodeProtectedHeader(token);
      if (!TOKEN_TYPES.has(header.typ?.toLowerCase().replace("application/", ""))) {
        return refuse("token_invalid", { why: "it is not an access token." });
      }
      const payload =
        header.alg === "HS256" ? await this.#verifyShared(token) : await this.#verifyPublic(token);
      if (payload === null) return refuse("token_invalid", { why: "its algorithm is not taken." });
      return this.#claimsOf(payload);
    } catch (fault) {
      return refusalOf(fault);
    }
  }

  async #verifyShared(token: string): Promise<JWTPayload> {
    const { payload } = await jwtVerify(token, this.#secret, {
      ...this.#checks(),
      algorithms: ["HS256"],
    });
    return payload;
  }

  async #verifyPublic(token: string): Promise<JWTPayload | null> {
    const { issuer, audience } = this.#options;
    if (this.#publicKeys === null || issuer === null || audience === null) return null;
    const { payload } = await jwtVerify(token, this.#publicKeys, {
      ...this.#checks(),
      algorithms: PUBLIC_KEY_ALGORITHMS,
      issuer,
      audience,
    });
    return payload;
  }

  #checks(): JWTVerifyOptions {
    return {
      requiredClaims: ["exp", "sub"],
      clockTolerance: CLOCK_TOLERANCE_S,
      currentDate: new Date(this.#options.clock()),
    };
  }

  #claimsOf(payload: JWTPayload): Claims | Refusal {
    const parsed = ClaimsIn.safeParse(payload);
    if (!parsed.success) {
      const field = String(parsed.error.issues[0]?.path[0] ?? "a claim");
      return refuse("token_invalid", { why: `${field} is missing or not readable.` });
    }
    const { sub, role, name, avatar, country, iss, exp } = parsed.data;
    const fault = this.#audienceFault(payload, iss);
    if (fault !== null) return refuse("token_invalid", { why: fault });
    return {
      issuer: iss ?? "shared-secret",
      subject: sub,
      role,
      name: name ?? "Someone",
      expiresAtMs: exp * 1_000,
      ...(avatar === undefined ? {} : { avatar }),
      ...(country === undefined ? {} : { country }),
    };
  }

  /** Tokens by the shared secret may name no audience, but never another one. */
  #audienceFault(payload: JWTPayload, issuer: string | undefined): string | null {
    const expected = this.#options.audience ?? AUDIENCE;
    const audiences = payload.aud === undefined ? [] : [payload.aud].flat();
    if (issuer === DEMO_ISSUER) return this.#options.demo ? null : "the demo is off.";
    const mustName = this.#options.audience !== null;
    if ((mustName || audiences.length > 0) && !audiences.includes(expected)) {
      return "it is meant for somebody else.";
    }
    if (this.#options.issuer !== null && issuer !== this.#options.issuer) {
      return "its issuer is not known here.";
    }
    return null;
  }

  /** A token for the demo's sign-in. */
  signDemo(bearer: DemoBearer): Promise<string> {
    const nowS = Math.floor(this.#options.clock() / 1_000);
    return new SignJWT({ role: bearer.role, name: bearer.name })
      .setProtectedHeader({ alg: "HS256", typ: "JWT" })
      .setIssuer(DEMO_ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(bearer.subject)
      .setIssuedAt(nowS)
      .setExpirationTime(nowS + DEMO_LIFE_S)
      .sign(this.#secret);
  }
}

function refusalOf(fault: unknown): Refusal {
  if (fault instanceof errors.JWTExpired) return refuse("token_expired");
  if (fault instanceof errors.JWKSTimeout || isUnreachable(fault)) {
    // Fails closed: without the platform's keys nobody is who they say.
    return refuse("server_busy");
  }
  if (fault instanceof errors.JWTClaimValidationFailed) {
    return refuse("token_invalid", { why: `${fault.claim} is not as expected.` });
  }
  if (fault instanceof errors.JWSSignatureVerificationFailed) {
    return refuse("token_invalid", { why: "its signature does not match." });
  }
  return refuse("token_invalid", { why: "it is not a token." });
}

function isUnreachable(fault: unknown): boolean {
  return fault instanceof TypeError && fault.message === "fetch failed";
}
