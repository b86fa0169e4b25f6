import { type Json, objectOf, objectsOf, stringOf } from "../../model/json.ts";
import { attributesOf, plainNumber, timeOfNano } from "./otlp.ts";

/** Tokens that metrics of a process count for one model, under the names that spans have for them. */
export interface MetricSums {
  readonly resource: string;
  readonly attributes: Json;
  readonly tokens: Json;
  readonly calls?: number;
  readonly ts?: number;
}

/** The old histogram, whose sums are by `gen_ai.token.type`. */
const HISTOGRAM = "gen_ai.client.token.usage";
/** The new counters: `gen_ai.client.inference.usage.input_tokens` and the like. */
const COUNTERS = "gen_ai.client.inference.usage.";
/** By what series are told apart that have prices of their own. */
const KEPT = new Set([
  "gen_ai.provider.name",
  "gen_ai.system",
  "gen_ai.request.model",
  "gen_ai.response.model",
  "openai.response.service_tier",
  "gen_ai.openai.response.service_tier",
]);

interface Series {
  value: number;
  calls: number;
}

type ByType = Map<string, Map<string, Series>>;

interface Group {
  readonly resource: string;
  readonly attributes: Json;
  readonly counters: ByType;
  readonly histogram: ByType;
  ts?: number;
}

/** Cumulative counters say again what they said before: the last of each counts. Others are added up. */
export function openMetrics() {
  const groups = new Map<string, Group>();

  const add = (metric: Json, resource: string): void => {
    const name = stringOf(metric["name"]);
    const isCounter = name.startsWith(COUNTERS);
    if (!isCounter && name !== HISTOGRAM) return;
    const body = objectOf(metric["histogram"] ?? metric["exponentialHistogram"] ?? metric["sum"]);
    const isDelta = body["aggregationTemporality"] === 1 || stringOf(body["aggregationTemporality"]).endsWith("DELTA");
    for (const point of objectsOf(body["dataPoints"])) {
      const all = attributesOf(point["attributes"]);
      const kept = Object.fromEntries(
        Object.entries(all)
          .filter(([one]) => KEPT.has(one))
          .sort(([one], [other]) => (one < other ? -1 : 1)),
      );
      const key = JSON.stringify([resource, kept]);
      const group: Group = groups.get(key) ?? { resource, attributes: kept, counters: new Map(), histogram: new Map() };
      groups.set(key, group);
      const type = isCounter ? name.slice(COUNTERS.length) : `${stringOf(all["gen_ai.token.type"])}_tokens`;
      const value = plainNumber(point["sum"] ?? point["asInt"] ?? point["asDouble"]) ?? 0;
      const calls = isCounter ? 0 : (plainNumber(point["count"]) ?? 0);
      const byType = isCounter ? group.counters : group.histogram;
      const series = byType.get(type) ?? new Map<string, Series>();
      byType.set(type, series);
      const one = JSON.stringify([all, isDelta ? "" : point["startTimeUnixNano"]]);
      const before = series.get(one);
      if (!before) series.set(one, { value, calls });
      else if (isDelta) series.set(one, { value: before.value + value, calls: before.calls + calls });
      else if (value >= before.value) series.set(one, { value, calls });
      const ts = timeOfNano(point["timeUnixNano"]);
      if (ts !== undefined && ts > (group.ts ?? 0)) group.ts = ts;
    }
  };

  const sums = (): readonly MetricSums[] =>
    Array.from(groups.values(), ({ resource, attributes, counters, histogram, ts }) => {
      // Of a process that writes both, the new ones say more.
      const chosen = counters.size > 0 ? counters : histogram;
      const total = (type: string, of: "value" | "calls"): number =>
        [...(chosen.get(type)?.values() ?? [])].reduce((sum, one) => sum + one[of], 0);
      const calls = total("input_tokens", "calls");
      return {
        resource,
        attributes,
        tokens: Object.fromEntries(Array.from(chosen.keys(), (type) => [`gen_ai.usage.${type}`, total(type, "value")])),
        ...(calls > 0 && { calls }),
        ...(ts !== undefined && { ts }),
      };
    });
  return { add, sums };
}
