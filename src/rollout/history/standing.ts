import { isObject } from "../../model/json.ts";
import {
  integer,
  list,
  Mismatch,
  object,
  optional,
  orNull,
  type Read,
  recordOf,
  string,
} from "../../model/read-value.ts";
import type { Digest, Percent, Plan, Span } from "../plan.ts";
import type { Reconciled } from "../reconcile/reconcile.ts";
import type { EnvironmentState, Figure, Instant, Judgement, Outcome, RollbackTimes, RolloutState } from "../state.ts";
import { instant, judgement, outcome, rollbackTimes } from "../state-parts.ts";

/** The share of tasks that get a release somewhere, and until when without a tick; null where no lease ends it. */
export type GivenShare = {
  readonly weight: Percent;
  readonly until: Instant | null;
};
/** A verdict as it was counted. */
export type CountedVerdict = {
  readonly verdict: Judgement;
  readonly at: Instant;
  /** The first sample that breached, where that is known. */
  readonly since: Instant | null;
  readonly rule: string;
  readonly why: string;
  /** Each number that it rests on, with its interval, in words: the log has no fractions. */
  readonly figures: readonly string[];
  /** The first tasks that failed, each by its id and its time. */
  readonly breaches: readonly string[];
};

/**
 * Where a rollout stood once a tick had been written, and what that tick had measured: a part of its last line in the
 * audit log, so that what is told of a rollout later rests on what was signed then.
 */
export type RolloutStanding = {
  readonly id: string;
  readonly release: Digest;
  readonly commit: string;
  readonly phase: string;
  readonly step: string | null;
  readonly given: Readonly<Record<string, GivenShare>>;
  readonly measured: Readonly<Record<string, CountedVerdict>>;
  /** Of a rollback: its moments, and how long it may take from the verdict on. */
  readonly rollback: { readonly times: Pick<RollbackTimes, keyof RollbackTimes>; readonly target: Span } | null;
  /** Of the end. */
  readonly outcome: Outcome | null;
  /** What the step waits for; absent where it waits for nothing, and in logs that are older than this. */
  readonly waits?: string;
};

/** Characters that the verdicts of one line may take together: a line of the log has an end. */
const MOST_MEASURED = 24_000;
const LONGEST_WHY = 400;
const MOST_FIGURES = 5;

const short = (number: number): string => String(Number(number.toPrecision(4)));

/** `failed 0.0508 (0.0174 to 0.1392) of 59`. */
export function showFigure({ name, value, n, low, high }: Figure): string {
  const interval = low === undefined || high === undefined ? "" : ` (${short(low)} to ${short(high)})`;
  return `${name} ${short(value)}${interval} of ${n}`;
}

/** As many characters has a text as the log writes it. */
const written = (text: string): number => JSON.stringify(text).length;

/** A text for the log: whole characters, and not so many that its line has no room. */
export function forLog(text: string, limit: number): string {
  if (written(text) - 2 <= limit) return whole(text);
  let cut = text.slice(0, limit - 1);
  // What is escaped takes up to six characters for one.
  while (written(cut) - 1 > limit) cut = cut.slice(0, cut.length >> 1);
  return whole(`${cut}…`);
}
const whole = (text: string): string => text.replaceAll(/\p{Surrogate}/gu, "\uFFFD");

/** As many texts as there is room for together. */
export function textsForLog(texts: readonly string[], limit: number): readonly string[] {
  let room = limit;
  return texts.map(whole).filter((text) => (room -= written(text)) >= 0);
}

/** Who is given a release in an environment: once it is the stable one, everybody. */
export const givenShare = ({ weight, lease, stable }: EnvironmentState, release: Digest): GivenShare =>
  stable === release ? { weight: 100, until: null } : { weight, until: lease };

export function standingOf(
  plan: Plan,
  state: RolloutState,
  { measured, waits }: Pick<Reconciled, "measured" | "waits">,
): RolloutStanding {
  const { id, release, commit, phase } = state;
  let room = MOST_MEASURED;
  const counted = Object.entries(measured).flatMap(
    ([name, { verdict, at, since, rule, why, figures, breaches = [] }]) => {
      const one: CountedVerdict = {
        verdict,
        at: Math.trunc(at),
        since: since === undefined ? null : Math.trunc(since),
        rule: forLog(rule, LONGEST_WHY),
        why: forLog(why, LONGEST_WHY),
        figures: figures.slice(0, MOST_FIGURES).map((figure) => forLog(showFigure(figure), LONGEST_WHY)),
        breaches: breaches.slice(0, MOST_FIGURES).map((task) => forLog(task, LONGEST_WHY)),
      };
      room -= JSON.stringify([name, one]).length;
      return room < 0 ? [] : [[name, one] as const];
    },
  );
  return {
    id,
    release,
    commit,
    phase: phase.name,
    step: plan.steps[state.step]?.id ?? null,
    given: Object.fromEntries(
      Object.entries(state.environments).map(([name, one]) => [name, givenShare(one, release)]),
    ),
    measured: Object.fromEntries(counted),
    rollback:
      (phase.name === "RollingBack" || phase.name === "Degraded") && phase.times !== null
        ? { times: { ...phase.times }, target: plan.rollback.target }
        : null,
    outcome: phase.name === "Healthy" ? phase.outcome : null,
    ...(waits !== "" && { waits: forLog(waits, LONGEST_WHY) }),
  };
}

const always = object<Omit<RolloutStanding, "waits">>({
  id: string,
  release: string,
  commit: string,
  phase: string,
  step: orNull(string),
  given: recordOf(object<GivenShare>({ weight: integer(0), until: orNull(instant) })),
  measured: recordOf(
    object<CountedVerdict>({
      verdict: judgement,
      at: instant,
      since: orNull(instant),
      rule: string,
      why: string,
      figures: list(string),
      breaches: list(string),
    }),
  ),
  rollback: orNull(object<NonNullable<RolloutStanding["rollback"]>>({ times: rollbackTimes, target: integer(0) })),
  outcome: orNull(outcome),
});

const standing: Read<RolloutStanding> = (value, at) => ({
  ...always(value, at),
  ...optional({ waits: string })(value, at),
});

/** Of the evidence of an entry; null where it says nothing of the kind. */
export function standingIn(evidence: readonly unknown[]): RolloutStanding | null {
  const said = evidence.at(-1);
  try {
    return optional({ standing })(said, "").standing ?? null;
  } catch (error) {
    if (error instanceof Mismatch) return null;
    throw error;
  }
}

/** What an entry says in words, of whatever form its evidence is: of a request, too, what it asks for. */
export const wordsIn = (event: string, evidence: readonly unknown[]): string =>
  evidence
    .flatMap((one) => {
      if (typeof one === "string") return [one];
      if (!isObject(one)) return [];
      const { verb, why, refused } = one;
      const asked = [verb === event ? "" : verb, why].filter((word) => typeof word === "string" && word !== "");
      return [
        ...(asked.length > 0 ? [asked.join(": ")] : []),
        ...(typeof refused === "string" ? [`refused: ${refused}`] : []),
      ];
    })
    .join("; ");

/** Whether it says that what was asked for was turned down. */
export const isRefused = (evidence: readonly unknown[]): boolean =>
  evidence.some((one) => isObject(one) && Object.hasOwn(one, "refused"));
