import type { ProviderAnswer } from "../../rollout/analysis/judge-value.ts";
import type { SerialPoint } from "../../statistics/serial.ts";
import { download, Undelivered } from "../network/download.ts";

const LIMITS = { bytes: 4 * 1024 * 1024, patience: 30_000, pause: 500 };

/** The numbers at a place of what an address answers, as JSON. What is no JSON, or has nothing there, is no data. */
export async function askWeb(address: string, path: string | undefined): Promise<ProviderAnswer> {
  const answered = await jsonAt(address);
  if ("is" in answered) return answered;
  const found = path === undefined ? answered.json : at(answered.json, path);
  const values = [found].flat();
  return values.length > 0 && values.every((value) => typeof value === "number")
    ? { is: "values", values }
    : { is: "nothing", why: "no number stands there" };
}

/** The values of a vector that PromQL gives now. An empty one is no data. */
export async function askPrometheus(address: string, query: string): Promise<ProviderAnswer> {
  const answered = await jsonAt(`${withoutSlash(address)}/api/v1/query?query=${encodeURIComponent(query)}`);
  if ("is" in answered) return answered;
  const type = at(answered.json, "data.resultType");
  const result = at(answered.json, "data.result");
  if (type === "scalar") return numbers([result]);
  if (type !== "vector" || !Array.isArray(result)) return WRONG_FORM;
  return result.length === 0 ? { is: "nothing", why: "no series" } : numbers(result.map((one) => at(one, "value")));
}

/** Of what time a range is asked, and in what steps; milliseconds. */
export interface AskedRange {
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

/** What a range query gives: the samples of all its series, each series a source, in the order of their time. */
export type RangeAnswer = { readonly is: "samples"; readonly points: readonly SerialPoint[] } | NoAnswer;
type NoAnswer = Exclude<ProviderAnswer, { readonly is: "values" }>;

/** The samples of a range that PromQL gives. NaN is none: nothing was measured there. */
export async function askRange(address: string, query: string, { start, end, step }: AskedRange): Promise<RangeAnswer> {
  const asked = new URLSearchParams({
    query,
    start: String(start / 1000),
    end: String(end / 1000),
    step: String(step / 1000),
  });
  const answered = await jsonAt(`${withoutSlash(address)}/api/v1/query_range?${asked.toString()}`);
  if ("is" in answered) return answered;
  const result = at(answered.json, "data.result");
  if (at(answered.json, "data.resultType") !== "matrix" || !Array.isArray(result)) return WRONG_FORM;
  const points = result
    .flatMap((series, index) => pointsOf(at(series, "values"), String(index)))
    .filter(({ value }) => !Number.isNaN(value))
    .toSorted((one, other) => one.at - other.at);
  return points.length === 0 ? { is: "nothing", why: "no sample" } : { is: "samples", points };
}

const WRONG_FORM = { is: "nothing", why: "the answer is none of Prometheus, or of no series" } as const;

const pointsOf = (values: unknown, source: string): readonly SerialPoint[] =>
  (Array.isArray(values) ? values : []).map((sample) => ({
    at: Array.isArray(sample) ? 1000 * Number(sample[0]) : Number.NaN,
    value: numberIn(sample),
    source,
  }));

const withoutSlash = (address: string): string => (address.endsWith("/") ? address.slice(0, -1) : address);

/** Prometheus writes numbers as texts, NaN and infinities too. */
function numbers(samples: readonly unknown[]): ProviderAnswer {
  return { is: "values", values: samples.map(numberIn) };
}

/** What is no text is no number: nothing would be 0. Infinities are `+Inf` and `-Inf`. */
function numberIn(sample: unknown): number {
  const [, text]: readonly unknown[] = Array.isArray(sample) ? sample : [];
  return typeof text === "string" && text.trim() !== "" ? Number(text.replace(/Inf$/, "Infinity")) : Number.NaN;
}

async function jsonAt(address: string): Promise<NoAnswer | { readonly json: unknown }> {
  let text: string;
  try {
    text = Buffer.from(await download(new URL(address), undefined, LIMITS)).toString();
  } catch (error) {
    return { is: "error", why: error instanceof Undelivered ? error.message : noAddress(address) };
  }
  try {
    return { json: JSON.parse(text) };
  } catch {
    return { is: "nothing", why: "the answer is no JSON" };
  }
}

/** What stands in a variable is empty where that is not set. */
const noAddress = (address: string): string =>
  address === "" ? "the variable that has its address is not set" : "that is no address";

/** By a path such as `data.value` or `{$.data.value}`, with numbers for places of a list. */
function at(json: unknown, path: string): unknown {
  let value: unknown = json;
  for (const name of path.replace(/^\{?\$?\.?|\}$/g, "").split(/[.[\]]+/)) {
    if (name === "") continue;
    if (!isMap(value) || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return value;
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;
