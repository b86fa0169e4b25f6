import { rateEach } from "../../cost/book/rate-each.ts";
import { costFamilyPrice } from "../../cost/rules.ts";
import { inNano } from "../../cost/money.ts";
import { priceSums, type PricedSums } from "../../cost/used/price-sums.ts";
import { usageSection } from "../../cost/used/usage-section.ts";
import type { Found } from "../../check/found.ts";
import type { LogsRead } from "../../host/logs/read-logs.ts";
import type { Check } from "../../judging/evidence.ts";
import type { Measurement } from "../../model/measurement.ts";
import { thousands } from "../../model/numbers.ts";
import { UsageError } from "../../model/usage-error.ts";
import { openZone } from "../../usage/calendar.ts";
import { type Counted, inputOf } from "../../usage/record.ts";
import { openPrices } from "../cost/open-prices.ts";
import { usageTorn, usageUnpriced, usageUnread } from "../../usage/rules.ts";
import { type Dimension, openSums } from "../../usage/sum-usage.ts";
import { type LogsMeant, readAskedLogs } from "./read-asked-logs.ts";
import { saidOfFlaws } from "./said-of-flaws.ts";

export interface LogsAsked extends LogsMeant {
  readonly by: readonly Dimension[];
  readonly zone: string;
}

/** What logs say that models were used for, priced by the book and the configuration's own prices. */
export const usageOfLogs =
  ({ by, zone, ...meant }: LogsAsked): Check =>
  async ({ cwd }, { policy }) => {
    const dayOf = openZone(zone);
    if (!dayOf) throw new UsageError(`No zone is called "${zone}": write one such as Europe/Berlin, or UTC.`);
    const open = await openPrices(policy);
    const rate = rateEach(open);
    // A lock holds prices that may have been corrected since: what that would make of it is said.
    const corrected = open.locked.size === 0 ? undefined : rateEach({ ...open, locked: new Map() });
    const rateOf = corrected
      ? (record: Counted): string => `${rate(record).key} ${corrected(record).key}`
      : (record: Counted): string => rate(record).key;
    const { add, sums } = openSums({ by, dayOf, rateOf });
    const read = await readAskedLogs(cwd, meant, policy.settings.cost.logs, add);
    const found = sums();
    const priced = priceSums(found, rate);
    const files = Object.fromEntries(read.files);
    const { unknown, bytes, copies } = read;
    const section = usageSection({
      priced,
      ...(found.days && { days: found.days }),
      book: open.book,
      ...(corrected && { corrected: priceSums({ ...found, tables: [] }, corrected).all.expected }),
      zone,
      logs: { files, unknown, bytes, copies },
    });
    const count = [...read.files.values()].reduce((sum, one) => sum + one, 0);
    return {
      found: [...unpricedOf(priced), ...byKin(priced), ...flawsOf(read)],
      rules: [usageTorn, usageUnpriced, usageUnread, costFamilyPrice],
      measurements: measurementsOf(priced),
      sections: [section],
      checked: { artifacts: count, kinds: { "usage-log": count } },
    };
  };

const byKin = ({ all }: PricedSums): readonly Found[] =>
  Array.from(all.kin, ([model, kin]) => ({
    rule: costFamilyPrice,
    finding: { message: `${model} has no price, and is priced as ${kin}.` },
  }));

const unpricedOf = ({ all }: PricedSums): readonly Found[] =>
  all.unpriced.map(({ why, tokens }) => ({
    rule: usageUnpriced,
    finding: { message: `${thousands(inputOf(tokens) + tokens.output)} tokens have no price: ${why}.` },
  }));

const flawsOf = (read: LogsRead): readonly Found[] =>
  saidOfFlaws(read).map(({ isTorn, message }) => ({ rule: isTorn ? usageTorn : usageUnread, finding: { message } }));

/** The whole, and each part of it: by what it is told apart stands in the labels. */
const measurementsOf = ({ all, tables }: PricedSums): readonly Measurement[] => [
  ...measure(all, {}),
  ...tables.flatMap(({ by, rows }) => Array.from(rows, ([name, part]) => measure(part, { [by]: name })).flat()),
];

function measure(
  { expected, low, high, tokens }: PricedSums["all"],
  labels: Measurement["labels"],
): readonly Measurement[] {
  const nano = { value: Number(inNano(expected)), low: Number(inNano(low)), high: Number(inNano(high)) };
  const kinds = {
    input: tokens.uncached,
    "cache-read": tokens.cacheRead,
    "cache-write": tokens.cacheWrite5m + tokens.cacheWrite1h,
    output: tokens.output,
  };
  return [
    { metric: "usage-cost", unit: "nano-dollars", labels, ...nano },
    ...Object.entries(kinds).map(([kind, value]) => ({
      metric: "usage-tokens",
      value,
      unit: "tokens",
      labels: { ...labels, kind },
    })),
  ];
}
