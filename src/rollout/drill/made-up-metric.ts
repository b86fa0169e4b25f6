import type { WrittenMetric } from "../spec/spec.ts";

/** The same metric, of what is made up here. */
export function madeUpMetric(written: WrittenMetric, address: string | undefined): WrittenMetric {
  const { jsonl, prometheus } = written.provider;
  if (jsonl) {
    const { where, count } = jsonl;
    const told = { path: "drill", ...(where !== undefined && { where }), ...(count !== undefined && { count }) };
    return { ...written, provider: { jsonl: told } };
  }
  if (prometheus) return { ...written, provider: { prometheus: { ...prometheus, address } } };
  return { ...written, provider: { web: { url: address } } };
}
