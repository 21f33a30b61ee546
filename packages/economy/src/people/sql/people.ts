/** Reading and writing people. */
import { sql } from "@largesse/ledger";
import type { Role } from "@largesse/protocol";

export interface PersonRow {
  readonly id: string;
  readonly role: Role;
  readonly name: string;
  readonly avatar: string | null;
  readonly country: string | null;
  readonly first: bigint | null;
  readonly second: bigint | null;
}

export const readPerson = (role: Role, subject: string) => sql<
  PersonRow & { readonly accountsOpen: boolean }
>`
  select
    id, role, name, avatar, country, account_first as first, account_second as second,
    role = 'operator' or account_first is not null as "accountsOpen"
  from economy.person
  where role = ${role} and subject = ${subject}`;

/** Two first requests of one person may come at once: the second waits and changes nothing. */
export const insertPerson = (person: {
  readonly id: string;
  readonly role: Role;
  readonly subject: string;
  readonly name: string;
  readonly avatar: string | null;
  readonly country: string | null;
  readonly createdAtMs: number;
}) => sql`
  insert into economy.person (id, role, subject, name, avatar, country, created_at)
  values (
    ${person.id}, ${person.role}, ${person.subject}, ${person.name}, ${person.avatar},
    ${person.country}, ${new Date(person.createdAtMs)}
  )
  on conflict (role, subject) do nothing`;

export const setAccounts = (id: string, first: bigint | null, second: bigint | null) => sql`
  update economy.person
  set account_first = ${first}, account_second = ${second}
  where id = ${id}`;

export const setNames = (
  id: string,
  facts: { readonly name: string; readonly avatar: string | null; readonly country: string | null },
) => sql`
  update economy.person
  set name = ${facts.name}, avatar = ${facts.avatar}, country = ${facts.country}
  where id = ${id}`;
