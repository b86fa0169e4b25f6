import type { StateBranch, StateRead } from "../host/state/state-branch.ts";
import { statePath } from "../ledger/coverage.ts";
import type { AuditEvent } from "../ledger/entry.ts";
import { rawDigest } from "../ledger/lines.ts";
import type { SigningKey, VerifyingKey } from "../ledger/note.ts";
import { record } from "../ledger/record.ts";
import { compileFlags, renderFlags } from "../rollout/flags/compile-flags.ts";
import type { Plan } from "../rollout/plan.ts";
import type { Reconciled } from "../rollout/reconcile/reconcile.ts";
import type { RolloutState } from "../rollout/state.ts";
import { flagsIn, FLAGS } from "./flags-file.ts";
import { forLog, standingOf, textsForLog } from "../rollout/history/standing.ts";
import { logged } from "./logged.ts";
import { renderState } from "./read-state.ts";
import { answeredFiles } from "./requests.ts";

/** Characters of what an event says in words. */
const LONGEST_WHY = 4000;
/** Characters of the verdicts that it rests on: a line of the log has an end. */
const MOST_EVIDENCE = 24_000;

interface Writing {
  readonly branch: StateBranch;
  readonly trusted: readonly VerifyingKey[];
  readonly actor: string;
}
interface Transition {
  readonly read: StateRead;
  readonly state: RolloutState | null;
  readonly result: Reconciled;
  readonly plan: Plan;
  readonly now: number;
}

/** Writes state, flags, log and checkpoint as one commit, or nothing. `unchanged`: there was nothing to write. */
export async function writeTransition(
  { branch, trusted, signing }: Writing & { readonly signing: SigningKey },
  { read, result, plan, now }: Transition,
): Promise<"written" | "lost" | "unchanged"> {
  const { state: present } = result;
  if (present === null) return "unchanged";
  const { rollout } = present;
  const path = statePath(rollout);
  const before = read.bytes.get(path);
  const text = renderState(present);
  const flags = withFlagsOf(read, plan, present);
  const gone = answeredFiles(read.files, rollout, present.answered);
  const stale = flags !== read.files.get(FLAGS);
  if (read.files.get(path) === text && !stale && gone.length === 0) return "unchanged";
  const happened: Reconciled["audit"] =
    result.audit.length > 0 ? result.audit : [{ event: "restored", actor: "agent-ci", why: FLAGS }];
  const digests = { before: before ? rawDigest(before) : null, after: rawDigest(text) };
  const standing = { standing: standingOf(plan, present, result) };
  const events = happened.map(({ event, actor, why, evidence = [] }, index): AuditEvent => ({
    ts: new Date(now).toISOString(),
    actor,
    event,
    rollout,
    env: plan.steps[present.step]?.environment ?? null,
    // The states between exist nowhere but here: the last entry names the one that is written.
    ...(index === happened.length - 1 ? digests : { before: null, after: null }),
    evidence: [
      forLog(why, LONGEST_WHY),
      ...textsForLog(evidence, MOST_EVIDENCE),
      ...(index === happened.length - 1 ? [standing] : []),
    ],
  }));
  const changes = new Map<string, string | Uint8Array | null>([
    ...record(read.bytes, events, now, { key: signing, trusted, upon: read.commit }),
    [path, text],
    [FLAGS, flags],
    ...gone.map((file) => [file, null] as const),
  ]);
  return branch.write(read.commit, changes, `${present.id}: ${happened.map(({ event }) => event).join(", ")}`);
}

/**
 * From a state that is not vouched for nothing is raised; but what is known now may be reason to lower, and that waits
 * for nobody. The state stays as it is.
 */
export async function lowerFlags(
  { branch, actor }: Writing,
  { read, state, result, plan, now }: Transition,
): Promise<"written" | "lost" | "unchanged"> {
  const { state: present } = result;
  if (present === null || state === null || !isLower(present, state)) return "unchanged";
  const flags = withFlagsOf(read, plan, present);
  if (flags === read.files.get(FLAGS)) return "unchanged";
  const event: AuditEvent = {
    ts: new Date(now).toISOString(),
    actor,
    event: "abort",
    rollout: present.rollout,
    env: null,
    before: null,
    after: null,
    evidence: result.audit.map(({ why }) => why),
  };
  return branch.write(read.commit, new Map([...logged(read, event, now), [FLAGS, flags]]), `${present.id}: lowered`);
}

const isLower = (present: RolloutState, before: RolloutState): boolean =>
  Object.entries(present.environments).every(
    ([name, { weight }]) => weight <= (before.environments[name]?.weight ?? 0),
  ) &&
  Object.entries(present.environments).some(([name, { weight }]) => weight < (before.environments[name]?.weight ?? 0));

/** The flags of all rollouts, those of this one as its state has them. */
function withFlagsOf(read: StateRead, plan: Plan, state: RolloutState): string {
  const others = flagsIn(read.files.get(FLAGS)).filter(([, flag]) => flag.rollout !== state.rollout);
  const own = flagsIn(compileFlags([{ plan, state }]));
  const all = [...others, ...own].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return renderFlags(Object.fromEntries(all.map(([key, { text }]) => [key, text])));
}
