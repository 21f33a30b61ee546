/** People and their accounts, as tokens name them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "@largesse/ledger";
import { createWorld } from "./world.ts";

test("[L7.1] one person a role, issuer and subject, whatever the name, also when seen at once", async () => {
  await using world = await createWorld();
  const claims = { issuer: "a", subject: "1", role: "viewer", name: "Vera" } as const;
  const [first, second] = await Promise.all([
    world.economy.people.resolve(claims),
    world.economy.people.resolve({ ...claims, name: "Vera V." }),
  ]);
  assert.equal(first.id, second.id);
  const others = await Promise.all([
    world.economy.people.resolve({ ...claims, issuer: "b" }),
    world.economy.people.resolve({ ...claims, subject: "2" }),
    world.economy.people.resolve({ ...claims, role: "creator" }),
  ]);
  assert.equal(new Set([first.id, ...others.map(({ id }) => id)]).size, 4);
});

test("[L7.2] viewers and creators have accounts in the books, operators none", async () => {
  await using world = await createWorld();
  const kinds = async (role: "viewer" | "creator" | "operator") => {
    const { accounts, id } = await world.signIn(role, "Sam");
    const rows = await world.database.query(sql<{ kind: string }>`
      select kind from ledger.account where owner = ${id} order by id`);
    assert.equal(accounts?.length ?? 0, rows.length);
    return rows.map(({ kind }) => kind);
  };
  assert.deepEqual(await kinds("viewer"), ["viewer_paid", "viewer_bonus"]);
  assert.deepEqual(await kinds("creator"), ["creator_change", "creator_diamonds"]);
  assert.deepEqual(await kinds("operator"), []);
});

test("[L7.3] a new name, picture or country is taken over; the person stays", async () => {
  await using world = await createWorld();
  const claims = { issuer: "a", subject: "1", role: "creator", name: "Cleo" } as const;
  const before = await world.economy.people.resolve(claims);
  const after = await world.economy.people.resolve({
    ...claims,
    name: "Cleo C.",
    avatar: "x",
    country: "FR",
  });
  assert.deepEqual(after, { ...before, name: "Cleo C.", avatar: "x", country: "FR" });
  const stream = await world.call("startStream", before, { body: { title: "Songs" } });
  assert.equal(stream.creator.name, "Cleo C.");
});
