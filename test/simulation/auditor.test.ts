/**
 * Who audits the auditor? An honest world must pass without a word; the same world with one thing
 * wrong must be caught, each by the check that is meant for it.
 */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { JournalEntry } from "@largesse/protocol";
import { createAuditor, describeFindings, judgeAll } from "./auditor.ts";
import { createHonestWorld, type HonestWorld } from "./honest-world.ts";
import { judgeJournal } from "./judge-books.ts";
import type { Exports, Finding } from "./notebook.ts";

test("[Q2.1] the auditor has nothing to say about an honest world", () => {
  assert.equal(describeFindings(audit(createHonestWorld())), "");
});

/** The world with its journal replaced; everything else as it was. */
function withJournal(change: (journal: JournalEntry[]) => JournalEntry[]): Finding[] {
  const world = createHonestWorld();
  const journal = change(structuredClone(world.exports.journal) as JournalEntry[]);
  return audit({ ...world, exports: { ...world.exports, journal } });
}

function audit(world: HonestWorld): Finding[] {
  const auditor = createAuditor(world.facts);
  for (const page of world.pages) auditor.hear(page);
  return [...auditor.close(world.exports)];
}

function isCaught(rule: string, findings: readonly Finding[]): void {
  const rules = new Set(findings.map((found) => found.rule));
  assert.ok(rules.has(rule), `${rule} is silent; heard only:\n${describeFindings(findings)}`);
}

const at = (journal: JournalEntry[], place: number): JournalEntry => {
  const entry = journal[place];
  assert.ok(entry !== undefined);
  return entry;
};
const giftEntry = (journal: JournalEntry[], kind: string): JournalEntry => {
  const entry = journal.find((row) => row.kind === "gift" && row.account.endsWith(kind));
  assert.ok(entry !== undefined);
  return entry;
};

describe("[Q2.2] one wrong thing in the journal is caught by the check meant for it", () => {
  const tamperings: [
    name: string,
    rule: string,
    change: (all: JournalEntry[]) => JournalEntry[],
  ][] = [
    ["an amount changed", "I01", (all) => all.with(0, { ...at(all, 0), amount: 501 })],
    [
      "an amount changed, against its balance",
      "I03",
      (all) => all.with(0, { ...at(all, 0), amount: 501 }),
    ],
    ["an amount that is not whole", "I16", (all) => all.with(0, { ...at(all, 0), amount: 1.5 })],
    ["an amount of nothing", "I16", (all) => all.with(0, { ...at(all, 0), amount: 0 })],
    ["an entry dropped", "I01", (all) => all.toSpliced(9, 1)],
    ["an entry dropped, in its account", "I15", (all) => all.toSpliced(0, 1)],
    ["an entry twice", "I13", (all) => all.toSpliced(5, 0, at(all, 4))],
    ["two entries in the wrong order", "I05", (all) => all.with(3, at(all, 4)).with(4, at(all, 3))],
    ["a whole transfer dropped", "I05", (all) => all.filter(({ transfer }) => transfer !== 3)],
    [
      "a whole transfer dropped, acknowledged",
      "I10",
      (all) => all.filter(({ transfer }) => transfer !== 3),
    ],
    [
      "a gap in an account's numbers",
      "I15",
      (all) =>
        all.map((row) =>
          row.transfer > 2 && row.account.includes("vwr_a")
            ? { ...row, accountSequence: row.accountSequence + 1 }
            : row,
        ),
    ],
    [
      "a gap in the journal's numbers",
      "I05",
      (all) => all.map((row) => (row.transfer > 3 ? { ...row, transfer: row.transfer + 1 } : row)),
    ],
    ["a balance below zero", "I04", (all) => overdraw(all)],
    [
      "a key used for two transfers",
      "I06",
      (all) =>
        all.map((row) =>
          row.transfer === 5
            ? { ...row, key: at(all, 8).key, principal: at(all, 8).principal }
            : row,
        ),
    ],
    [
      "a gift under a key that nobody used",
      "I08",
      (all) => all.map((row) => (row.transfer === 5 ? { ...row, key: "nobody's" } : row)),
    ],
    ["a wrong split, though it balances", "I32", (all) => resplit(all)],
    [
      "a gift credited to somebody else",
      "I13",
      (all) =>
        all.map((row) => ({
          ...row,
          account: row.transfer === 4 ? row.account.replace("crt_1", "crt_2") : row.account,
        })),
    ],
    [
      "a purchase credited twice",
      "I17",
      (all) => [...all, ...all.slice(0, 4).map((row) => ({ ...row, transfer: 99, key: "again" }))],
    ],
    [
      "a purchase of more coins",
      "I17",
      (all) => all.map((row) => (row.transfer === 1 ? { ...row, amount: row.amount * 2 } : row)),
    ],
    [
      "an earlier page rewritten",
      "I05",
      (all) => all.with(2, { ...at(all, 2), eventAt: "2026-01-01T00:00:00.001Z" }),
    ],
  ];
  for (const [name, rule, change] of tamperings) {
    test(`[Q2.2] ${name}: ${rule}`, () => isCaught(rule, withJournal(change)));
  }
});

describe("[Q2.3] one wrong thing in what people see is caught by the check meant for it", () => {
  const tamperings: [
    name: string,
    rule: string,
    change: (world: HonestWorld) => Partial<Exports>,
  ][] = [
    [
      "a gift without its event",
      "I27",
      (world) => inRoom(world, (events) => events.filter(({ seq }) => seq !== 5)),
    ],
    [
      "an event number left out",
      "I28",
      (world) => inRoom(world, (events) => events.toSpliced(1, 1)),
    ],
    [
      "two events in the wrong order",
      "I28",
      (world) =>
        inRoom(world, ([a, b, ...rest]) => [b, a, ...rest].filter((event) => event !== undefined)),
    ],
    [
      "an event for a gift that is not in the books",
      "I29",
      (world) =>
        inRoom(world, (events) =>
          events.map((event) =>
            event.seq === 1 && event.type === "gift.sent"
              ? { ...event, data: { ...event.data, id: "gft_x" } }
              : event,
          ),
        ),
    ],
    [
      "a streak's total too high",
      "I30",
      (world) =>
        inRoom(world, (events) =>
          events.map((event) =>
            event.type === "gift.sent" && event.data.streak !== null
              ? { ...event, data: { ...event.data, streak: { ...event.data.streak, total: 9 } } }
              : event,
          ),
        ),
    ],
    [
      "a streak that never ends",
      "I30",
      (world) => inRoom(world, (events) => events.filter(({ type }) => type !== "streak.ended")),
    ],
    [
      "a leader with another's coins",
      "I30",
      (world) => ({
        rooms: world.exports.rooms.map((room) => ({
          ...room,
          leaders: room.leaders.map((leader) => ({ ...leader, coins: leader.coins + 1 })),
        })),
      }),
    ],
    [
      "a message that went away",
      "I10",
      (world) =>
        inRoom(world, (events) =>
          events.map((event) =>
            event.type === "message.sent"
              ? { ...event, type: "stream.ended" as const, data: {} }
              : event,
          ),
        ),
    ],
    [
      "a wallet that shows too much",
      "I12",
      (world) => ({
        wallets: new Map(
          [...world.exports.wallets].map(([id, wallet]) => [
            id,
            { ...wallet, paidCoins: wallet.paidCoins + 1 },
          ]),
        ),
      }),
    ],
    [
      "a history that leaves something out",
      "I12",
      (world) => ({
        walletEntries: new Map(
          [...world.exports.walletEntries].map(([id, entries]) => [id, entries.slice(1)]),
        ),
      }),
    ],
    [
      "a studio that shows too many diamonds",
      "I30",
      (world) => ({
        earnings: new Map(
          [...world.exports.earnings].map(([id, summary]) => [
            id,
            { ...summary, diamonds: summary.diamonds + 1 },
          ]),
        ),
      }),
    ],
    [
      "a trial balance that does not balance",
      "I02",
      ({ exports: { trialBalance } }) => ({
        trialBalance: {
          ...trialBalance,
          assets: trialBalance.assets.map((asset) => ({ ...asset, sum: 1 })),
        },
      }),
    ],
    [
      "a trial balance that balances wrongly",
      "I02",
      ({ exports: { trialBalance } }) => ({
        trialBalance: {
          ...trialBalance,
          assets: trialBalance.assets.map((asset) => ({
            ...asset,
            rows: asset.rows.map((row) => ({ ...row, balance: row.balance * 2 })),
          })),
        },
      }),
    ],
    [
      "an order that was credited, undone",
      "I10",
      (world) => ({
        orders: new Map(
          [...world.exports.orders].map(([id, order]) => [
            id,
            { ...order, creditedAt: null, state: "failed" as const },
          ]),
        ),
      }),
    ],
  ];
  for (const [name, rule, change] of tamperings) {
    test(`[Q2.3] ${name}: ${rule}`, () => {
      const world = createHonestWorld();
      isCaught(rule, audit({ ...world, exports: { ...world.exports, ...change(world) } }));
    });
  }
});

describe("[Q2.4] a wrong answer is caught as it comes", () => {
  type Pages = HonestWorld["pages"];
  const tamperings: [name: string, rule: string, change: (pages: Pages) => Pages][] = [
    [
      "the same key answered differently",
      "I06",
      (pages) => again(pages, (answer) => ({ ...answer, event: null })),
    ],
    ["the same key, refused at first, accepted later", "I11", (pages) => acceptLater(pages)],
    [
      "the same key with other content accepted",
      "I07",
      (pages) =>
        pages.map((page, place) => (place === 4 ? { ...page, key: pages[2]?.key ?? "" } : page)),
    ],
    ["a wallet that forgot a gift", "I12", (pages) => forget(pages)],
    ["a gift that could not be paid", "I16", (pages) => pages.slice(1)],
    [
      "a gift answered out of its turn",
      "I14",
      (pages) => pages.map((page, place) => (place === 3 ? { ...page, from: 50, to: 51 } : page)),
    ],
  ];
  for (const [name, rule, change] of tamperings) {
    test(`[Q2.4] ${name}: ${rule}`, () => {
      const world = createHonestWorld();
      isCaught(rule, audit({ ...world, pages: change(world.pages) }));
    });
  }
});

test("[Q2.5] an unanswered request may have happened or not, and both are accepted", () => {
  const world = createHonestWorld();
  const unheard = (key: string) => (page: (typeof world.pages)[number]) =>
    page.key === key ? { ...page, outcome: { heard: "nothing" as const, why: "cut" } } : page;
  const gift = world.pages.find(({ act }) => act.act === "gift");
  assert.ok(gift !== undefined);
  const findings = judgeAll(world.pages.map(unheard(gift.key)), world.exports, world.facts);
  assert.equal(describeFindings(findings), "");
  assert.deepEqual(judgeJournal([]), []);
});

/** The first gift's sender falls below zero and all sums still hold. */
function overdraw(all: JournalEntry[]): JournalEntry[] {
  const victim = giftEntry(all, ":paid");
  const debt = 10_000;
  const rows = all.map((row) => {
    if (row.transfer !== victim.transfer) return row;
    if (row.account === victim.account)
      return { ...row, amount: row.amount - debt, balanceAfter: row.balanceAfter - debt };
    return row.account.startsWith("platform:coins") ? { ...row, amount: row.amount + debt } : row;
  });
  return rows;
}

/** Two coins more for the house, a diamond less for the creator; every sum still zero. */
function resplit(all: JournalEntry[]): JournalEntry[] {
  const victim = giftEntry(all, ":diamonds");
  return all.map((row) => {
    if (row.transfer !== victim.transfer || row.asset !== "diamond") return row;
    return { ...row, amount: row.amount - Math.sign(row.amount) };
  });
}

function inRoom(
  { exports: { rooms } }: HonestWorld,
  change: (events: Exports["rooms"][number]["events"]) => Exports["rooms"][number]["events"],
): Partial<Exports> {
  return { rooms: rooms.map((room) => ({ ...room, events: change(room.events) })) };
}

function again(
  pages: HonestWorld["pages"],
  change: (answer: object) => object,
): HonestWorld["pages"] {
  const gift = pages.find(({ act }) => act.act === "gift");
  if (gift?.outcome.heard !== "answer") return pages;
  const outcome = { ...gift.outcome, answer: change(gift.outcome.answer) };
  return [...pages, { ...gift, outcome } as typeof gift];
}

function acceptLater(pages: HonestWorld["pages"]): HonestWorld["pages"] {
  const gift = pages.find(({ act, viewer }) => act.act === "gift" && viewer === "vwr_b");
  const refused = pages.find(({ outcome }) => outcome.heard === "refusal");
  if (gift === undefined || refused === undefined) return pages;
  return [...pages, { ...refused, outcome: gift.outcome } as typeof gift];
}

function forget(pages: HonestWorld["pages"]): HonestWorld["pages"] {
  const stale = { paidCoins: 500, bonusCoins: 20, coins: 520, version: 1 };
  const act = { act: "wallet" } as const;
  const outcome = { heard: "answer", answer: stale, replayed: false } as const;
  return [
    ...pages,
    { from: 90, to: 91, viewer: "vwr_a", sole: true, key: "k", act, target: null, outcome },
  ];
}
