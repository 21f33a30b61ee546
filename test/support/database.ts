/**
 * A fresh database for one test: a copy, made in a fraction of a second, of a template that was migrated once.
 *
 *     await using database = await createTestDatabase();
 */
import { createHash, randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type pg from "pg";
import { root, testServerUrl } from "./cluster.ts";
import { migrateAll } from "./migrate.ts";
import {
  createDatabase,
  databaseExists,
  dropDatabase,
  listLeftovers,
  renameDatabase,
  withClient,
  withTemplateLock,
} from "./sql/databases.ts";

export interface TestDatabase extends AsyncDisposable {
  readonly url: string;
}

let template: Promise<string> | undefined;

/** `empty`: without the house's tables, for tests of the migrations themselves. */
export async function createTestDatabase(options: { empty?: true } = {}): Promise<TestDatabase> {
  const server = await testServerUrl();
  if (!options.empty) template ??= ensureTemplate(server);
  const source = options.empty ? "template0" : await (template ?? ensureTemplate(server));
  const name = `test_${Math.floor(performance.timeOrigin / 1000)}_${randomBytes(6).toString("hex")}`;
  await withClient(server, (client) => createDatabase(client, name, source));
  return {
    url: withDatabase(server, name),
    async [Symbol.asyncDispose]() {
      await withClient(server, (client) => dropDatabase(client, name));
    },
  };
}

/** The template is named after the migrations' content: a changed migration makes a new one. */
async function ensureTemplate(server: string): Promise<string> {
  const name = `template_${await hashMigrations()}`;
  await withClient(server, async (client) => {
    if (await databaseExists(client, name)) return;
    await withTemplateLock(client, async () => {
      if (!(await databaseExists(client, name))) await makeTemplate(client, server, name);
    });
  });
  return name;
}

async function makeTemplate(client: pg.Client, server: string, name: string): Promise<void> {
  for (const leftover of await listLeftovers(client, name)) await dropDatabase(client, leftover);
  const making = `making_${name}`;
  await createDatabase(client, making, "template0");
  await migrateAll(withDatabase(server, making));
  // Only a finished template bears the name that others look for.
  await renameDatabase(client, making, name);
}

async function hashMigrations(): Promise<string> {
  const hash = createHash("sha256");
  for (const folder of ["packages/ledger/sql", "packages/economy/sql"]) {
    const files = (await readdir(path.join(root, folder))).filter((file) => file.endsWith(".sql"));
    for (const file of files.sort()) {
      hash.update(file).update(await readFile(path.join(root, folder, file)));
    }
  }
  return hash.digest("hex").slice(0, 16);
}

function withDatabase(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
