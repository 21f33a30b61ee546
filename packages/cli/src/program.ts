/** The commands and their options, as `--help` shows them. */
import type { ChainHead } from "@largesse/server";
import { Command, InvalidArgumentError, Option } from "commander";
import { audit } from "./commands/audit.ts";
import { doctor } from "./commands/doctor.ts";
import { migrate } from "./commands/migrate.ts";
import { replay } from "./commands/replay.ts";
import { seed } from "./commands/seed.ts";
import { start } from "./commands/start.ts";
import { defaultUrl } from "./house.ts";
import type { PlayOrder } from "./replay/order.ts";

/** Runs the command that the arguments name; answers its exit code. */
export async function parseArgs(args: readonly string[], signal: AbortSignal): Promise<number> {
  let code = 0;
  const program = new Command("largesse")
    .description("Runs and looks after a Largesse house.")
    .configureHelp({ showGlobalOptions: true })
    .addOption(new Option("--json", "print the result as one JSON object").default(false));
  const json = () => ({ json: program.opts<{ json: boolean }>().json });
  const run = (work: () => Promise<number>) => async () => {
    code = await work();
  };

  program.command("start").description("start the server").action(run(start));
  program
    .command("doctor")
    .description("say what would keep the house from running, and the cure")
    .action(run(() => doctor(json())));
  program
    .command("migrate")
    .description("bring the tables up to date")
    .action(run(() => migrate(json())));
  program
    .command("audit")
    .description("derive every balance again from the journal; ends with 1 when one is wrong")
    .option("--head <number:hash>", "a head of the hash chain that was kept elsewhere", chainHead)
    .action(async ({ head }: { head?: ChainHead }) => {
      code = await audit({ ...json(), anchor: head ?? null });
    });
  program
    .command("seed")
    .description("give a running demo its people, streams and some history")
    .option("--url <address>", "where the server is", defaultUrl())
    .option("--seed <number>", "which world", wholeNumber, 1)
    .action(async (options: { url: string; seed: number }) => {
      code = await seed({ ...options, ...json() });
    });
  program.addCommand(
    replayCommand(async (file, options) => {
      code = await replay(file, { ...options, ...json(), signal });
    }),
  );
  await program.parseAsync(args, { from: "user" });
  return code;
}

function chainHead(text: string): ChainHead {
  const [, number, hash] = /^([1-9]\d{0,17}):([0-9a-f]{64})$/i.exec(text) ?? [];
  if (number === undefined || hash === undefined) {
    throw new InvalidArgumentError(
      "A head is a block's number, a colon and 64 hexadecimal digits.",
    );
  }
  return { number: BigInt(number), hash: hash.toLowerCase() };
}

interface ReplayFlags {
  readonly url: string;
  readonly stream: string | null;
  readonly speed: number;
  readonly order: PlayOrder;
  readonly copies: number;
  readonly seed: number;
}

function replayCommand(run: (file: string, flags: ReplayFlags) => Promise<void>): Command {
  return new Command("replay")
    .description("play recorded gift messages into a room; playing them again pays nothing twice")
    .argument("<file>", "one JSON message a line, in the shape of the TikTok LIVE tools")
    .option("--stream <id>", "the room; without it, one for rehearsals")
    .option("--url <address>", "where the server is", defaultUrl())
    .option("--speed <factor>", "1 as recorded, 10 ten times as fast, or max", speedOf, 1)
    .addOption(
      new Option("--order <order>", "in which order")
        .choices(["recorded", "reversed", "shuffled"])
        .default("recorded"),
    )
    .option("--duplicates <times>", "play each message so many times", wholeNumber, 1)
    .option("--seed <number>", "which shuffle", wholeNumber, 1)
    .action(async (file: string, flags: Omit<ReplayFlags, "copies"> & { duplicates: number }) => {
      const { duplicates: copies, ...rest } = flags;
      await run(file, { ...rest, copies, stream: rest.stream ?? null });
    });
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError("Give a whole number from 1.");
  return Number(text);
}

function speedOf(text: string): number {
  if (text === "max") return Number.POSITIVE_INFINITY;
  const speed = Number(text);
  if (Number.isFinite(speed) && speed > 0) return speed;
  throw new InvalidArgumentError("Give a number above zero, or max.");
}
