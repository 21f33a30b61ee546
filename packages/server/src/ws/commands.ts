/** What a client can ask for on its socket, a function a command. Each answers or refuses, once. */
import type { Actor, Reply } from "@largesse/economy";
import {
  type ClientFrame,
  isRefusal,
  limits,
  type Refusal,
  refuse,
  type ServerFrame,
} from "@largesse/protocol";
import type { Door } from "../door.ts";
import { meOf } from "../http/own-handlers.ts";
import type { SocketSession } from "./socket-session.ts";

type Frame<T extends ClientFrame["type"]> = Extract<ClientFrame, { type: T }>;
type AnswerFrame = Extract<ServerFrame, { type: "answer" }>;
/** Sends the answer; a command that must speak before its events calls it itself. */
export type Answer = (result: AnswerFrame["result"]) => void;

/** Runs a command; a refusal is answered by the caller. */
export async function runCommand(
  door: Door,
  session: SocketSession,
  frame: ClientFrame,
  answer: Answer,
): Promise<Refusal | null> {
  if (session.token === undefined && frame.type !== "hello") return refuse("hello_first");
  switch (frame.type) {
    case "hello":
      return hello(door, session, frame, answer);
    case "join":
      return door.hub.join(session, frame, answer);
    case "leave":
      door.hub.leave(session, frame.stream);
      answer({});
      return null;
    case "gift.send":
      return sendGift(door, session, frame, answer);
    case "message.send":
      return sendMessage(door, session, frame, answer);
    case "ping":
      answer({});
      return null;
  }
}

/** The first hello says who one is; a later one brings a fresh token for the same person. */
async function hello(
  door: Door,
  session: SocketSession,
  frame: Frame<"hello">,
  answer: Answer,
): Promise<Refusal | null> {
  const bearer = frame.token === undefined ? null : await door.authenticator.identify(frame.token);
  if (isRefusal(bearer)) return bearer;
  const personId = bearer?.actor.id ?? null;
  if (session.token !== undefined && session.personId !== null && personId !== session.personId) {
    return refuse("token_invalid", { why: "this connection belongs to somebody else." });
  }
  session.token = frame.token ?? null;
  session.personId = personId;
  session.tokenExpiresAtMs = bearer?.expiresAtMs ?? null;
  answer({
    me: bearer === null ? null : meOf(bearer.actor),
    heartbeatMs: limits.heartbeatMs,
  });
  return null;
}

/** The person behind the socket, asked anew: a role that was taken away counts no longer. */
async function identify(door: Door, session: SocketSession): Promise<Actor | Refusal> {
  if (typeof session.token !== "string") return refuse("sign_in_required");
  const bearer = await door.authenticator.identify(session.token);
  return isRefusal(bearer) ? bearer : bearer.actor;
}

async function sendGift(
  door: Door,
  session: SocketSession,
  { key, stream, gift, quantity, streak }: Frame<"gift.send">,
  answer: Answer,
): Promise<Refusal | null> {
  const actor = await identify(door, session);
  if (isRefusal(actor)) return actor;
  if (actor.role !== "viewer") {
    return refuse("forbidden", { needs: "viewers", role: actor.role });
  }
  const body = { gift, quantity, ...(streak === undefined ? {} : { streak }) };
  return conclude(
    await door.economy.handlers.sendGift(actor, { params: { stream }, body, key }),
    answer,
  );
}

async function sendMessage(
  door: Door,
  session: SocketSession,
  { key, stream, text, kind }: Frame<"message.send">,
  answer: Answer,
): Promise<Refusal | null> {
  const actor = await identify(door, session);
  if (isRefusal(actor)) return actor;
  const request = { params: { stream }, body: { text, kind }, key };
  return conclude(await door.economy.handlers.sendMessage(actor, request), answer);
}

function conclude<T extends AnswerFrame["result"]>(
  reply: Reply<T>,
  answer: Answer,
): Refusal | null {
  if (isRefusal(reply)) return reply;
  answer(reply.answer);
  return null;
}
