/** The `largesse` command as a function, for those who embed it; `main.ts` is the program. */
export { parseArgs } from "./program.ts";
