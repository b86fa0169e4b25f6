import type { Book, ModelPrices, Period, Rates, LengthStep, TierPrice } from "./book.ts";

/** A book as it is shipped: one line of JSON per model, so that it is small and a change of it can be read. */
export interface BookLines {
  readonly version: string;
  readonly checkedOn: string;
  /** Where each provider publishes its prices. */
  readonly sources: Readonly<Record<string, string>>;
  readonly lines: readonly string[];
}

type RateLine = readonly (number | null)[];
type StepLine = readonly [number, ...(number | null)[]];
type TierLine = number | readonly [RateLine, readonly StepLine[]];
type PeriodLine = readonly [
  string | null,
  readonly [number, number] | null,
  RateLine,
  readonly StepLine[],
  Readonly<Record<string, number>>,
];
type ModelLine = readonly [
  string,
  readonly string[],
  readonly PeriodLine[],
  Readonly<Record<string, TierLine>>,
  Readonly<Record<string, number>>,
  string | null,
];

const RATE_KEYS = ["input", "output", "cacheRead", "cacheWrite5m", "cacheWrite1h", "reasoning"] as const;

/** The first of its names is a model's own. @internal scripts/generate/price-book.ts */
export function writeLine({ provider, names, periods, tiers, places, checkedOn }: ModelPrices): string {
  const line: ModelLine = [
    provider,
    names,
    periods.map(({ since, between, rates, steps, items }) => [
      since ?? null,
      between ?? null,
      rateLine(rates),
      steps.map(stepLine),
      items,
    ]),
    Object.fromEntries(
      Object.entries(tiers).map(([name, tier]) => [
        name,
        typeof tier === "number" ? tier : ([rateLine(tier.rates), tier.steps.map(stepLine)] as const),
      ]),
    ),
    places,
    checkedOn ?? null,
  ];
  return JSON.stringify(line);
}

/** Reads what `writeLine` wrote; of nobody else's text. */
export function readBook({ version, checkedOn, sources, lines }: BookLines): Book {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the lines are written by `writeLine`
  const models = JSON.parse(`[${lines.join(",")}]`) as readonly ModelLine[];
  return { version, checkedOn, models: models.map((line) => readModel(line, sources)) };
}

function readModel(
  [provider, names, periods, tiers, places, checkedOn]: ModelLine,
  sources: Readonly<Record<string, string>>,
): ModelPrices {
  const source = sources[provider];
  return {
    provider,
    id: names[0] ?? "",
    names,
    periods: periods.map(readPeriod),
    tiers: Object.fromEntries(Object.entries(tiers).map(([name, tier]) => [name, readTier(tier)])),
    places,
    ...(source !== undefined && { source }),
    ...(checkedOn !== null && { checkedOn }),
  };
}

const readPeriod = ([since, between, rates, steps, items]: PeriodLine): Period => ({
  ...(since !== null && { since }),
  ...(between && { between }),
  rates: readRates(rates),
  steps: steps.map(readStep),
  items,
});

const readTier = (tier: TierLine): TierPrice =>
  typeof tier === "number" ? tier : { rates: readRates(tier[0]), steps: tier[1].map(readStep) };

const readStep = ([from, ...rates]: StepLine): LengthStep => ({ from, rates: readRates(rates) });

const stepLine = ({ from, rates }: LengthStep): StepLine => [from, ...rateLine(rates)];

function rateLine(rates: Rates): RateLine {
  const line = RATE_KEYS.map((key) => rates[key] ?? null);
  return line.slice(0, line.findLastIndex((one) => one !== null) + 1);
}

function readRates(line: RateLine): Rates {
  const known = RATE_KEYS.flatMap((key, index) => {
    const rate = line[index];
    return rate === null || rate === undefined ? [] : [[key, rate] as const];
  });
  return { input: 0, output: 0, ...Object.fromEntries(known) };
}
