/**
 * The client: every public call with its types, one socket for the page, and the viewer's wallet.
 *
 *     const client = createClient({ baseUrl: "http://127.0.0.1:4400" });
 *     const { data: streams } = await client.call("listStreams");
 *     const key = newKey(); // once for each intent, however often it is tried
 *     await client.sendGift({ stream: streams[0].id, gift: "rose", key });
 */
import {
  type AnswerOf,
  type InputOf,
  type Problem,
  type RouteName,
  type SendGiftAnswer,
  type SendMessageAnswer,
  type StreakClaim,
  uuidv7,
  type Wallet,
} from "@largesse/protocol";
import { callByHttp } from "./call.ts";
import type { Command } from "./connection.ts";
import { type Environment, realEnvironment } from "./environment.ts";
import { RefusedError, UnreachableError } from "./errors.ts";
import { Link } from "./link.ts";
import type { CallParts } from "./request.ts";
import { createWalletStore, type WalletStore } from "./wallet-store.ts";

type LooseQuery<T> = T extends { readonly query: infer Q }
  ? Record<never, never> extends Q
    ? Omit<T, "query"> & { readonly query?: Q }
    : T
  : T;
/** What a call is given: params, query, body and key as its row in the table of calls says. */
export type CallInput<N extends RouteName> = LooseQuery<InputOf<N>>;
/** The input may be left out where nothing in it is required. */
export type CallArguments<N extends RouteName> =
  Record<never, never> extends CallInput<N>
    ? [input?: CallInput<N>, options?: CallOptions]
    : [input: CallInput<N>, options?: CallOptions];

export interface CallOptions {
  readonly signal?: AbortSignal;
}

export interface GiftToSend {
  readonly stream: string;
  readonly gift: string;
  readonly quantity?: number;
  readonly streak?: StreakClaim;
  readonly key: string;
}

export interface MessageToSend {
  readonly stream: string;
  readonly text: string;
  readonly key: string;
}

export interface ClientOptions {
  /** Where the server is; "" for the page's own origin. */
  readonly baseUrl: string;
  readonly token?: () => string | null;
  readonly fetch?: Environment["fetch"];
  /** Time, chance and sockets, for tests. */
  readonly environment?: Partial<Environment>;
  /** The server no longer takes the token: drop it, and ask the person to sign in again. */
  readonly onSignedOut?: (problem: Problem) => void;
}

export interface Client {
  readonly baseUrl: string;
  readonly environment: Environment;
  readonly wallet: WalletStore;
  /** Makes a call; throws `RefusedError` or `UnreachableError`. */
  readonly call: <N extends RouteName>(name: N, ...rest: CallArguments<N>) => Promise<AnswerOf<N>>;
  /** Sends a gift by the socket when there is one, otherwise by HTTP; always the same key. */
  readonly sendGift: (gift: GiftToSend, options?: CallOptions) => Promise<SendGiftAnswer>;
  readonly sendMessage: (
    message: MessageToSend,
    options?: CallOptions,
  ) => Promise<SendMessageAnswer>;
  readonly link: () => Link;
  /** Another person, or nobody: forgets the wallet and says hello anew. Call it after the token changed. */
  readonly personChanged: () => void;
  readonly close: () => void;
}

/** A new idempotency key: make one for each intent and keep it over every retry. */
export function newKey(): string {
  return uuidv7();
}

const SIGNED_OUT: ReadonlySet<string> = new Set(["token_invalid", "token_expired"]);

export function createClient(options: ClientOptions): Client {
  const environment: Environment = {
    ...realEnvironment(),
    ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
    ...options.environment,
  };
  const token = options.token ?? (() => null);
  const wallet = createWalletStore();
  const onSignedOut = (problem: Problem) => {
    if (SIGNED_OUT.has(problem.code)) options.onSignedOut?.(problem);
  };
  const link = new Link({ url: () => socketUrl(options.baseUrl), token, environment, onSignedOut });
  const door = { baseUrl: options.baseUrl, token, environment };

  const callNamed = async (name: RouteName, parts: CallParts, signal?: AbortSignal) => {
    try {
      const answer = await callByHttp(door, name, parts, signal);
      if (name === "getWallet") wallet.take(answer as Wallet);
      if (name === "sendGift") wallet.take((answer as SendGiftAnswer).wallet);
      return answer;
    } catch (error) {
      if (error instanceof RefusedError) onSignedOut(error.problem);
      throw error;
    }
  };

  /** By the socket first; when that is not settled, by HTTP with the same key. */
  const sendCommand = async (
    name: "sendGift" | "sendMessage",
    parts: { stream: string; key: string; body: object },
    signal?: AbortSignal,
  ) => {
    const { stream, key, body } = parts;
    const byHttp = () => callNamed(name, { params: { stream }, body, key }, signal);
    if (link.state === "idle" || link.state === "closed") return await byHttp();
    try {
      const type = name === "sendGift" ? "gift.send" : "message.send";
      return await link.request({ type, key, stream, ...body } as Command, signal);
    } catch (error) {
      if (isSettled(error)) throw error;
      return await byHttp();
    }
  };

  return {
    baseUrl: options.baseUrl,
    environment,
    wallet,
    call: async (name, ...[input, callOptions]) =>
      (await callNamed(name, (input ?? {}) as CallParts, callOptions?.signal)) as never,
    sendGift: async ({ stream, key, ...gift }, callOptions) => {
      const parts = { stream, key, body: { quantity: 1, ...gift } };
      const answer = await sendCommand("sendGift", parts, callOptions?.signal);
      wallet.take((answer as SendGiftAnswer).wallet);
      return answer as SendGiftAnswer;
    },
    sendMessage: async ({ stream, key, text }, callOptions) => {
      const parts = { stream, key, body: { text, kind: "chat" } };
      return (await sendCommand("sendMessage", parts, callOptions?.signal)) as SendMessageAnswer;
    },
    link: () => link,
    personChanged: () => {
      wallet.forget();
      link.renew();
    },
    close: () => link.close(),
  };
}

/** A refusal for good, or not the wire's doing (an abort): HTTP would not change it. */
function isSettled(error: unknown): boolean {
  if (error instanceof RefusedError) return error.problem.retry === "never";
  return !(error instanceof UnreachableError);
}

function socketUrl(baseUrl: string): string {
  const page = globalThis.location?.href;
  const url = new URL("/v1/socket", baseUrl === "" ? page : baseUrl);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}
