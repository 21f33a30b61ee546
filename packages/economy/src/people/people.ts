/**
 * People, as the host platform's tokens name them: found or written on first sight, with their
 * accounts in the books, and kept in memory because every request asks.
 *
 * A person is (role, issuer, subject): the same human as viewer and creator is two here, so that
 * what is bought and what is earned never share a wallet. Rules: docs/spec/live.md, L7.
 */
import { type Database, openAccounts } from "@largesse/ledger";
import { idOf, limits, type Role, uuidv7 } from "@largesse/protocol";
import { type AccountKind, accountSpec } from "../books/chart.ts";
import type { Actor } from "../handlers.ts";
import { insertPerson, type PersonRow, readPerson, setAccounts, setNames } from "./sql/people.ts";

/** What a checked token says of its bearer. */
export interface Claims {
  readonly issuer: string;
  readonly subject: string;
  readonly role: Role;
  readonly name: string;
  readonly avatar?: string | null | undefined;
  readonly country?: string | null | undefined;
}

export interface People {
  resolve(claims: Claims): Promise<Actor>;
}

const accountsOfRole: Readonly<
  Record<Role, readonly { readonly kind: AccountKind; readonly asset: string }[]>
> = {
  viewer: [
    { kind: "viewer_paid", asset: "coin" },
    { kind: "viewer_bonus", asset: "coin" },
  ],
  creator: [
    { kind: "creator_change", asset: "coin" },
    { kind: "creator_diamonds", asset: "diamond" },
  ],
  operator: [],
};

export function createPeople(options: {
  readonly database: Database;
  readonly clock: () => number;
}): People {
  const actorByClaims = new Map<string, Promise<Actor>>();

  async function remember(name: string, claims: Claims): Promise<Actor> {
    const actor = find(options.database, claims, options.clock());
    actorByClaims.set(name, actor);
    forgetOldest(actorByClaims);
    try {
      return await actor;
    } catch (error) {
      actorByClaims.delete(name);
      throw error;
    }
  }

  return {
    resolve(claims) {
      // The whole of the claims is the key: a token with a new name is looked up again.
      const { role, issuer, subject, name, avatar, country } = claims;
      const key = JSON.stringify([role, issuer, subject, name, avatar, country]);
      return actorByClaims.get(key) ?? remember(key, claims);
    },
  };
}

function forgetOldest(actorByClaims: Map<string, unknown>): void {
  const oldest = actorByClaims.keys().next();
  if (actorByClaims.size > limits.peopleKept && !oldest.done) actorByClaims.delete(oldest.value);
}

async function find(database: Database, claims: Claims, nowMs: number): Promise<Actor> {
  const subject = JSON.stringify([claims.issuer, claims.subject]);
  const { role, name } = claims;
  const facts = { name, avatar: claims.avatar ?? null, country: claims.country ?? null };
  const [known] = await database.query(readPerson(role, subject));
  if (known?.accountsOpen) {
    const changed =
      known.name !== name || known.avatar !== facts.avatar || known.country !== facts.country;
    if (changed) await database.query(setNames(known.id, facts));
    return actorOf({ ...known, ...facts });
  }
  return await database.transaction(async (tx) => {
    await tx.query(insertPerson({ id: uuidv7(), role, subject, ...facts, createdAtMs: nowMs }));
    const [person] = await tx.query(readPerson(role, subject));
    if (person === undefined) throw new Error("a person just written was not found");
    const owner = idOf(role, person.id);
    const specs = accountsOfRole[role].map(({ kind, asset }) => accountSpec(owner, kind, asset));
    const [first, second] = specs.length === 0 ? [] : await openAccounts(tx, specs);
    await tx.query(setAccounts(person.id, first ?? null, second ?? null));
    return actorOf({ ...person, first: first ?? null, second: second ?? null });
  });
}

function actorOf(person: PersonRow): Actor {
  const { first, second } = person;
  return {
    id: idOf(person.role, person.id),
    uuid: person.id,
    role: person.role,
    name: person.name,
    avatar: person.avatar,
    country: person.country,
    accounts: first === null || second === null ? null : [first, second],
  };
}
