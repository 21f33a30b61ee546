/**
 * Amounts for the eye and for the ear: "5 ◉ · 0,06 €".
 *
 * Coins never stand alone where they cost something, so `CoinPrice` is what buttons and trays use.
 */
import { formatMoney, type Money } from "@largesse/protocol";
import { formatCompact, formatCount, formatSigned } from "../format.ts";

/** Our coin: a gold disc with a rim and a four-pointed star. */
export function CoinGlyph() {
  return (
    <svg className="ui-coin-glyph" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <circle cx="12" cy="12" r="11" fill="#b87709" />
      <circle cx="12" cy="11.4" r="10.6" fill="#f5b83d" />
      <circle cx="12" cy="11.4" r="8" fill="none" stroke="#c98a14" strokeWidth="1.3" />
      <path
        d="M12 5.2c.7 3.9 2.3 5.5 6.2 6.2-3.9.7-5.5 2.3-6.2 6.2-.7-3.9-2.3-5.5-6.2-6.2 3.9-.7 5.5-2.3 6.2-6.2z"
        fill="#fff6dc"
      />
      <path
        d="M3.6 7.4A9.4 9.4 0 0112 2"
        stroke="#ffe9b0"
        strokeWidth="1.4"
        fill="none"
        strokeLinecap="round"
      />
    </svg>
  );
}

/** Our diamond: ice, cut in five facets. */
export function DiamondGlyph() {
  return (
    <svg className="ui-diamond-glyph" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d="M6.4 3.5h11.2L23 9.6 12 21.8 1 9.6z" fill="#7cc7ff" />
      <path d="M1 9.6h6.7L12 21.8z" fill="#4ba3e3" />
      <path d="M23 9.6h-6.7L12 21.8z" fill="#2f7fc0" />
      <path d="M7.7 9.6h8.6L12 21.8z" fill="#67b8f5" />
      <path d="M6.4 3.5L7.7 9.6 12 3.5z" fill="#c9e9ff" />
      <path d="M17.6 3.5l-1.3 6.1L12 3.5z" fill="#a5d8ff" />
    </svg>
  );
}

export interface AmountProps {
  readonly amount: number;
  /** "12K" for tight places; the exact number stays for the ear and in the title. */
  readonly compact?: boolean;
  readonly signed?: boolean;
  readonly celebrate?: boolean;
}

function amountText({ amount, compact, signed }: AmountProps): string {
  if (signed) return formatSigned(amount);
  return compact ? formatCompact(amount) : formatCount(amount);
}

/** A number of coins with the coin. */
export function Coins(props: AmountProps) {
  const exact = formatCount(props.amount);
  return (
    <span className="ui-coins" data-celebrate={props.celebrate} title={`${exact} coins`}>
      <span aria-hidden={props.compact}>{amountText(props)}</span>
      <CoinGlyph />
      <span className="ui-hidden">{props.compact && exact} coins</span>
    </span>
  );
}

/** A number of diamonds with the diamond. */
export function Diamonds(props: AmountProps) {
  const exact = formatCount(props.amount);
  return (
    <span className="ui-diamonds" data-celebrate={props.celebrate} title={`${exact} diamonds`}>
      <span aria-hidden={props.compact}>{amountText(props)}</span>
      <DiamondGlyph />
      <span className="ui-hidden">{props.compact && exact} diamonds</span>
    </span>
  );
}

/** Money, exact to the minor unit, by the reader's locale. */
export function MoneyText({
  money,
  celebrate,
}: {
  readonly money: Money;
  readonly celebrate?: boolean;
}) {
  return (
    <span className="ui-money" data-celebrate={celebrate}>
      {formatMoney(money)}
    </span>
  );
}

/** "5 ◉ · 0,06 €": what something costs, in both. */
export function CoinPrice(props: {
  readonly coins: number;
  readonly money: Money | null;
  /** Take the colour of the control around it. */
  readonly inherit?: boolean;
}) {
  return (
    <span className="ui-price" data-inherit={props.inherit}>
      <Coins amount={props.coins} />
      {props.money !== null && (
        <span className="ui-money">
          <span aria-hidden="true">· </span>
          {formatMoney(props.money)}
        </span>
      )}
    </span>
  );
}
