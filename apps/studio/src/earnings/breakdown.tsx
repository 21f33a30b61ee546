/** Earnings cut two ways: by gift and by supporter, each with its share as a quiet bar. */
import type { EarningsSummary } from "@largesse/protocol";
import { Avatar, Coins, Diamonds, EmptyState, formatCount, Skeleton } from "@largesse/ui";
import { GiftArt } from "@largesse/ui/art";
import { Section } from "@largesse/ui/desk";
import type { ReactElement, ReactNode } from "react";

/** Rows shown before "Show all". */
const ROWS_FEW = 6;

interface BreakdownProps {
  readonly summary: EarningsSummary | undefined;
  readonly all?: boolean;
}

/** What was sent, the most earning gift first. */
export function ByGift({ summary, all = false }: BreakdownProps): ReactElement {
  const rows = cut(summary?.byGift, all);
  const most = Math.max(1, ...(rows ?? []).map((row) => row.coins));
  return (
    <Section title="By gift">
      <Ranking rows={rows}>
        {rows?.map((row) => (
          <Line
            key={row.gift.id}
            face={<GiftArt gift={row.gift.id} size={32} />}
            name={row.gift.name}
            note={`×${formatCount(row.count)}`}
            share={row.coins / most}
          >
            <Diamonds amount={row.diamonds} />
          </Line>
        ))}
      </Ranking>
    </Section>
  );
}

/** Who gave, the most generous first. */
export function BySupporter({ summary, all = false }: BreakdownProps): ReactElement {
  const rows = cut(summary?.bySupporter, all);
  const most = Math.max(1, ...(rows ?? []).map((row) => row.coins));
  return (
    <Section title="By supporter">
      <Ranking rows={rows}>
        {rows?.map((row) => (
          <Line
            key={row.person.id}
            face={<Avatar person={row.person} size={32} />}
            name={row.person.name}
            note={`${formatCount(row.gifts)} ${row.gifts === 1 ? "gift" : "gifts"}`}
            share={row.coins / most}
          >
            <Coins amount={row.coins} />
          </Line>
        ))}
      </Ranking>
    </Section>
  );
}

function cut<T extends { readonly coins: number }>(
  rows: readonly T[] | undefined,
  all: boolean,
): readonly T[] | undefined {
  const sorted = rows?.toSorted((a, b) => b.coins - a.coins);
  return all ? sorted : sorted?.slice(0, ROWS_FEW);
}

interface RankingProps {
  readonly rows: readonly unknown[] | undefined;
  readonly children: ReactNode;
}

function Ranking({ rows, children }: RankingProps): ReactElement {
  if (rows === undefined) return <Skeleton height="240px" radius="14px" />;
  if (rows.length === 0) return <EmptyState scene="quiet" title="Nothing yet" />;
  return <ol className="ranking">{children}</ol>;
}

interface LineProps {
  readonly face: ReactNode;
  readonly name: string;
  readonly note: string;
  /** Of the largest, from 0 to 1. */
  readonly share: number;
  readonly children: ReactNode;
}

function Line({ face, name, note, share, children }: LineProps): ReactElement {
  return (
    <li>
      {face}
      <span className="ranking-name">
        <b>{name}</b>
        <small>{note}</small>
        <i className="ranking-bar" style={{ scale: `${share} 1` }} aria-hidden="true" />
      </span>
      {children}
    </li>
  );
}
