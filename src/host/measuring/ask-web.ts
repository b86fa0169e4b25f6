import type { ProviderAnswer } from "../../rollout/analysis/judge-value.ts";
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
  const base = address.endsWith("/") ? address.slice(0, -1) : address;
  const answered = await jsonAt(`${base}/api/v1/query?query=${encodeURIComponent(query)}`);
  if ("is" in answered) return answered;
  const type = at(answered.json, "data.resultType");
  const result = at(answered.json, "data.result");
  if (type === "scalar") return numbers([result]);
  if (type !== "vector" || !Array.isArray(result)) return { is: "error", why: "the query gives no vector" };
  return result.length === 0 ? { is: "nothing", why: "no series" } : numbers(result.map((one) => at(one, "value")));
}

/** Prometheus writes numbers as texts, NaN and infinities too. */
function numbers(samples: readonly unknown[]): ProviderAnswer {
  return { is: "values", values: samples.map((sample) => (Array.isArray(sample) ? Number(sample[1]) : Number.NaN)) };
}

async function jsonAt(address: string): Promise<ProviderAnswer | { readonly json: unknown }> {
  let text: string;
  try {
    text = Buffer.from(await download(new URL(address), undefined, LIMITS)).toString();
  } catch (error) {
    return { is: "error", why: error instanceof Undelivered ? error.message : "that is no address" };
  }
  try {
    return { json: JSON.parse(text) };
  } catch {
    return { is: "nothing", why: "the answer is no JSON" };
  }
}

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
