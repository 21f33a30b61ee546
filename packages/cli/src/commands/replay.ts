/** `largesse replay FILE`: plays recorded gift messages into a room, by the public interface. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { createClient } from "@largesse/sdk";
import { StartupFault } from "@largesse/server";
import { arrange, type PlayOrder } from "../replay/order.ts";
import { planReplay, type ReplayPlan } from "../replay/plan.ts";
import { type Played, play } from "../replay/play.ts";
import { answer, progress, say } from "../say.ts";

export interface ReplayOptions {
  readonly url: string;
  readonly stream: string | null;
  /** Infinity is as fast as it goes. */
  readonly speed: number;
  readonly order: PlayOrder;
  readonly copies: number;
  readonly seed: number;
  readonly json: boolean;
  readonly signal: AbortSignal;
}

/** Sentences about lines that are told one by one before only their number is. */
const LINES_TOLD_MAX = 20;

export async function replay(file: string, options: ReplayOptions): Promise<number> {
  const text = await readRecording(file);
  const client = createClient({ baseUrl: options.url });
  const { data: catalogue } = await client.call("listGifts");
  const stream = options.stream ?? (await rehearsalRoom(options.url, file));
  const plan = planReplay(text, stream, catalogue);
  tellLines("Skipped", plan.skipped);

  const how = { order: options.order, copies: options.copies, seedNumber: options.seed };
  const sendings = arrange(plan.sendings, how);
  const playing = progress("Messages played");
  const played = await play({
    baseUrl: options.url,
    stream,
    sendings,
    coinsBySender: plan.coinsBySender,
    speed: options.speed,
    signal: options.signal,
    onProgress: (done) => playing.tell(done, sendings.length),
  });
  playing.end();
  tellLines("Refused", played.failed);

  const { coins } = await client.call("getStream", { params: { stream: stream as never } });
  tellResult({ file, stream, plan, played, streamCoins: coins, json: options.json });
  return played.failed.length === 0 ? 0 : 1;
}

async function readRecording(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (fault) {
    throw new StartupFault(`${file} cannot be read: check that it exists.`, fault);
  }
}

/** A room for rehearsals when none is named; the same file comes into the same room again. */
async function rehearsalRoom(baseUrl: string, file: string): Promise<string> {
  const guest = createClient({ baseUrl });
  const body = { as: "creator" as const, name: "Rehearsal" };
  const { token, id } = await guest.call("demoSignIn", { body });
  const creator = createClient({ baseUrl, token: () => token });
  const title = `Replay of ${path.basename(file)}`.slice(0, 80);
  const query = { creator: id, state: "live" as const };
  const { data: live } = await creator.call("listStreams", { query });
  const known = live.find((stream) => stream.title === title);
  return (known ?? (await creator.call("startStream", { body: { title } }))).id;
}

function tellLines(what: string, lines: readonly { line: number; why: string }[]): void {
  for (const { line, why } of lines.slice(0, LINES_TOLD_MAX)) say(`${what} line ${line}: ${why}`);
  const more = lines.length - LINES_TOLD_MAX;
  if (more > 0) say(`${what} ${more} more.`);
}

function tellResult(result: {
  file: string;
  stream: string;
  plan: ReplayPlan;
  played: Played;
  streamCoins: number;
  json: boolean;
}): void {
  const { file, stream, plan, played, streamCoins } = result;
  const facts = {
    file,
    stream,
    lines: plan.lines,
    played: played.done,
    skipped: plan.skipped,
    failed: played.failed,
    recordingCoins: plan.coins,
    coinsBought: played.coinsBought,
    streamCoins,
  };
  answer(result.json, facts, [
    `${plan.lines} lines, ${plan.skipped.length} skipped, ${played.failed.length} refused.`,
    `The recording is worth ${plan.coins} coins; the room ${stream} stands at ${streamCoins}.`,
  ]);
}
