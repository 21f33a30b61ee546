/** The operator's words: the overview and the books. */
import { z } from "zod";
import { limits } from "./limits.ts";
import { Amount, Currency, SignedAmount } from "./money.ts";
import { OrderState } from "./store.ts";

/** What an account counts: coins, diamonds, or money of one currency. */
export const Asset = z
  .union([z.literal("coin"), z.literal("diamond"), z.templateLiteral(["money.", Currency])])
  .meta({ description: "coin, diamond, or money.EUR and the like." });
export type Asset = z.infer<typeof Asset>;

export const JournalQuery = z.strictObject({
  after: z.coerce.number().int().min(0).optional(),
  limit: z.coerce.number().int().min(1).max(limits.journalPageMax).optional(),
});
/** One entry: what one transfer did to one account. Oldest first; entries of a transfer together. */
export const JournalEntry = z
  .strictObject({
    transfer: z.int().meta({ description: "The journal's number, without gaps." }),
    id: z.string().meta({ description: "UUID of the transfer." }),
    kind: z.string(),
    principal: z.string().meta({ description: "The account whose key it is." }),
    principalRow: z.string().meta({ description: "Its number, kind, asset and owner." }),
    key: z.string(),
    requestHash: z
      .string()
      .meta({ description: "SHA-256 of the input, which the key is bound to." }),
    answerHash: z
      .string()
      .nullable()
      .meta({ description: "SHA-256 of what was answered; null when nothing is kept." }),
    account: z.string(),
    accountRow: z.string().meta({ description: "Its number, kind, asset and owner." }),
    asset: Asset,
    amount: SignedAmount,
    accountSequence: z.int().min(1),
    balanceAfter: SignedAmount,
    eventAt: z.iso.datetime(),
    writtenAt: z.iso.datetime(),
    reference: z.record(z.string(), z.unknown()),
    blockHash: z
      .string()
      .nullable()
      .meta({ description: "Of the block it is sealed in; null only where the chain is broken." }),
  })
  .meta({ id: "JournalEntry" });
export type JournalEntry = z.infer<typeof JournalEntry>;

export const TrialBalance = z
  .strictObject({
    at: z.iso.datetime(),
    transfers: Amount,
    assets: z.array(
      z.strictObject({
        asset: Asset,
        sum: SignedAmount.meta({ description: "Zero, always." }),
        rows: z.array(
          z.strictObject({
            kind: z.string(),
            title: z.string(),
            explains: z.string(),
            accounts: Amount,
            balance: SignedAmount,
          }),
        ),
      }),
    ),
  })
  .meta({ id: "TrialBalance" });
export type TrialBalance = z.infer<typeof TrialBalance>;

export const AuditFinding = z.strictObject({
  check: z.string(),
  where: z.string(),
  says: z.string(),
});
export const AuditReport = z
  .strictObject({
    ok: z.boolean(),
    startedAt: z.iso.datetime(),
    endedAt: z.iso.datetime(),
    transfers: Amount,
    entries: Amount,
    accounts: Amount,
    checks: z.array(
      z.strictObject({ name: z.string(), ok: z.boolean(), checked: Amount, says: z.string() }),
    ),
    findings: z.array(AuditFinding),
    chain: z.strictObject({
      blocks: Amount,
      transfers: Amount.meta({ description: "Transfers in closed blocks." }),
      head: z
        .strictObject({ number: Amount, hash: z.string() })
        .nullable()
        .meta({ description: "The last block: publish it elsewhere, as number:hash." }),
    }),
  })
  .meta({ id: "AuditReport" });
export type AuditReport = z.infer<typeof AuditReport>;

export const Overview = z
  .strictObject({
    at: z.iso.datetime(),
    streamsLive: Amount,
    viewersNow: Amount,
    today: z.strictObject({ gifts: Amount, coins: Amount, orders: Amount, viewersNew: Amount }),
    outstanding: z.strictObject({ paidCoins: Amount, bonusCoins: Amount, diamonds: Amount }),
    ordersByState: z.array(z.strictObject({ state: OrderState, orders: Amount })),
    giftsByMinute: z.array(z.strictObject({ at: z.iso.datetime(), gifts: Amount, coins: Amount })),
    demo: z.boolean(),
  })
  .meta({ id: "Overview" });
export type Overview = z.infer<typeof Overview>;

export const AdminOrder = z
  .strictObject({
    id: z.string(),
    state: OrderState,
    viewer: z.strictObject({ id: z.string(), name: z.string() }),
    coins: Amount,
    bonusCoins: Amount,
    price: z.strictObject({ currency: Currency, minor: Amount }),
    provider: z.string(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "AdminOrder" });
export type AdminOrder = z.infer<typeof AdminOrder>;
