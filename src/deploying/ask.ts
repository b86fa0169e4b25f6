import type { StateBranch, StateRead } from "../host/state/state-branch.ts";
import { rolloutsIn, statePath } from "../ledger/coverage.ts";
import type { AuditEvent } from "../ledger/entry.ts";
import { record } from "../ledger/record.ts";
import { UsageError } from "../model/usage-error.ts";
import { disableRollout } from "../rollout/flags/disable-flags.ts";
import { type RolloutRequest, TAKING_BACK, type Verb } from "../rollout/reconcile/evidence.ts";
import { nothingTo } from "../rollout/reconcile/requests.ts";
import type { RolloutState } from "../rollout/state.ts";
import { FLAGS, flagsIn } from "./flags-file.ts";
import { logged } from "./logged.ts";
import { expectBranch, stateIn } from "./read-state.ts";
import { requestPath, withoutSecrets } from "./requests.ts";

export interface AskedFor {
  /** What was written down; undefined where there was nothing to ask for. */
  readonly request: RolloutRequest | undefined;
  /** Why there is nothing to ask for; undefined where it was asked. */
  readonly refused: string | undefined;
  /** The flags give stable to everybody from now on. */
  readonly lowered: boolean;
}

/** More than one tick loses: whoever lowers outlasts those who tick. */
const MOST_LOST = 50;

/** What is asked for, or what it is by what the branch says now: undefined where that is nothing. */
type Wanted = RolloutRequest | ((read: StateRead) => RolloutRequest | undefined);

/**
 * Writes down what somebody without a key asks for; the next tick of the job that has one answers it. What lowers
 * exposure does so at once, in the flags. An abort of what is over is written down as well, and changes nothing.
 */
export async function askRollout(branch: StateBranch, rollout: string, wanted: Wanted): Promise<AskedFor> {
  for (let lost = 0; lost < MOST_LOST; lost += 1) {
    const read = await branch.read();
    expectBranch(read);
    const asked = typeof wanted === "function" ? wanted(read) : wanted;
    if (!asked) return { request: asked, refused: undefined, lowered: false };
    const request = withoutSecrets(asked);
    const refused = refusedBy(read, rollout, request.verb);
    const urgent = refused === undefined && TAKING_BACK.has(request.verb);
    const flags = urgent ? loweredFlags(read, rollout) : undefined;
    const event = eventOf(rollout, request, refused);
    const changes = new Map<string, string | Uint8Array>([
      ...(urgent ? logged(read, event, request.at) : record(read.bytes, [event], request.at)),
      ...(refused === undefined ? [[requestPath(rollout, request.id), JSON.stringify(request)] as const] : []),
      ...(flags === undefined ? [] : [[FLAGS, flags] as const]),
    ]);
    const written = await branch.write(read.commit, changes, `${rollout}: ${request.verb}`);
    if (written === "written") return { request, refused, lowered: flags !== undefined };
  }
  throw new UsageError(`Others wrote the state ${MOST_LOST} times meanwhile. Run it again.`);
}

/** Undefined where the file is no set of flags: the tick that answers writes it anew. */
function loweredFlags({ files }: StateRead, rollout: string): string | undefined {
  try {
    return disableRollout(files.get(FLAGS) ?? "", rollout);
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}

/** What lowers exposure waits for no state that can be read: flags that give the release are reason enough. */
export function refusedBy(read: StateRead, rollout: string, verb: Verb): string | undefined {
  try {
    return nothingTo(verb, stateOf(read, rollout));
  } catch (error) {
    if (error instanceof UsageError && TAKING_BACK.has(verb) && givenIn(read).includes(rollout)) return undefined;
    throw error;
  }
}

/** The rollouts that flags were written of. */
const givenIn = ({ files }: StateRead): readonly string[] =>
  flagsIn(files.get(FLAGS)).flatMap(([, flag]) => flag.rollout ?? []);

/** All that somebody may be given something by: those with a state, and those with flags alone. */
export const rolloutsOf = (read: StateRead): readonly string[] => [
  ...new Set([...rolloutsIn(read.files.keys()), ...givenIn(read)]),
];

/** Throws UsageError where no such rollout has begun, and where its state cannot be read. */
export function stateOf(read: StateRead, rollout: string): RolloutState {
  const text = read.files.get(statePath(rollout));
  if (text !== undefined) return stateIn(text, rollout);
  throw new UsageError(
    `There is no rollout "${rollout}". There is: ${rolloutsIn(read.files.keys()).join(", ") || "none"}.`,
  );
}

/** What the log takes from who cannot sign, by its own name; everything else only asks. */
const NAMED: ReadonlySet<string> = new Set(["pause", ...TAKING_BACK]);

const eventOf = (
  rollout: string,
  { verb, actor, at, why }: RolloutRequest,
  refused: string | undefined,
): AuditEvent => ({
  ts: new Date(at).toISOString(),
  actor,
  event: NAMED.has(verb) ? verb : "request",
  rollout,
  env: null,
  before: null,
  after: null,
  evidence: [{ verb, why, ...(refused === undefined ? {} : { refused }) }],
});
