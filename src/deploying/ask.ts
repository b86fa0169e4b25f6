import type { StateBranch, StateRead } from "../host/state/state-branch.ts";
import { rolloutsIn, statePath } from "../ledger/coverage.ts";
import type { AuditEvent } from "../ledger/entry.ts";
import { record } from "../ledger/record.ts";
import { UsageError } from "../model/usage-error.ts";
import { disableRollout } from "../rollout/flags/disable-flags.ts";
import type { RolloutRequest } from "../rollout/reconcile/evidence.ts";
import { nothingTo } from "../rollout/reconcile/requests.ts";
import type { RolloutState } from "../rollout/state.ts";
import { FLAGS } from "./flags-file.ts";
import { logged } from "./logged.ts";
import { readState } from "./read-state.ts";
import { requestPath } from "./requests.ts";

export interface AskedFor {
  /** Why there is nothing to ask for; undefined where it was asked. */
  readonly refused: string | undefined;
  /** The flags give stable to everybody from now on. */
  readonly lowered: boolean;
}

const MOST_LOST = 5;

/**
 * Writes down what somebody without a key asks for; the next tick of the job that has one answers it. What lowers
 * exposure does so at once, in the flags. An abort of what is over is written down as well, and changes nothing.
 */
export async function askRollout(branch: StateBranch, rollout: string, request: RolloutRequest): Promise<AskedFor> {
  for (let lost = 0; lost < MOST_LOST; lost += 1) {
    const read = await branch.read();
    if (read.commit === null) throw new UsageError("There is no branch of states yet: agent-ci rollout init makes it.");
    const refused = nothingTo(request.verb, stateOf(read, rollout));
    const lowered = refused === undefined && LOWERING.has(request.verb);
    const text = read.files.get(FLAGS);
    const event = eventOf(rollout, request, refused);
    const changes = new Map<string, string | Uint8Array>([
      ...(lowered ? logged(read, event, request.at) : record(read.bytes, [event], request.at)),
      ...(refused === undefined ? [[requestPath(rollout, request.id), JSON.stringify(request)] as const] : []),
      ...(lowered && text !== undefined ? [[FLAGS, disableRollout(text, rollout)] as const] : []),
    ]);
    const written = await branch.write(read.commit, changes, `${rollout}: ${request.verb}`);
    if (written === "written") return { refused, lowered };
  }
  throw new UsageError(`Others wrote the state ${MOST_LOST} times meanwhile. Run it again.`);
}

/** Throws UsageError where no such rollout has begun. */
export function stateOf(read: StateRead, rollout: string): RolloutState {
  const text = read.files.get(statePath(rollout));
  if (text !== undefined) return readState(text);
  throw new UsageError(
    `There is no rollout "${rollout}". There is: ${rolloutsIn(read.files.keys()).join(", ") || "none"}.`,
  );
}

const LOWERING: ReadonlySet<string> = new Set(["abort", "emergency-disable"]);
/** What the log takes from who cannot sign, by its own name; everything else only asks. */
const NAMED: ReadonlySet<string> = new Set(["pause", ...LOWERING]);

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
