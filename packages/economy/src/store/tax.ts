/**
 * Tax on coins by the buyer's country: standard rates of value-added and consumption taxes.
 *
 * Each rate is dated and names the law it stands in. Prices include it: what the page says is what
 * is charged. A country that is not listed has no tax here; its operator adds what applies.
 */
import type { Money, Tax } from "@largesse/protocol";
import { includedTaxMinor, moneyOf } from "./price.ts";

export interface TaxRule {
  readonly country: string;
  readonly name: string;
  readonly rateBasisPoints: number;
  /** First day of the rate. */
  readonly validFrom: string;
  readonly law: string;
}

export const taxRules: readonly TaxRule[] = [
  {
    country: "DE",
    name: "Mehrwertsteuer",
    rateBasisPoints: 1900,
    validFrom: "2021-01-01",
    law: "Umsatzsteuergesetz § 12 (1)",
  },
  {
    country: "ES",
    name: "IVA",
    rateBasisPoints: 2100,
    validFrom: "2012-09-01",
    law: "Ley 37/1992, artículo 90",
  },
  {
    country: "FR",
    name: "TVA",
    rateBasisPoints: 2000,
    validFrom: "2014-01-01",
    law: "Code général des impôts, article 278",
  },
  {
    country: "GB",
    name: "VAT",
    rateBasisPoints: 2000,
    validFrom: "2011-01-04",
    law: "Value Added Tax Act 1994, section 2",
  },
  {
    country: "IT",
    name: "IVA",
    rateBasisPoints: 2200,
    validFrom: "2013-10-01",
    law: "DPR 633/1972, articolo 16",
  },
  {
    country: "JP",
    name: "消費税",
    rateBasisPoints: 1000,
    validFrom: "2019-10-01",
    law: "Consumption Tax Act, article 29, with the local consumption tax",
  },
  {
    country: "NL",
    name: "btw",
    rateBasisPoints: 2100,
    validFrom: "2012-10-01",
    law: "Wet op de omzetbelasting 1968, artikel 9",
  },
  {
    country: "SE",
    name: "moms",
    rateBasisPoints: 2500,
    validFrom: "1990-07-01",
    law: "Mervärdesskattelag (2023:200), 9 kap. 2 §",
  },
];

/** The tax inside a price; null where the country has none or is not known. */
export function taxIn(price: Money, country: string | null, nowMs: number): Tax | null {
  const today = new Date(nowMs).toISOString().slice(0, 10);
  const rule = taxRules
    .filter((known) => known.country === country && known.validFrom <= today)
    .reduce<TaxRule | null>(
      (newest, known) => (newest === null || known.validFrom > newest.validFrom ? known : newest),
      null,
    );
  if (rule === null) return null;
  const minor = includedTaxMinor(BigInt(price.minor), rule.rateBasisPoints);
  return {
    country: rule.country,
    name: rule.name,
    rateBasisPoints: rule.rateBasisPoints,
    included: true,
    money: moneyOf(price.currency, minor),
    source: `${rule.law}, since ${rule.validFrom}`,
  };
}
