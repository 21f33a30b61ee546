/** What the house owes: coins that can still be spent, diamonds that can still be paid out. */
import type { Overview } from "@largesse/protocol";
import { Coins, Diamonds, Skeleton, Why } from "@largesse/ui";
import { Section, Stat, Stats } from "@largesse/ui/desk";
import type { ReactElement } from "react";

interface OwedProps {
  readonly outstanding: Overview["outstanding"] | undefined;
}

/** Three figures straight from the books, each with what it means. */
export function Owed({ outstanding }: OwedProps): ReactElement {
  return (
    <Section title="What is owed" lead="Read from the books; the trial balance shows both sides.">
      <Stats>
        <Stat
          label="Paid coins, unspent"
          mark={
            <Why
              title="Paid coins, unspent"
              rule="Coins that viewers bought and have not given yet. They are owed as gifts, or as money back where the law or the policy says so."
              source="Accounts of the kind “viewers’ paid coins”"
            />
          }
          note="owed as gifts or money back"
        >
          {outstanding ? <Coins amount={outstanding.paidCoins} /> : <Skeleton />}
        </Stat>
        <Stat
          label="Bonus coins, unspent"
          mark={
            <Why
              title="Bonus coins, unspent"
              rule="Given on top of larger bundles and not given yet. They are owed as gifts and never as money."
              source="Accounts of the kind “viewers’ bonus coins”"
            />
          }
          note="owed as gifts, never as money"
        >
          {outstanding ? <Coins amount={outstanding.bonusCoins} /> : <Skeleton />}
        </Stat>
        <Stat
          label="Diamonds"
          mark={
            <Why
              title="Diamonds"
              rule="What creators earned by gifts and have not been paid yet, at the rate card of each gift’s day."
              source="Accounts of the kind “creators’ diamonds”"
            />
          }
          note="owed to creators"
        >
          {outstanding ? <Diamonds amount={outstanding.diamonds} /> : <Skeleton />}
        </Stat>
      </Stats>
    </Section>
  );
}
