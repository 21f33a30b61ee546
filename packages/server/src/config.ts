/**
 * The only place that reads the environment.
 *
 * Everything is checked before anything starts, and each mistake is a sentence that says what to do.
 * Secrets can also be given as files (`…_FILE`), as container platforms mount them.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { limits } from "@largesse/protocol";
import { z } from "zod";

const LOG_LEVELS = ["debug", "info", "warn", "error", "silent"] as const;

/** The demo: with its moving world, without it (sign-in only), or not at all. */
export type DemoMode = "on" | "quiet" | "off";

/** How tokens are verified: by a shared secret, by the host platform's published keys, or both. */
export interface TokenConfig {
  /** Null: a random one, kept in the data directory. */
  readonly secret: string | null;
  readonly jwksUrl: string | null;
  /** Null: any issuer that knows the secret. Always given with `jwksUrl`. */
  readonly issuer: string | null;
  readonly audience: string | null;
}

export interface Config {
  readonly host: string;
  readonly port: number;
  readonly dataDirectory: string;
  /** Null: the embedded PostgreSQL in the data directory. */
  readonly databaseUrl: string | null;
  readonly demo: DemoMode;
  /** As browsers reach the house; null: the address it listens on. */
  readonly publicUrl: string | null;
  readonly tokens: TokenConfig;
  readonly allowedOrigins: readonly string[];
  /** Proxies whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
  readonly metricsToken: string | null;
  readonly requestsPerMinute: number;
  readonly logs: "human" | "json";
  readonly logLevel: (typeof LOG_LEVELS)[number];
}

/** What is wrong with the environment, a sentence each. */
export interface ConfigMistakes {
  readonly mistakes: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

const url = (protocols: RegExp, says: string) =>
  z.url({ protocol: protocols, error: says }).transform((text) => text.replace(/\/+$/, ""));
const list = (says: string, item: z.ZodType<string, string>) =>
  z
    .string()
    .transform((text) => text.split(",").map((part) => part.trim()))
    .refine((parts) => parts.every((part) => item.safeParse(part).success), says);

const Variables = z.object({
  HOST: z.string().default("127.0.0.1"),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, "PORT must be a number from 0 to 65535, such as PORT=4400.")
    .default("4400")
    .transform(Number)
    .refine((port) => port <= 65_535, "PORT must be at most 65535, such as PORT=4400."),
  LARGESSE_DATA: z.string().default(".largesse"),
  DATABASE_URL: url(
    /^postgres(ql)?$/,
    "DATABASE_URL must look like postgres://user:password@host:5432/database.",
  ).optional(),
  LARGESSE_DEMO: z
    .enum(["on", "quiet", "off"], "LARGESSE_DEMO must be on, quiet (no moving world) or off.")
    .optional(),
  LARGESSE_PUBLIC_URL: url(
    /^https?$/,
    "LARGESSE_PUBLIC_URL must be the address people open, such as https://live.example.com.",
  ).optional(),
  LARGESSE_JWT_SECRET: z
    .string()
    .min(32, "LARGESSE_JWT_SECRET must have at least 32 characters: try `openssl rand -hex 32`.")
    .optional(),
  LARGESSE_JWKS_URL: url(
    /^https?$/,
    "LARGESSE_JWKS_URL must be the address of the platform's key set, starting with https://.",
  ).optional(),
  LARGESSE_JWT_ISSUER: z.string().min(1).optional(),
  LARGESSE_JWT_AUDIENCE: z.string().min(1).optional(),
  LARGESSE_ALLOWED_ORIGINS: list(
    "LARGESSE_ALLOWED_ORIGINS must be origins with commas between, such as https://a.example,https://b.example.",
    z.string().regex(/^https?:\/\/[^/\s]+$/),
  ).optional(),
  LARGESSE_TRUST_PROXY: list(
    "LARGESSE_TRUST_PROXY must be addresses or networks of your proxies, such as 10.0.0.0/8,127.0.0.1.",
    z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]),
  ).optional(),
  LARGESSE_METRICS_TOKEN: z
    .string()
    .min(16, "LARGESSE_METRICS_TOKEN must have at least 16 characters.")
    .optional(),
  LARGESSE_REQUESTS_PER_MINUTE: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, "LARGESSE_REQUESTS_PER_MINUTE must be a whole number above zero.")
    .transform(Number)
    .optional(),
  LARGESSE_LOGS: z.enum(["human", "json"], "LARGESSE_LOGS must be human or json.").optional(),
  LARGESSE_LOG_LEVEL: z
    .enum(LOG_LEVELS, "LARGESSE_LOG_LEVEL must be debug, info, warn, error or silent.")
    .optional(),
  NODE_ENV: z.string().optional(),
});
type Variables = z.output<typeof Variables>;

const SECRETS = ["DATABASE_URL", "LARGESSE_JWT_SECRET", "LARGESSE_METRICS_TOKEN"] as const;

/** Reads and checks the environment. */
export function readConfig(environment: Environment): Config | ConfigMistakes {
  const mistakes: string[] = [];
  const withFiles = readSecretFiles(environment, mistakes);
  const parsed = Variables.safeParse(withFiles);
  if (!parsed.success) {
    const says = parsed.error.issues.map((issue) =>
      issue.message.includes(String(issue.path[0]))
        ? issue.message
        : `${String(issue.path[0])}: ${issue.message}`,
    );
    return { mistakes: [...mistakes, ...new Set(says)] };
  }
  mistakes.push(...contradictionsIn(parsed.data));
  return mistakes.length > 0 ? { mistakes } : configOf(parsed.data);
}

/** The process's own environment, for the one who composes. */
export function readProcessConfig(): Config | ConfigMistakes {
  return readConfig(process.env);
}

function readSecretFiles(environment: Environment, mistakes: string[]): Environment {
  const values: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(environment)) {
    // A variable that is set to nothing is one that is not set, as compose files write it.
    if (value !== undefined && value !== "") values[name] = value;
  }
  for (const name of SECRETS) {
    const file = values[`${name}_FILE`];
    if (file === undefined) continue;
    try {
      values[name] = readFileSync(file, "utf8").trim();
    } catch {
      mistakes.push(`${name}_FILE names ${file}, which cannot be read: check that it exists.`);
    }
  }
  return values;
}

function contradictionsIn(values: Variables): string[] {
  const mistakes: string[] = [];
  const production = values.NODE_ENV === "production";
  if (production && values.LARGESSE_DEMO !== undefined && values.LARGESSE_DEMO !== "off") {
    mistakes.push(
      "The demo world never runs with NODE_ENV=production: set LARGESSE_DEMO=off, or unset NODE_ENV to try it.",
    );
  }
  const { LARGESSE_JWKS_URL, LARGESSE_JWT_ISSUER, LARGESSE_JWT_AUDIENCE } = values;
  if (LARGESSE_JWKS_URL && !(LARGESSE_JWT_ISSUER && LARGESSE_JWT_AUDIENCE)) {
    mistakes.push(
      "LARGESSE_JWKS_URL needs LARGESSE_JWT_ISSUER and LARGESSE_JWT_AUDIENCE: set them to the iss and aud of your tokens.",
    );
  }
  if (production && LARGESSE_JWKS_URL?.startsWith("http:")) {
    mistakes.push("LARGESSE_JWKS_URL must start with https:// with NODE_ENV=production.");
  }
  return mistakes;
}

function configOf(values: Variables): Config {
  const production = values.NODE_ENV === "production";
  const demo = values.LARGESSE_DEMO ?? (production ? "off" : "on");
  return {
    host: values.HOST,
    port: values.PORT,
    dataDirectory: path.resolve(values.LARGESSE_DATA),
    databaseUrl: values.DATABASE_URL ?? null,
    demo,
    publicUrl: values.LARGESSE_PUBLIC_URL ?? null,
    tokens: {
      secret: values.LARGESSE_JWT_SECRET ?? null,
      jwksUrl: values.LARGESSE_JWKS_URL ?? null,
      issuer: values.LARGESSE_JWT_ISSUER ?? null,
      audience: values.LARGESSE_JWT_AUDIENCE ?? null,
    },
    allowedOrigins: values.LARGESSE_ALLOWED_ORIGINS ?? [],
    trustedProxies: values.LARGESSE_TRUST_PROXY ?? [],
    metricsToken: values.LARGESSE_METRICS_TOKEN ?? null,
    requestsPerMinute: values.LARGESSE_REQUESTS_PER_MINUTE ?? limits.requestsPerMinute,
    logs: values.LARGESSE_LOGS ?? (process.stderr.isTTY || demo !== "off" ? "human" : "json"),
    logLevel: values.LARGESSE_LOG_LEVEL ?? "info",
  };
}
