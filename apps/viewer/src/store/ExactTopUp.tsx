/** Just what I need: any number of coins, to the coin, at the list's price of one. */
import { type BundleList, formatMoney } from "@largesse/protocol";
import { type CallError, useCall, useClient, useWallet } from "@largesse/sdk/react";
import { Button, Coins, formatPerCoin, Icon, IconButton, Why } from "@largesse/ui";
import { GiftArt } from "@largesse/ui/art";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { usePreferences } from "../preferences.ts";
import { sayingOf } from "../says.tsx";
import { fxRows, fxSource } from "./explain.ts";

/** Gifts that people save for. */
const AIMS = ["panda", "coffee", "crown", "shiny-diamond", "drama-queen"];
/** Wait for the thumb to rest before asking for a price. */
const REST_MS = 350;

interface ExactProps {
  readonly list: BundleList;
  readonly onChoose: (coins: number) => void;
}

/** The stepper and what it costs. */
export function ExactTopUp({ list, onChoose }: ExactProps) {
  const { perCoin } = list.exact;
  const prices = usePreferences();
  const [coins, setCoins] = useState(50);
  const price = useExactPrice(coins);
  const paid = price.data?.price;
  return (
    <section className="exact" aria-labelledby="exact-title">
      <div className="exact-words">
        <h2 id="exact-title">Just what I need</h2>
        <p className="ui-quiet">
          To the coin, at {formatPerCoin(perCoin, prices.currency)} each.{" "}
          <Why
            title="Why this price a coin?"
            rows={[
              ...fxRows(list.fx),
              {
                label: "One coin, bought exactly",
                value: formatPerCoin(perCoin, prices.currency),
                sum: true,
              },
            ]}
            rule="Exact top-ups carry no bonus coins. The sum is rounded once, to the smallest unit of your money."
            {...fxSource(list.fx, list.priceList)}
          />
        </p>
        <Aims onAim={(missing) => setCoins(clamp(missing, list.exact))} />
      </div>
      <div className="exact-pay">
        <Stepper coins={coins} range={list.exact} onChange={setCoins} />
        <Button
          kind="primary"
          size="large"
          wide
          busy={price.isFetching}
          onClick={() => onChoose(coins)}
        >
          <Coins amount={coins} /> {paid === undefined ? "" : `for ${formatMoney(paid)}`}
        </Button>
        {price.error !== null && <p className="ui-field-error">{sayingOf(price.error)}</p>}
      </div>
    </section>
  );
}

interface Range {
  readonly coinsMin: number;
  readonly coinsMax: number;
}

/** What was typed, as a number of coins that can be bought. */
function clamp(wanted: number, { coinsMin, coinsMax }: Range): number {
  return Math.min(coinsMax, Math.max(coinsMin, Math.round(wanted) || coinsMin));
}

interface StepperProps {
  readonly coins: number;
  readonly range: Range;
  readonly onChange: (coins: number) => void;
}

/** One fewer, one more, or the number itself; the steps grow with it. */
function Stepper({ coins, range, onChange }: StepperProps) {
  const step = coins >= 1_000 ? 100 : coins >= 100 ? 10 : 1;
  const choose = (wanted: number) => onChange(clamp(wanted, range));
  return (
    <div className="stepper">
      <IconButton
        label={`${step} fewer`}
        onClick={() => choose(coins - step)}
        disabled={coins <= range.coinsMin}
      >
        <Icon name="minus" />
      </IconButton>
      <label>
        <span className="ui-hidden">Coins to buy</span>
        <input
          type="number"
          inputMode="numeric"
          min={range.coinsMin}
          max={range.coinsMax}
          value={coins}
          onChange={(event) => choose(event.target.valueAsNumber)}
        />
      </label>
      <IconButton
        label={`${step} more`}
        onClick={() => choose(coins + step)}
        disabled={coins >= range.coinsMax}
      >
        <Icon name="plus" />
      </IconButton>
    </div>
  );
}

/** The server's price for so many coins, once the number has rested. Kept while a new one comes. */
function useExactPrice(coins: number) {
  const client = useClient();
  const prices = usePreferences();
  const [rested, rest] = useState(coins);
  useEffect(() => {
    const timer = setTimeout(() => rest(coins), REST_MS);
    return () => clearTimeout(timer);
  }, [coins]);
  const query = useQuery({
    queryKey: ["exact price", rested, prices],
    queryFn: async () =>
      await client.call("createQuote", { body: { coins: rested, ...prices, channel: "web" } }),
    staleTime: 60_000,
    throwOnError: false,
  });
  const isFetching = query.isFetching || rested !== coins;
  const error = query.error as CallError | null;
  return { data: isFetching ? undefined : query.data, error, isFetching };
}

/** One tap to "what I miss for …". */
function Aims({ onAim }: { readonly onAim: (missing: number) => void }) {
  const wallet = useWallet();
  const prices = usePreferences();
  const gifts = useCall("listGifts", { query: prices });
  const have = wallet?.coins ?? 0;
  const aims = (gifts.data?.data ?? []).filter(
    (gift) => AIMS.includes(gift.id) && gift.coins > have,
  );
  if (aims.length === 0) return null;
  return (
    <ul className="aims" aria-label="Coins missing for a gift">
      {aims.map((gift) => (
        <li key={gift.id}>
          <button type="button" onClick={() => onAim(gift.coins - have)}>
            <GiftArt gift={gift.id} size={36} />
            <span>{gift.name}</span>
            <Coins amount={gift.coins - have} />
            <span className="ui-hidden">missing</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
