/** Where a converted price comes from: the rate, its day, its source, the markup. */
import type { Fx } from "@largesse/protocol";
import { formatBasisPoints, formatDate, formatDecimal, Why, type WhyRow } from "@largesse/ui";
import type { ReactElement } from "react";

interface WhyFxProps {
  readonly title: string;
  readonly fx: Fx | null;
  /** Lines above the rate. */
  readonly rows?: readonly WhyRow[];
  readonly rule: string;
}

/** The mark; without a rate it says that none was needed. */
export function WhyFx({ title, fx, rows = [], rule }: WhyFxProps): ReactElement {
  if (fx === null) {
    return <Why title={title} rows={rows} rule={rule} source="The price list itself" />;
  }
  const rate = {
    label: `1 ${fx.from} in ${fx.to}`,
    value: formatDecimal(fx.rate),
  };
  const markup = { label: "Markup on the rate", value: formatBasisPoints(fx.markupBasisPoints) };
  return (
    <Why
      title={title}
      rows={[...rows, rate, markup]}
      rule={rule}
      source={fx.source}
      date={formatDate(fx.date)}
    />
  );
}
