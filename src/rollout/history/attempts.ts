import type { Percent } from "../plan.ts";
import type { Instant } from "../state.ts";
import type { RolloutStanding } from "./standing.ts";

/** One line of the audit log about a rollout. */
export interface LogMoment {
  readonly seq: number;
  readonly at: Instant;
  readonly actor: string;
  readonly event: string;
  readonly why: string;
  /** A checkpoint covers it. What is not signed only asks, or lowers. */
  readonly signed: boolean;
  /** What was asked for was turned down. */
  readonly refused: boolean;
  /** Where it left the rollout; only the last line of a tick says that. */
  readonly standing: RolloutStanding | null;
}

/** One attempt to roll a release out: a retry is another one. */
export interface RolloutAttempt {
  readonly id: string;
  readonly moments: readonly LogMoment[];
  /** Where it stood at last. */
  readonly last: RolloutStanding;
  readonly began: Instant;
  readonly ended: Instant;
}

/** The attempts of a rollout, the oldest first. A line between two ticks belongs to the tick that took it in. */
export function attemptsOf(moments: readonly LogMoment[]): readonly RolloutAttempt[] {
  const found = new Map<string, LogMoment[]>();
  let waiting: LogMoment[] = [];
  let present: LogMoment[] | undefined;
  for (const moment of moments) {
    waiting.push(moment);
    if (moment.standing === null) continue;
    present = found.get(moment.standing.id) ?? [];
    found.set(moment.standing.id, present);
    add(present, waiting);
    waiting = [];
  }
  if (present) add(present, waiting);
  return [...found].flatMap(([id, own]) => {
    const last = own.findLast(({ standing }) => standing !== null)?.standing;
    return last ? [{ id, moments: own, last, began: own[0]?.at ?? 0, ended: own.at(-1)?.at ?? 0 }] : [];
  });
}

/** One by one: a log may hold more lines than a call takes arguments. */
function add(moments: LogMoment[], more: readonly LogMoment[]): void {
  for (const moment of more) moments.push(moment);
}

/** A share of the tasks from a moment on. */
export interface SharePoint {
  readonly at: Instant;
  readonly percent: Percent;
}

/** What lowers the flags at once, signed or not. */
const LOWERS_AT_ONCE: ReadonlySet<string> = new Set(["abort", "emergency-disable"]);

/** What was asked, or lowered, since the last tick: no state knows of it yet. */
export const unanswered = ({ moments }: RolloutAttempt): readonly LogMoment[] =>
  moments
    .slice(moments.findLastIndex(({ standing }) => standing !== null) + 1)
    .filter(({ event, refused }) => !refused && ASKS.has(event));
const ASKS: ReadonlySet<string> = new Set([...LOWERS_AT_ONCE, "pause", "request"]);

/** Whether the flags give stable to everybody, whatever the state says. */
export const isLowered = (attempt: RolloutAttempt): boolean =>
  unanswered(attempt).some(({ event }) => LOWERS_AT_ONCE.has(event));

/**
 * Which share of the tasks got the release of an attempt, by environment: as each tick gave it, and nothing from where
 * a lease ended without another one. `until`: how long what was given last is followed.
 */
export function sharesOf({ moments }: RolloutAttempt, until: Instant): Readonly<Record<string, readonly SharePoint[]>> {
  const shares = new Map<string, { points: SharePoint[]; lease: Instant | null }>();
  const expire = (now: Instant): void => {
    for (const one of shares.values())
      if (one.lease !== null && one.lease < now) {
        one.points.push({ at: one.lease, percent: 0 });
        one.lease = null;
      }
  };
  for (const { at, event, refused, standing } of moments) {
    expire(at);
    if (standing === null && LOWERS_AT_ONCE.has(event) && !refused)
      for (const one of shares.values()) {
        one.points.push({ at, percent: 0 });
        one.lease = null;
      }
    for (const [name, { weight, until: lease }] of Object.entries(standing?.given ?? {})) {
      const one = shares.get(name) ?? { points: [], lease: null };
      shares.set(name, one);
      one.points.push({ at, percent: weight });
      one.lease = weight === 0 ? null : lease;
    }
  }
  expire(until);
  return Object.fromEntries([...shares].map(([name, { points }]) => [name, changes(points)]));
}

/** Without what held for no time, and what only says again what was. */
const changes = (points: readonly SharePoint[]): readonly SharePoint[] =>
  points
    .filter(({ at }, index) => at !== points[index + 1]?.at)
    .filter(({ percent }, index, kept) => percent !== kept[index - 1]?.percent);
