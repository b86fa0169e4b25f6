import { askRollout, stateOf } from "../../deploying/ask.ts";
import { tick } from "../../deploying/tick.ts";
import { rolloutsIn } from "../../ledger/coverage.ts";
import { randomToken } from "../../host/machine/random-token.ts";
import type { StateBranch } from "../../host/state/state-branch.ts";
import { UsageError } from "../../model/usage-error.ts";
import type { RolloutRequest, Verb } from "../../rollout/reconcile/evidence.ts";
import { openState } from "../../workspace/open-state.ts";
import type { World } from "../../workspace/world.ts";
import { actorOf } from "../deploy/actor-of.ts";
import { openTick, signingKey } from "../deploy/open-tick.ts";
import { tellTick } from "../deploy/tell-tick.ts";

export interface AskValues {
  readonly state?: string;
  readonly reason?: string;
  readonly full?: boolean;
  readonly force?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
}
/** The format is a setting where reports are printed as well. */
export const formatOf = ({ settings }: AskValues): unknown => settings?.["format"];

/**
 * Asks something of a rollout. Whoever has the key has it answered at once, by a tick; anybody else writes it down for
 * the next one. What lowers exposure lowers it in the flags right away. 2 where there is nothing to ask for.
 */
export async function askVerb(verb: Verb, world: World, values: AskValues, named: string | undefined): Promise<number> {
  const { reason = "" } = values;
  if (named === undefined && verb !== "emergency-disable")
    throw new UsageError(`Say of which rollout: agent-ci rollout ${verb} <name>.`);
  if (NEED_REASON.has(verb) && reason === "")
    throw new UsageError(`Say why, for who reads the log: agent-ci rollout ${verb} ${named ?? ""} --reason "…".`);
  const opened = await openState(world, values.state);
  const request: RolloutRequest = {
    id: randomToken(),
    verb,
    actor: await actorOf(world, opened.git),
    at: world.clock.now(),
    why: reason,
    full: values.full === true,
    force: values.force === true,
  };
  if (named === undefined) return disableEverything(world, opened.branch, request);
  const name = named.replace(/^.*\//, "").replace(/\.ya?ml$/, "");
  if (signingKey(world)) {
    const read = await opened.branch.read();
    // The first tick starts a rollout, whoever asks for it.
    const isFirst = verb === "start" && !rolloutsIn(read.files.keys()).includes(name);
    if (!isFirst) stateOf(read, name);
    const approves = verb === "unfreeze" ? { person: request.actor, role: null } : undefined;
    const from = await openTick(world, values, named, {
      ...(!isFirst && { request }),
      ...(approves && { approves }),
    });
    const ticked = await tick(from);
    const code = tellTick(world, formatOf(values), from.plan, ticked);
    const refused = ticked.audit.find(({ event }) => event === `${verb}-refused`);
    if (refused) throw new UsageError(`${named}: ${refused.why}.`);
    return LOWERING.has(verb) && ticked.uncovered === null ? 0 : code;
  }
  const { refused, lowered } = await askRollout(opened.branch, name, request);
  if (refused !== undefined) throw new UsageError(`${name}: ${refused}.`);
  world.out(
    lowered
      ? `${name}: the flags give stable to everybody from now on; the next tick does the rest.\n`
      : `${name}: ${verb} is asked for; the next tick answers it.\n`,
  );
  return 0;
}

const LOWERING: ReadonlySet<Verb> = new Set(["abort", "emergency-disable"]);
/** What a reader of the log would ask about. */
const NEED_REASON: ReadonlySet<Verb> = new Set(["abort", "emergency-disable", "undo", "promote", "unfreeze", "start"]);

/** The one command that takes every release from everybody; each rollout that moves is frozen by its next tick. */
async function disableEverything(world: World, branch: StateBranch, request: RolloutRequest): Promise<number> {
  const names = rolloutsIn((await branch.read()).files.keys());
  for (const name of names) {
    const { refused } = await askRollout(branch, name, request);
    world.out(`${name}: ${refused ?? "the flags give stable to everybody from now on; the next tick freezes it"}.\n`);
  }
  if (names.length === 0) world.out("No rollout has begun yet: there is nothing to disable.\n");
  return 0;
}
