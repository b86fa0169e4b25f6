import { findPrices } from "../../cost/book/find-prices.ts";
import { priceAmount } from "../../cost/book/price-usage.ts";
import { rateEach } from "../../cost/book/rate-each.ts";
import { estimateWork, type LoadedWork } from "../../cost/estimate/estimate.ts";
import { keyOfWork, PROFILE, type Range3 } from "../../cost/profile/profile.ts";
import { CLIENT_OF, type FirstRequest, measuredEntry, splitFirst } from "../../cost/sync/measured-entry.ts";
import { ENOUGH_RUNS, type Measured, type MeasuredWork, measureRuns } from "../../cost/sync/measure-runs.ts";
import { type ProfileEntry, putEntry } from "../../cost/sync/put-entry.ts";
import { type PlannedWork, planWork } from "../../cost/sync/planned-work.ts";
import { plain } from "../../model/data.ts";
import { type Json, objectOf } from "../../model/json.ts";
import { thousands } from "../../model/numbers.ts";
import { UsageError } from "../../model/usage-error.ts";
import { parseYaml } from "../../syntax/yaml.ts";
import { openZone } from "../../usage/calendar.ts";
import { openRuns, type RunsFound } from "../../usage/sum-runs.ts";
import { openWorkspaceCounter } from "../../workspace/open-counter.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { World } from "../../workspace/world.ts";
import { type LogsMeant, readAskedLogs } from "../usage/read-asked-logs.ts";
import { saidOfFlaws } from "../usage/said-of-flaws.ts";
import { loadWorks } from "./estimate-sides.ts";
import { openPrices } from "./open-prices.ts";
import { workloadsOf } from "./profile-models.ts";

export interface SyncAsked extends LogsMeant {
  readonly zone: string;
}

export interface SyncPlan {
  readonly text: string;
  readonly works: readonly PlannedWork[];
  /** What logs have beside that, and why it is not in the profile. */
  readonly notes: readonly string[];
}

const NEW = `# yaml-language-server: $schema=./node_modules/agent-ci/schema/agent-usage.schema.json
# How the agents of this repository are used. \`agent-ci cost sync\` keeps what is \`measured\`.
`;

/** The profile as it should be by what logs say; `before` is its text, where there is one. */
export async function planSync(
  world: World,
  workspace: Workspace,
  before: string | undefined,
  { zone, ...meant }: SyncAsked,
): Promise<SyncPlan> {
  const dayOf = openZone(zone);
  if (!dayOf) throw new UsageError(`No zone is called "${zone}": write one such as Europe/Berlin, or UTC.`);
  const own = workspace.own ?? workspace;
  const open = await openPrices(own.policy);
  const rate = rateEach(open);
  const runs = openRuns(dayOf, (record) => {
    const priced = priceAmount(record, rate(record));
    return priced.ok ? priced.expected : undefined;
  });
  const read = await readAskedLogs(world.cwd, meant, own.policy.settings.cost.logs, runs.add);
  const found = runs.found();
  const measured = measureRuns(found.conversations);

  const start = before ?? NEW;
  const { kept, notes: without } = sorted(measured.works, start);
  const flaws = saidOfFlaws(read).map(({ message }) => message);
  const notes = [...without, ...notesOf(found, measured), ...flaws];
  if (kept.length === 0) return { text: start, works: [], notes };
  const head = await own.sides.head({ outline: false });
  const { counter, save } = openWorkspaceCounter(world, own);
  const worksOf = async (text: string): Promise<ReadonlyMap<string, LoadedWork>> => {
    const side = { repository: head, workloads: workloadsOf(text, own), models: own.policy.settings.models };
    return new Map((await loadWorks(side, open, counter)).map((work) => [keyOfWork(work.load), work]));
  };
  const knownBefore = before === undefined ? new Map<string, LoadedWork>() : await worksOf(before);
  // What a first request is made of is known when it is known what the configuration puts there.
  const loaded = await worksOf(written(start, kept, ({ first }) => ({ first: { prompt: first } })));
  const split = new Map(kept.map((work) => [work, firstOf(work, loaded.get(keyOfWork(work)))]));
  const first = (work: MeasuredWork): FirstRequest => split.get(work) ?? { prompt: work.first };
  const synced = await worksOf(written(start, kept, (work) => ({ first: first(work) })));
  save();
  const percentBy = (works: ReadonlyMap<string, LoadedWork>, work: MeasuredWork): Range3 | undefined => {
    const loads = works.get(keyOfWork(work));
    const run = loads && estimateWork(loads, open, rate).perRun;
    return run && percentOf(run.expected, work.costs);
  };
  const entries = new Map(
    kept.map((work) => [work, measuredEntry(work, first(work), percentBy(synced, work))] as const),
  );
  const text = written(start, kept, (work) => ({ entry: entries.get(work) ?? {} }));
  const raw = plainOf(start);
  return {
    text,
    works: kept.map((work) =>
      planWork(work, raw, entries.get(work) ?? {}, percentBy(knownBefore, work), findPrices(open, work.model)),
    ),
    notes,
  };
}

const plainOf = (text: string): unknown => {
  const { data } = parseYaml(text.replace(/^\uFEFF/, ""));
  return data && plain(data);
};

/** Those that the profile has room for, and why not the others. */
function sorted(works: readonly MeasuredWork[], text: string) {
  const known = new Set(Object.keys(mapAt(plainOf(text), "workflows")));
  const notes: string[] = [];
  const kept = works.filter(({ workflow, agent, source, times }) => {
    if (known.has(workflow)) return true;
    if (agent !== undefined) return false;
    const why =
      CLIENT_OF[source] === undefined
        ? "logs of this kind do not say of which client they are; add it with its `client` and `runs-per-month`"
        : times === undefined
          ? "a month cannot be told from so few days; add it with its `client` and `runs-per-month`"
          : undefined;
    if (why !== undefined) notes.push(`${workflow} is not in the profile, and left out: ${why}.`);
    else known.add(workflow);
    return why === undefined;
  });
  return { kept, notes };
}

type What = { readonly first: FirstRequest } | { readonly entry: ProfileEntry };

/** The profile's text with what was measured. Throws UsageError where its form leaves no place for that. */
function written(start: string, works: readonly MeasuredWork[], what: (work: MeasuredWork) => What): string {
  const bom = start.startsWith("\uFEFF") ? "\uFEFF" : "";
  let text = start.slice(bom.length);
  for (const work of works) {
    const said = what(work);
    const entry = "entry" in said ? said.entry : measuredEntry(work, said.first);
    const put = putWork(text, work, entry);
    if (put === undefined)
      throw new UsageError(
        `${PROFILE} cannot be changed at ${work.workflow}${work.agent === undefined ? "" : `: ${work.agent}`} without changing other parts of it. Write that workflow out, without anchors and aliases.`,
      );
    text = put;
  }
  return bom + text;
}

/** In the place of what was measured before, or with the keys around it that are not there yet. */
function putWork(text: string, { workflow, agent, source }: MeasuredWork, entry: ProfileEntry): string | undefined {
  const workflows = mapAt(plainOf(text), "workflows");
  const own = mapAt(workflows, workflow);
  const at = ["workflows", workflow];
  if (agent === undefined) {
    if (Object.hasOwn(workflows, workflow)) return putEntry(text, [...at, "measured"], entry);
    const added = { client: CLIENT_OF[source] ?? source, measured: entry };
    if (Object.hasOwn(objectOf(plainOf(text)), "workflows")) return putEntry(text, at, added);
    return putEntry(text, ["workflows"], { [workflow]: added });
  }
  if (Object.hasOwn(mapAt(own, "subagents"), agent))
    return putEntry(text, [...at, "subagents", agent, "measured"], entry);
  if (Object.hasOwn(own, "subagents")) return putEntry(text, [...at, "subagents", agent], { measured: entry });
  return putEntry(text, [...at, "subagents"], { [agent]: { measured: entry } });
}

const mapAt = (value: unknown, key: string): Json => {
  const map = objectOf(value);
  return Object.hasOwn(map, key) ? objectOf(map[key]) : {};
};

function firstOf(work: MeasuredWork, loaded: LoadedWork | undefined): FirstRequest {
  if (!loaded) return { prompt: work.first };
  const { load, parts, factor, added } = loaded;
  const configuration = Math.round(parts.reduce((sum, { tokens }) => sum + tokens, 0) * factor.expected);
  const measuredKeys = load.measured?.keys ?? [];
  return splitFirst(work, configuration, {
    // What the vendor adds is in what logs say, and comes on top of what is said by hand.
    own: load.own === undefined ? undefined : load.own + added.tokens.expected,
    prompt: measuredKeys.includes("prompt-tokens") ? undefined : load.prompt,
  });
}

/** An estimate in percent of what runs cost: of the mean what is expected, of most of the single ones the interval. */
function percentOf(estimate: bigint, costs: readonly bigint[]): Range3 | undefined {
  const sum = costs.reduce((all, cost) => all + cost, 0n);
  if (sum === 0n) return undefined;
  const dearest = costs.toSorted((one, other) => (one < other ? -1 : one > other ? 1 : 0));
  const of = (cost: bigint): number => Number((estimate * 100n + cost / 2n) / cost);
  const expected = of(sum / BigInt(costs.length));
  const at = (share: number): bigint => dearest[Math.max(0, Math.ceil(share * costs.length) - 1)] ?? 0n;
  const [low, high] = [at(0.9), at(0.1)];
  return {
    low: Math.min(low === 0n ? expected : of(low), expected),
    expected,
    high: Math.max(high === 0n ? expected : of(high), expected),
  };
}

function notesOf({ loose, more }: RunsFound, { few, nameless, unnamed }: Measured): readonly string[] {
  return [
    ...few.map(
      ({ workflow, agent, runs }) =>
        `${workflow}${agent === undefined ? "" : `: ${agent}`}: ${thousands(runs)} ${runs === 1 ? "run is" : "runs are"} too few to say anything; ${ENOUGH_RUNS} are enough.`,
    ),
    ...(nameless > 0
      ? [
          `${nameless === 1 ? "1 run names" : `${thousands(nameless)} runs name`} no workflow: say whose logs these are with --workflow.`,
        ]
      : []),
    ...(unnamed > 0
      ? [
          `In ${thousands(unnamed)} run${unnamed === 1 ? "" : "s"} the log has no name for a subagent, which is left out.`,
        ]
      : []),
    ...(loose > 0
      ? [
          `${loose === 1 ? "1 answer or sum of answers belongs to no run that the log names, and is" : `${thousands(loose)} answers or sums of answers belong to no run that the log names, and are`} left out.`,
        ]
      : []),
    ...(more > 0
      ? [
          `${more === 1 ? "1 answer" : `${thousands(more)} answers`} of further runs ${more === 1 ? "is" : "are"} left out: name fewer logs.`,
        ]
      : []),
  ];
}
