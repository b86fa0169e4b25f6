import { askPrometheus, askWeb } from "../../host/measuring/ask-web.ts";
import { readTasks } from "../../host/measuring/read-tasks.ts";
import { runJob } from "../../host/machine/run-job.ts";
import { judgeTasks, type TaskJudge } from "../../rollout/analysis/judge-tasks.ts";
import { type ProviderAnswer, judgeValue } from "../../rollout/analysis/judge-value.ts";
import { askedOf } from "../../rollout/analysis/measurement.ts";
import { countTasks } from "../../rollout/analysis/count-tasks.ts";
import { openTaskConditions } from "../../rollout/analysis/task-conditions.ts";
import { type FieldMapping, readTask, type Wanted } from "../../rollout/analysis/task-record.ts";
import type { Plan } from "../../rollout/plan.ts";
import type { MetricVerdict } from "../../rollout/reconcile/evidence.ts";
import { isDue } from "../../rollout/reconcile/metrics.ts";
import { readSpan } from "../../rollout/spec/duration.ts";
import type { WrittenMetric } from "../../rollout/spec/spec.ts";
import type { RolloutState } from "../../rollout/state.ts";
import type { World } from "../../workspace/world.ts";

export interface MeasuredNow {
  readonly verdicts: Readonly<Record<string, MetricVerdict>>;
  /** Tasks of the canary since what is given last changed; 0 where no metric reads tasks. */
  readonly samples: number;
  /** Lines that are no records, for who looks after them. */
  readonly bad: number;
}

/** Asks the providers of what is looked at now. One that cannot be asked is an error of its metric, and of no other. */
export async function measureMetrics(
  world: World,
  top: string,
  metrics: ReadonlyMap<string, WrittenMetric>,
  { plan, state, now }: { readonly plan: Plan; readonly state: RolloutState; readonly now: number },
): Promise<MeasuredNow> {
  const verdicts = new Map<string, MetricVerdict>();
  const conditions = openTaskConditions();
  const readers = new Map<string, { readonly fields: FieldMapping; readonly judges: Map<string, TaskJudge> }>();
  const environment = plan.steps[state.step]?.environment ?? "";
  const { weight = 0, stable = null } = state.environments[environment] ?? {};
  for (const [name, metric] of metrics) {
    if (!isDue(plan, state, name, now, spansOf(metric))) continue;
    const asked = askedOf(name, metric);
    const { jsonl } = metric.provider;
    if (jsonl) {
      const path = String(jsonl["path"]);
      const key = JSON.stringify([path, jsonl["fields"]]);
      const reader = readers.get(key) ?? { fields: fieldsOf(jsonl["fields"]), judges: new Map<string, TaskJudge>() };
      readers.set(key, reader);
      const { count } = jsonl;
      reader.judges.set(
        name,
        typeof count === "string" ? countTasks(asked, count, conditions) : judgeTasks(asked, weight, conditions),
      );
      continue;
    }
    verdicts.set(name, judgeValue(asked, await answerOf(world, top, metric, plan, state), now));
  }
  const wanted: Wanted = { id: state.id, release: state.release, stable, since: state.changedAt, now };
  let samples = 0;
  let bad = 0;
  for (const [key, { fields, judges }] of readers) {
    const [path = ""]: readonly string[] = JSON.parse(key);
    let canary = 0;
    const { monsters } = readTasks(top, path, (line) => {
      const read = readTask(line, wanted, fields);
      if (read === "bad") bad += 1;
      if (typeof read === "string") return;
      if (read.variant === "canary") canary += 1;
      for (const judge of judges.values()) judge.take(read);
    });
    bad += monsters;
    samples = Math.max(samples, canary);
    for (const [name, judge] of judges) verdicts.set(name, judge.verdict(now));
  }
  return { verdicts: Object.fromEntries(verdicts), samples, bad };
}

const spansOf = ({ interval, initialDelay }: WrittenMetric) => ({
  interval: interval === undefined ? 0 : readSpan(interval),
  delay: initialDelay === undefined ? 0 : readSpan(initialDelay),
});

const fieldsOf = (fields: unknown): FieldMapping =>
  typeof fields === "object" && fields !== null
    ? Object.fromEntries(Object.entries(fields).map(([name, path]) => [name, String(path)]))
    : {};

async function answerOf(
  world: World,
  top: string,
  { provider }: WrittenMetric,
  plan: Plan,
  state: RolloutState,
): Promise<ProviderAnswer> {
  const { prometheus, web, job } = provider;
  if (prometheus) return askPrometheus(addressOf(world, prometheus["address"]), String(prometheus["query"]));
  if (web) {
    const { jsonPath } = web;
    return askWeb(addressOf(world, web["url"]), typeof jsonPath === "string" ? jsonPath : undefined);
  }
  const command = [job?.["command"]].flat().map(String);
  const given = job?.["timeout"];
  const timeout = readSpan(typeof given === "string" ? given : "10m");
  const facts = {
    AGENT_CI_ROLLOUT: state.id,
    AGENT_CI_RELEASE: state.release,
    AGENT_CI_STEP: plan.steps[state.step]?.id ?? "",
  };
  const { passed, why, said } = await runJob(command, { cwd: top, env: world.env, facts, timeout });
  if (!passed) return { is: "error", why };
  const last = said.trim().split("\n").at(-1) ?? "";
  const value = last.trim() === "" ? Number.NaN : Number(last);
  return Number.isFinite(value)
    ? { is: "values", values: [value] }
    : { is: "nothing", why: "the last line that it printed is no number" };
}

/** `$NAME_URL` is that variable; no other is put into an address. */
function addressOf({ env }: World, address: unknown): string {
  const [, name] = /^\$([A-Z][A-Z0-9_]*_URL)$/.exec(String(address)) ?? [];
  return name === undefined ? String(address) : (env[name] ?? "");
}
