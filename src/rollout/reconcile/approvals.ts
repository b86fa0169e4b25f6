import { createHash } from "node:crypto";
import type { Approver, RolloutState } from "../state.ts";
import { rollBack } from "./roll-back.ts";
import { became, ITSELF, type Turn } from "./turn.ts";

/** As much of a subject is shown, and has to be named at least. */
const SHOWN = 12;

/**
 * What is approved, as one digest: this attempt, its release and plan, the commit that they come from, its risk and
 * what that was found against. Whatever else the default branch holds is something else; so is the same once more.
 */
export const attemptDigest = ({ id, release, plan, commit, risk, environments }: RolloutState): string => {
  const stable = Object.values(environments).map((one) => one.stable);
  return createHash("sha256")
    .update(JSON.stringify([id, release, plan, commit, risk, stable]))
    .digest("hex");
};
export const shownSubject = (state: RolloutState): string => attemptDigest(state).slice(0, SHOWN);

const isOf = (of: string | undefined, state: RolloutState): boolean =>
  of === undefined || (of.length >= SHOWN && attemptDigest(state).startsWith(of));

interface Heard {
  /** Who agreed before. */
  readonly known: readonly Approver[];
  /** Another turn, where somebody agreed or refused by now. */
  readonly turn: Turn;
  /** Who agreed to something else, or turned that down; empty where nobody did. */
  readonly other: string;
}

/** What was answered where a step or a checkpoint asks. */
export function hear(turn: Turn, key: string): Heard {
  const { state, evidence } = turn;
  const answer = Object.hasOwn(evidence.approvals, key) ? evidence.approvals[key] : undefined;
  const known = Object.hasOwn(state.approvedBy, key) ? (state.approvedBy[key] ?? []) : [];
  if (!answer) return { known, turn, other: "" };
  const { rejected } = answer;
  if (!isOf(answer.of, state)) {
    const said = rejected ? `${named(rejected)} rejected` : `${answer.by.map(named).join(", ")} approved`;
    return { known, turn, other: `; what ${said} was something else` };
  }
  if (rejected) {
    const why = `${key}: ${named(rejected)} rejected it: ${rejected.why || "no reason was given"}`;
    return { known, turn: rollBack(turn, { why, actor: rejected.person }), other: "" };
  }
  const news = answer.by.filter((one) => !known.some(({ person, role }) => person === one.person && role === one.role));
  if (news.length === 0) return { known, turn, other: "" };
  const approvedBy = { ...state.approvedBy, [key]: [...known, ...news] };
  const why = `${key}: ${news.map(named).join(", ")}`;
  return { known, turn: became(turn, { approvedBy }, { event: "approved", actor: ITSELF, why }), other: "" };
}

const named = ({ person, role }: Approver): string => (role === null ? person : `${person} as ${role}`);

/** Whether each role is held by somebody who holds no other one here. */
export function areHeld(roles: readonly string[], by: readonly Approver[]): boolean {
  const [role, ...rest] = roles;
  if (role === undefined) return true;
  return by
    .filter((one) => one.role === role)
    .some(({ person }) =>
      areHeld(
        rest,
        by.filter((one) => one.person !== person),
      ),
    );
}
