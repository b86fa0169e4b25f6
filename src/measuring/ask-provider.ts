import type { RecordRepository } from "../host/measuring/record-branch.ts";
import { askPrometheus, askWeb } from "../host/measuring/ask-web.ts";
import { runJob } from "../host/jobs/run-job.ts";
import type { ProviderAnswer } from "../rollout/analysis/judge-value.ts";
import { readSpan } from "../rollout/spec/duration.ts";
import type { WrittenMetric } from "../rollout/spec/spec.ts";
import type { RolloutMoment } from "./rollout-moment.ts";

/** Where measurements are taken: the top of a checkout, and the variables that hold addresses. */
export interface MeasuredFrom {
  readonly top: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where branches of records are; absent outside a repository. */
  readonly repository?: RecordRepository;
  /** The lines that are in memory already, each once, by the path that names them; these are read, and no file. */
  readonly kept?: (path: string) => readonly string[];
}

/** What the provider of a metric says now, for all but task records. */
export async function askProvider(
  { top, env }: MeasuredFrom,
  { provider }: Pick<WrittenMetric, "provider">,
  moment: RolloutMoment,
): Promise<ProviderAnswer> {
  const { prometheus, web, job } = provider;
  if (prometheus) return askPrometheus(addressOf(env, prometheus["address"]), String(prometheus["query"]));
  if (web) {
    const { jsonPath } = web;
    return askWeb(addressOf(env, web["url"]), typeof jsonPath === "string" ? jsonPath : undefined);
  }
  const command = [job?.["command"]].flat().map(String);
  const given = job?.["timeout"];
  const timeout = readSpan(typeof given === "string" ? given : "10m");
  const facts = {
    AGENT_CI_ROLLOUT: moment.id,
    AGENT_CI_RELEASE: moment.release,
    AGENT_CI_STEP: moment.step,
  };
  const { passed, why, last } = await runJob(command, { cwd: top, env, facts, timeout });
  if (!passed) return { is: "error", why };
  const line = last.trim().split("\n").at(-1) ?? "";
  const value = line.trim() === "" ? Number.NaN : Number(line);
  return Number.isFinite(value)
    ? { is: "values", values: [value] }
    : { is: "nothing", why: "the last line that it printed is no number" };
}

/** `$NAME_URL` is that variable; no other is put into an address. */
export const addressVariable = (address: unknown): string | undefined =>
  /^\$([A-Z][A-Z0-9_]*_URL)$/.exec(String(address))?.[1];
export function addressOf(env: MeasuredFrom["env"], address: unknown): string {
  const name = addressVariable(address);
  return name === undefined ? String(address) : (env[name] ?? "");
}
