import { askRollout, rolloutsOf, stateOf } from "../../deploying/ask.ts";
import { rolloutsIn } from "../../ledger/coverage.ts";
import { randomToken } from "../../host/machine/random-token.ts";
import type { StateBranch } from "../../host/state/state-branch.ts";
import { SIGNING_KEY } from "../../ledger/keys.ts";
import { UsageError } from "../../model/usage-error.ts";
import { type RolloutRequest, TAKING_BACK, type Verb } from "../../rollout/reconcile/evidence.ts";
import { type OpenedState, openState } from "../../workspace/open-state.ts";
import type { World } from "../../workspace/world.ts";
import { actorOf } from "../deploy/actor-of.ts";
import { signingKey } from "../deploy/keys.ts";
import { expectNoAuthor } from "../deploy/expect-no-author.ts";
import { openTick } from "../deploy/open-tick.ts";
import { expectNamed, nameOfRollout } from "../deploy/read-rollout.ts";
import { runTick } from "../deploy/run-tick.ts";
import { tellTick } from "../deploy/tell-tick.ts";
import type { TokenValues } from "../deploy/token-values.ts";

export interface AskValues extends TokenValues {
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
  const reason = reasonOf(values);
  const name = named === undefined ? undefined : nameOfRollout(named);
  if (verb !== "emergency-disable") expectNamed(named, `rollout ${verb}`);
  if (NEED_REASON.has(verb) && reason === "")
    throw new UsageError(`Say why, for who reads the log: agent-ci rollout ${verb} ${name ?? ""} --reason "…".`);
  const opened = await openState(world, values.state, values["github-token"]);
  const request: RolloutRequest = {
    id: randomToken(),
    verb,
    actor: await actorOf(world, opened.git),
    at: world.clock.now(),
    why: reason,
    full: values.full === true,
    force: values.force === true,
  };
  if (named === undefined || name === undefined) return disableEverything(world, opened.branch, request);
  if (TAKING_BACK.has(verb)) return lower(world, values, named, { opened, name, request });
  if (signingKey(world)) {
    const read = await opened.branch.read();
    // The first tick starts a rollout, whoever asks for it.
    const isFirst = verb === "start" && !rolloutsIn(read.files.keys()).includes(name);
    const state = isFirst ? undefined : stateOf(read, name);
    // As whoever approves: it lets move again what somebody stopped.
    if (verb === "unfreeze" && state) await expectNoAuthor(world, opened.git, state, request.actor);
    const unfreezes = verb === "unfreeze" ? { person: request.actor, role: null } : undefined;
    const from = await openTick(world, values, named, {
      ...(isFirst ? { adopts: true } : { request }),
      ...(unfreezes && { unfreezes }),
    });
    const ticked = await runTick(world, values, from);
    const code = tellTick(world, formatOf(values), ticked);
    const refused = ticked.audit.find(({ event }) => event === `${verb}-refused`);
    if (refused) throw new UsageError(`${named}: ${refused.why}.`);
    return code;
  }
  const { refused } = await askRollout(opened.branch, name, request);
  if (refused !== undefined) throw new UsageError(`${name}: ${refused}.`);
  world.out(`${name}: ${verb} is asked for; the next tick answers it.\n`);
  return 0;
}

interface Lowering {
  readonly opened: OpenedState;
  readonly name: string;
  readonly request: RolloutRequest;
}

/**
 * The flags first: they need nothing of what a tick does, such as a key, a specification, a release and targets, any
 * of which may be what is broken. Whoever has the key has the rest done at once, where that can be done.
 */
async function lower(world: World, values: AskValues, named: string, { opened, name, request }: Lowering) {
  const { refused, lowered } = await askRollout(opened.branch, name, request);
  if (refused !== undefined) throw new UsageError(`${name}: ${refused}.`);
  const asked = lowered
    ? `${name}: the flags give stable to everybody from now on; the next tick does the rest.\n`
    : `${name}: ${NO_FLAGS}; ${request.verb} is asked for, and the next tick answers it.\n`;
  if (!world.env[SIGNING_KEY]) {
    world.out(asked);
    return 0;
  }
  try {
    const from = await openTick(world, values, named);
    const ticked = await runTick(world, values, from);
    const code = tellTick(world, formatOf(values), ticked);
    return ticked.uncovered === null ? 0 : code;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    world.err(asked);
    throw error;
  }
}

const NO_FLAGS = "flags.json is no set of flags, so that what tasks are given ends with its lease";
const LONGEST_REASON = 1000;

/** As one line of whole characters: a longer request, or one with half of a character in it, is read by no tick. */
export const reasonOf = ({ reason = "" }: Pick<AskValues, "reason">): string =>
  wholeCharacters(
    wholeCharacters(reason)
      .replaceAll(/\p{Cc}+/gu, " ")
      .slice(0, LONGEST_REASON),
  ).trim();
const wholeCharacters = (text: string): string => Buffer.from(text).toString();

/** What a reader of the log would ask about. */
const NEED_REASON: ReadonlySet<Verb> = new Set([...TAKING_BACK, "undo", "promote", "unfreeze", "start"]);

/** The one command that takes every release from everybody; each rollout that moves is frozen by its next tick. */
async function disableEverything(world: World, branch: StateBranch, request: RolloutRequest): Promise<number> {
  const names = rolloutsOf(await branch.read());
  const failed: string[] = [];
  for (const name of names) {
    try {
      const { refused, lowered } = await askRollout(branch, name, request);
      const what = lowered ? "the flags give stable to everybody from now on" : NO_FLAGS;
      world.out(`${name}: ${refused ?? `${what}; the next tick freezes it`}.\n`);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      failed.push(`${name}: ${error.message}`);
    }
  }
  if (failed.length > 0) throw new UsageError(failed);
  if (names.length === 0) world.out("No rollout has begun yet: there is nothing to disable.\n");
  return 0;
}
