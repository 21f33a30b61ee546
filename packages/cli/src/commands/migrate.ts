/** `largesse migrate`: brings the tables up to date without starting the server. */
import { migrateHouse } from "@largesse/server";
import { houseConfig } from "../house.ts";
import { answer } from "../say.ts";

export async function migrate(options: { readonly json: boolean }): Promise<number> {
  await migrateHouse(houseConfig());
  answer(options.json, { ok: true }, ["The tables are up to date."]);
  return 0;
}
