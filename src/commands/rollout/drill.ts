import { refuseDeploy } from "../../deploying/refuse-deploy.ts";
import { isProtectedRef } from "../../host/pipeline/is-protected.ts";
import type { SigningKey, VerifyingKey } from "../../ledger/note.ts";
import { record } from "../../ledger/record.ts";
import { UsageError } from "../../model/usage-error.ts";
import { safeJson } from "../../report/escape/json.ts";
import { guardLines, terminal } from "../../report/escape/terminal.ts";
import { degradationOf } from "../../rollout/drill/degradation.ts";
import { MOST_FAILURES } from "../../rollout/drill/drill-plan.ts";
import type { Metric, Plan } from "../../rollout/plan.ts";
import { measuringOf, toPlan } from "../../rollout/spec/draft-plan.ts";
import { isOutside } from "../../rollout/spec/draft-steps.ts";
import { showSpan, showTook } from "../../rollout/spec/duration.ts";
import { type OpenedState, openState } from "../../workspace/open-state.ts";
import type { World } from "../../workspace/world.ts";
import { actorOf } from "../deploy/actor-of.ts";
import { expectTrusted, signingKey, trustedKeys } from "../deploy/keys.ts";
import { expectNamed, readRollout } from "../deploy/read-rollout.ts";
import { formatOf } from "./ask.ts";
import { type DrillResult, rehearseDrill } from "./rehearse-drill.ts";
import type { RolloutValues } from "./options.ts";

/** What a drill has not touched, whatever it finds. */
const NOT_EXERCISED = [
  "the target, the runtimes and the tasks of the environment: a folder and made-up tasks stood in their place",
  "how records, Prometheus and addresses are reached, what scrapes and alerts take, and how long a pipeline takes to start",
  "t4, the end of the last task of the canary: there was none",
];

/**
 * Degrades each metric of a specification in a rehearsal of the real tick, and measures what follows. Who has the key
 * has it written to the audit log. 1 where something did not answer as it says, or within its target.
 */
export async function rolloutDrill(world: World, values: RolloutValues, named: string | undefined): Promise<number> {
  expectNamed(named, "rollout drill");
  const opened = await openState(world, values.state);
  const { spec } = readRollout(opened.place, named);
  const [plan, asked] = [toPlan(spec), measuringOf(spec)];
  const environment = drilledEnvironment(plan, values.environment);
  const signing = heldKey(world, opened);
  const results: DrillResult[] = [];
  const left: string[] = [];
  for (const metric of plan.metrics) {
    const written = asked.get(metric.name);
    if (!written) continue;
    const degradation = degradationOf(metric.name, written);
    const why = whyNothing(metric) ?? ("why" in degradation ? degradation.why : undefined);
    if (why !== undefined) left.push(`${metric.name}: ${why}`);
    else if (!("why" in degradation))
      results.push(await rehearseDrill(world, { plan, environment, metric, written, degradation }));
  }
  const isGood = results.length > 0 && results.every((one) => isAsWritten(one, plan));
  const lines = [...results.map((one) => tellDrill(one, plan)), ...left.map((one) => `not drilled: ${one}`)];
  const stored = signing ? await store(world, opened, signing, { plan, environment, lines, isGood }) : false;
  if (formatOf(values) === "json")
    world.out(
      safeJson({
        version: 1,
        rollout: plan.name,
        environment,
        passed: isGood,
        stored,
        results,
        left,
        notExercised: NOT_EXERCISED,
      }),
    );
  else {
    const all = [
      `${plan.name}: a drill for ${environment}, rehearsed in a folder of its own: ${isGood ? "all answered as they say" : "not all answered as they say"}`,
      ...lines.map((line) => `  ${line}`),
      ...NOT_EXERCISED.map((what) => `  not exercised: ${what}`),
      stored
        ? "It stands in the audit log."
        : "It is kept nowhere: with AGENT_CI_AUDIT_KEY it is written to the audit log.",
    ];
    world.out(guardLines(all.map((line) => `${terminal(line)}\n`).join("")));
  }
  return isGood ? 0 : 1;
}

function whyNothing({ dryRun, onFailure, failureLimit }: Metric): string | undefined {
  if (dryRun || onFailure === "warn" || failureLimit === null) return "nothing follows from it";
  return failureLimit > MOST_FAILURES ? `more than ${MOST_FAILURES} failures may be` : undefined;
}

/** Where people are who have to be asked, nothing is broken on purpose. */
function drilledEnvironment(plan: Plan, asked: string | undefined): string {
  const names = plan.environments.map(({ name }) => name);
  const isUsed = (name: string): boolean =>
    name === "production" || plan.steps.some((step) => step.environment === name && isOutside(step));
  const spare = names.filter((name) => !isUsed(name));
  if (asked === undefined)
    throw new UsageError(
      spare.length === 0
        ? `Each environment of ${plan.name} is in use: give it one where nobody works, such as staging.`
        : `Say for which environment: --environment ${spare.join(", or ")}.`,
    );
  if (isUsed(asked))
    throw new UsageError(`"${asked}" is in use: a drill is for an environment where nobody works, such as staging.`);
  if (names.includes(asked)) return asked;
  throw new UsageError(`There is no environment "${asked}" in ${plan.name}. There is: ${names.join(", ")}.`);
}

const isAsWritten = ({ well, stable, verdict, onFailure }: DrillResult, { rollback }: Plan): boolean => {
  if (well === "fail" || verdict === null) return false;
  // Somebody is called instead, and decides.
  if (onFailure === "pause" || (!rollback.automatic && onFailure !== "emergencyDisable")) return true;
  const target = onFailure === "stepDown" ? rollback.stepDownTarget : rollback.target;
  return stable !== null && stable <= target;
};

function tellDrill({ metric, onFailure, well, why, phase, verdict, flags, stable, forward }: DrillResult, plan: Plan) {
  const before = `${metric} (${onFailure}): ${well} while all was well`;
  if (verdict === null) return `${before}; degraded, and nothing followed: ${phase}`;
  const target = onFailure === "stepDown" ? plan.rollback.stepDownTarget : plan.rollback.target;
  const rolledBack =
    stable === null
      ? `flags after ${took(flags)}, which give what they gave before`
      : `flags after ${took(flags)}, read back as lowered after ${took(stable)} of ${showSpan(target)}`;
  return `${before}; t0 degraded, t1 verdict after ${took(verdict)}, t2 ${rolledBack}: ${phase}, ${why}; the clock was put forward by ${showSpan(forward)}`;
}

const took = (span: number | null): string => (span === null ? "not known" : showTook(span));

interface HeldKey {
  readonly key: SigningKey;
  readonly trusted: readonly VerifyingKey[];
}

/** Before anything is rehearsed: what this job may not sign it shall not have waited for. */
function heldKey(world: World, { place }: OpenedState): HeldKey | undefined {
  const signing = signingKey(world);
  if (!signing) return undefined;
  const refused = refuseDeploy(world.env, isProtectedRef(world.env));
  if (refused !== undefined) throw new UsageError(refused);
  const trusted = trustedKeys(place.top);
  const key = expectTrusted(signing, trusted);
  return key && { key, trusted };
}

interface Evidence {
  readonly plan: Plan;
  readonly environment: string;
  readonly lines: readonly string[];
  readonly isGood: boolean;
}

const MOST_LOST = 20;

/** Of no rollout: the state of each is as it was, and the last entry about it names that state. */
async function store(
  world: World,
  { git, branch }: OpenedState,
  { key, trusted }: HeldKey,
  { plan, environment, lines, isGood }: Evidence,
): Promise<true> {
  const actor = await actorOf(world, git);
  for (let lost = 0; lost < MOST_LOST; lost += 1) {
    const read = await branch.read();
    const now = world.clock.now();
    const entry = {
      ts: new Date(now).toISOString(),
      actor,
      event: "drill",
      rollout: null,
      env: environment,
      before: null,
      after: null,
      evidence: [`${plan.name}, ${plan.digest}: ${isGood ? "passed" : "failed"}`, ...lines, ...NOT_EXERCISED],
    };
    const files = record(read.bytes, [entry], now, { key, trusted, upon: read.commit });
    if ((await branch.write(read.commit, files, `${plan.name}: drill`)) !== "lost") return true;
  }
  throw new UsageError(`Others wrote the state ${MOST_LOST} times meanwhile. Run it again.`);
}
