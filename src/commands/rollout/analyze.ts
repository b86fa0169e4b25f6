import { findPlace } from "../../host/files/place.ts";
import { type LookedBack, lookBack, walkedEnvironment, type Past } from "../../measuring/look-back.ts";
import { type PastRecords, readPast } from "../../measuring/past-records.ts";
import { instantIn } from "../../model/instant.ts";
import { UsageError } from "../../model/usage-error.ts";
import { safeJson } from "../../report/escape/json.ts";
import { guardLines, terminal } from "../../report/escape/terminal.ts";
import { tellVerdict } from "../../rollout/reconcile/tell-verdict.ts";
import { measuringOf, toPlan } from "../../rollout/spec/draft-plan.ts";
import { isDuration, readSpan, showSpan } from "../../rollout/spec/duration.ts";
import { openState } from "../../workspace/open-state.ts";
import type { World } from "../../workspace/world.ts";
import { expectNamed, readRollout } from "../deploy/read-rollout.ts";
import { formatOf } from "./ask.ts";
import type { RolloutValues } from "./options.ts";

const QUARTER = 15 * 60_000;
const MOST_TICKS = 5000;
/** As many ticks if nobody says how often, and fewer of many records: each judges what was known by then. */
const USUAL_TICKS = 200;
const MOST_JUDGED = 4_000_000;

/** Judges the past by the metrics of a specification, tick by tick. 1 where it would not have gone well to the end. */
export async function rolloutAnalyze(world: World, values: RolloutValues, named: string | undefined): Promise<number> {
  if (values.retrospective !== true)
    throw new UsageError("analyze judges the past: give it --retrospective. The present is judged by agent-ci deploy.");
  expectNamed(named, "rollout analyze");
  const place = findPlace(world.cwd, undefined);
  const { spec } = readRollout(place, named);
  const [plan, asked] = [toPlan(spec), measuringOf(spec)];
  const now = world.clock.now();
  const until = momentIn("until", values.until, now) ?? now;
  const since = momentIn("since", values.since, now);
  if (since !== undefined && since >= until) throw new UsageError("--since is not before --until.");
  const repository = place.repository ? await openState(world, values.state) : undefined;
  const from = { top: place.top, env: world.env, ...(repository && { repository }) };
  const id = `${plan.name}/r1`;
  const { canary, stable, of: rollout } = values;
  const elsewhere = plan.environments.map(({ name }) => name).filter((name) => name !== walkedEnvironment(plan));
  const whose = { elsewhere, ...(canary && { canary }), ...(stable && { stable }), ...(rollout && { rollout }) };
  const records = await readPast(from, asked, whose, { id, since: since ?? -Infinity, until });
  const began = since ?? firstOf(records);
  if ((records.canary === 0 && !asksPrometheus(records)) || began === undefined)
    throw new UsageError(
      `No record is of ${whom(values)} then: its tasks are those whose \`variant\` is canary, or whose release you name by --canary.${records.bad > 0 ? ` ${records.bad} lines are no records, or of after then.` : ""}`,
    );
  if (began >= until) throw new UsageError("--since is not before --until.");
  const past = { since: began, until, every: everyOf(values.every, until - began, records) };
  const found = await lookBack(from, plan, records, past);
  const left = [...asked.keys()].filter((name) => !records.metrics.has(name));
  if (formatOf(values) === "json")
    world.out(safeJson({ version: 1, ...past, tasks: tasksOf(records), ...found, left }));
  else
    world.out(
      guardLines(
        linesOf(plan.name, past, records, found, left)
          .map((line) => `${terminal(line)}\n`)
          .join(""),
      ),
    );
  const deciding = plan.metrics.filter(({ name, dryRun }) => !dryRun && records.metrics.has(name));
  const passed = deciding.every(({ name }) => found.verdicts[name]?.verdict === "pass");
  return found.ended === undefined && passed ? 0 : 1;
}

/** Whose tasks somebody asked for. */
const whom = ({ canary, of }: RolloutValues): string =>
  [...(of === undefined ? [] : [`the attempt ${of}`]), ...(canary === undefined ? [] : [`the release ${canary}`])].join(
    " and ",
  ) || "a canary";

const asksPrometheus = ({ metrics }: PastRecords): boolean =>
  [...metrics.values()].some(({ provider }) => provider["prometheus"] !== undefined);

const tasksOf = ({ canary, stable, bad, again }: PastRecords) => ({ canary, stable, bad, again });

function firstOf({ lines }: PastRecords): number | undefined {
  const all = [...lines.values()].flatMap((some) => some.flatMap((one) => (one.variant === "canary" ? one.at : [])));
  return all.length === 0 ? undefined : all.reduce((first, at) => Math.min(first, at)) - 1;
}

/** `14d` ago, or a day or a moment as ISO 8601 has it. */
function momentIn(option: string, text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined;
  const at = isDuration(text) ? now - readSpan(text) : /^\d{4}-\d\d-\d\d/.test(text) ? instantIn(text) : Number.NaN;
  if (!Number.isNaN(at)) return at;
  throw new UsageError(`--${option}: "${text}" is no time. Write it as in 14d, 2026-11-30 or 2026-11-30T12:00:00Z.`);
}

function everyOf(text: string | undefined, span: number, { canary, stable }: PastRecords): number {
  if (text === undefined) {
    const ticks = Math.min(USUAL_TICKS, Math.max(20, Math.floor(MOST_JUDGED / (canary + stable + 1))));
    return Math.max(QUARTER, Math.ceil(span / ticks));
  }
  if (!isDuration(text)) throw new UsageError(`--every: "${text}" is no time. Write it as in 15m.`);
  const every = readSpan(text);
  if (span / every > MOST_TICKS)
    throw new UsageError(`--every ${text} makes more than ${MOST_TICKS} ticks of ${showSpan(span)}: look less often.`);
  return every;
}

function linesOf(
  name: string,
  { since, until, every }: Past,
  { canary, stable, bad, again }: PastRecords,
  { ended, pauses, verdicts, ticks }: LookedBack,
  left: readonly string[],
): readonly string[] {
  const [first] = pauses;
  return [
    `${name}, looked back on from ${iso(since)} to ${iso(until)}: ${canary} tasks of the canary, ${stable} of stable, a tick every ${showSpan(every)}`,
    ended
      ? `would have ended at ${iso(ended.at)}, after ${showSpan(ended.at - since)} and ${ticks} ticks: ${ended.phase}: ${ended.why}`
      : `would not have been taken back by ${ticks} ticks`,
    ...(first
      ? [`at ${pauses.length} of them it would have paused for somebody, first at ${iso(first.at)}: ${first.why}`]
      : []),
    ...Object.entries(verdicts).map(([metric, verdict]) => `  ${tellVerdict(metric, verdict)}`),
    ...left.map((metric) => `  ${metric}: not judged: of the past there are task records, and series of Prometheus`),
    ...(again > 0 ? [`  ${again} records stand there more than once, and were counted once`] : []),
    ...(bad > 0 ? [`  ${bad} lines are no records, and were not counted`] : []),
  ];
}

const iso = (at: number): string => new Date(at).toISOString();
