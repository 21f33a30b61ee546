/** The `largesse` command: reads what was asked, runs it, and ends with a code that scripts can trust. */
import { parseArgs } from "./program.ts";
import { bad, say } from "./say.ts";

const leaving = new AbortController();
process.once("SIGINT", () => leaving.abort());

try {
  process.exitCode = await parseArgs(process.argv.slice(2), leaving.signal);
} catch (fault) {
  if (leaving.signal.aborted) {
    say("Stopped. Run the same command again to go on; nothing is paid twice.");
    process.exitCode = 130;
  } else {
    say(bad(fault instanceof Error ? fault.message : String(fault)));
    process.exitCode = 1;
  }
}
