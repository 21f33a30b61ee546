/** Tokens: what is believed, and every way of forging one that is known. */
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { isRefusal } from "@largesse/protocol";
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { Tokens, type TokensOptions } from "../src/auth/tokens.ts";

const SECRET = "a shared secret of at least thirty-two letters";
const ISSUER = "https://platform.example";
const AUDIENCE = "largesse-live";
const NOW_S = 1_800_000_000;

let keys: { rsa: CryptoKey; ec: CryptoKey; rsaPublicPem: string };
let jwksUrl: string;
let close: () => void;

/** A host platform with a key set of its own, on a free port. */
before(async () => {
  const rsa = await generateKeyPair("RS256", { extractable: true });
  const ec = await generateKeyPair("ES256");
  const jwks = {
    keys: [
      { ...(await exportJWK(rsa.publicKey)), kid: "r1", alg: "RS256", use: "sig" },
      { ...(await exportJWK(ec.publicKey)), kid: "e1", alg: "ES256", use: "sig" },
    ],
  };
  keys = { rsa: rsa.privateKey, ec: ec.privateKey, rsaPublicPem: JSON.stringify(jwks.keys[0]) };
  const server = createServer((_request, response) => response.end(JSON.stringify(jwks)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  jwksUrl = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/jwks`;
  close = () => server.close();
});
after(() => close());

function tokens(options: Partial<TokensOptions> = {}): Tokens {
  return new Tokens({
    secret: SECRET,
    jwksUrl: null,
    issuer: null,
    audience: null,
    demo: false,
    clock: () => NOW_S * 1_000,
    ...options,
  });
}

const platform = () => tokens({ jwksUrl, issuer: ISSUER, audience: AUDIENCE });

interface Forged {
  readonly claims?: JWTPayload;
  readonly header?: Record<string, unknown>;
  readonly key?: CryptoKey | string;
}

function sign({ claims = {}, header = {}, key = SECRET }: Forged = {}): Promise<string> {
  const payload = { sub: "u1", role: "viewer", name: "Ana", exp: NOW_S + 60, ...claims };
  for (const [name, value] of Object.entries(payload)) {
    if (value === null) delete (payload as Record<string, unknown>)[name];
  }
  const bytes = typeof key === "string" ? new TextEncoder().encode(key) : key;
  return new SignJWT(payload).setProtectedHeader({ alg: "HS256", ...header }).sign(bytes);
}

async function codeOf(service: Tokens, token: string): Promise<string> {
  const claims = await service.verify(token);
  return isRefusal(claims) ? claims.refused : `${claims.issuer} ${claims.subject} ${claims.role}`;
}

test("[P5.3] a token by the shared secret is believed, with what it may say", async () => {
  const claims = await tokens().verify(
    await sign({ claims: { avatar: "https://a.example/1.png", country: "DE", admin: true } }),
  );
  assert.deepEqual(claims, {
    issuer: "shared-secret",
    subject: "u1",
    role: "viewer",
    name: "Ana",
    avatar: "https://a.example/1.png",
    country: "DE",
    expiresAtMs: (NOW_S + 60) * 1_000,
  });
});

test("[P5.3] an address that is none is left out, and the bearer is let in", async () => {
  for (const avatar of ["https://a.example/\0", "https://a.example/\ud800", "javascript:1", 5]) {
    const claims = await tokens().verify(await sign({ claims: { avatar } }));
    assert.ok(!isRefusal(claims) && claims.avatar === undefined, JSON.stringify(avatar));
  }
});

test("[P5.4] tokens by published keys are believed for their issuer and audience", async () => {
  const claims = { iss: ISSUER, aud: AUDIENCE };
  const rsa = await sign({ claims, header: { alg: "RS256", kid: "r1" }, key: keys.rsa });
  const ec = await sign({
    claims,
    header: { alg: "ES256", kid: "e1", typ: "at+jwt" },
    key: keys.ec,
  });
  assert.equal(await codeOf(platform(), rsa), `${ISSUER} u1 viewer`);
  assert.equal(await codeOf(platform(), ec), `${ISSUER} u1 viewer`);
  for (const wrong of [
    { iss: "https://evil.example", aud: AUDIENCE },
    { iss: ISSUER, aud: "x" },
  ]) {
    const token = await sign({ claims: wrong, header: { alg: "RS256", kid: "r1" }, key: keys.rsa });
    assert.equal(await codeOf(platform(), token), "token_invalid");
  }
  assert.equal(await codeOf(tokens(), rsa), "token_invalid");
});

test("[P5.5] no token chooses how it is verified", async () => {
  const claims = { iss: ISSUER, aud: AUDIENCE };
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const body = { sub: "u1", role: "operator", exp: NOW_S + 60, ...claims };
  const unsigned = `${encode({ alg: "none" })}.${encode(body)}.`;
  const forgeries = {
    none: unsigned,
    noneCased: `${encode({ alg: "nOnE" })}.${encode(body)}.`,
    publicKeyAsSecret: await sign({ claims, key: keys.rsaPublicPem }),
    otherSecret: await sign({ claims, key: "another secret of the very same length" }),
    hs512: await sign({ claims, header: { alg: "HS512" } }),
    embeddedKey: await sign({
      claims,
      header: { alg: "ES256", kid: "evil", jwk: { kty: "EC" } },
      key: (await generateKeyPair("ES256")).privateKey,
    }),
    kidPath: await sign({
      claims,
      header: { alg: "ES256", kid: "../../dev/null", jku: "https://evil.example/keys" },
      key: (await generateKeyPair("ES256")).privateKey,
    }),
    idToken: await sign({ claims, header: { typ: "logout+jwt" } }),
    garbage: "a.b.c",
    empty: "",
  };
  for (const [name, token] of Object.entries(forgeries)) {
    assert.equal(await codeOf(platform(), token), "token_invalid", name);
  }
});

test("[P5.6] a token ends, names a person and a role, and is meant for us", async () => {
  const refused: [JWTPayload, string][] = [
    [{ exp: NOW_S - 60 }, "token_expired"],
    [{ exp: null as never }, "token_invalid"],
    [{ nbf: NOW_S + 60 }, "token_invalid"],
    [{ sub: null as never }, "token_invalid"],
    [{ sub: "" }, "token_invalid"],
    [{ role: "root" }, "token_invalid"],
    [{ role: null }, "token_invalid"],
    [{ name: "a\u202eb" }, "token_invalid"],
    [{ name: "a\ud800b" }, "token_invalid"],
    [{ aud: "somebody-else" }, "token_invalid"],
    [{ iss: "largesse-demo" }, "token_invalid"],
  ];
  for (const [claims, code] of refused) {
    assert.equal(await codeOf(tokens(), await sign({ claims })), code, JSON.stringify(claims));
  }
});

test("[P5.7] without the platform's keys nobody is let in by them", async () => {
  const away = tokens({ jwksUrl: "http://127.0.0.1:9/jwks", issuer: ISSUER, audience: AUDIENCE });
  const claims = { iss: ISSUER, aud: AUDIENCE };
  const token = await sign({ claims, header: { alg: "RS256", kid: "r1" }, key: keys.rsa });
  assert.equal(await codeOf(away, token), "server_busy");
});

test("[P5.8] the demo's sign-in is believed in the demo only", async () => {
  const bearer = { subject: "name:Ana", role: "viewer", name: "Ana" } as const;
  const token = await tokens().signDemo(bearer);
  assert.equal(await codeOf(tokens({ demo: true }), token), "largesse-demo name:Ana viewer");
  assert.equal(await codeOf(tokens({ demo: false }), token), "token_invalid");
});
