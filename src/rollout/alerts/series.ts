import type { Span } from "../plan.ts";
import { GIVEN, LABELS, LISTENING, UNKNOWN_STEP } from "./actions.ts";
import type { PrometheusRule } from "./prometheus-rule.ts";
import { showPromSpan } from "./prom-span.ts";
import { keyOf, type Term } from "./promql.ts";

const VALUE = "agent_ci:value";
const GIVEN_SERIES = "agent_ci:given";
/** A counter that was there within this time was not born since, however long its exporter was away. */
const REMEMBERED = 86_400_000;

/** What all series of a rollout are found by. */
export const ownMatcher = (rollout: string): string => `${LABELS.rollout}="${rollout}"`;

/** A series of a condition, as it is recorded: its last number, over gaps, and never NaN. */
export const recordedAs = (rollout: string, term: Term): string =>
  `${VALUE}{${LABELS.metric}=${JSON.stringify(keyOf(term))},${ownMatcher(rollout)}}`;

/** Nobody is given the release, or it stands at another step; where nobody tells, it counts as given. */
export function isGone(rollout: string, steps: readonly string[] | undefined): string {
  const given = `${GIVEN_SERIES}{${ownMatcher(rollout)}} == 0`;
  return steps === undefined
    ? given
    : `${given} or ${GIVEN_SERIES}{${ownMatcher(rollout)},step!~${JSON.stringify([...steps, UNKNOWN_STEP].join("|"))}}`;
}

/**
 * A step that begins counts at once; only where nobody tells any more, what was told last. Of a rollout that is not
 * among those that are told nobody is given anything.
 */
export function givenRecord(rollout: string, gap: Span): PrometheusRule {
  const given = `${GIVEN}{${ownMatcher(rollout)}}`;
  const last = `last_over_time(${given}[${showPromSpan(gap)}])`;
  return {
    record: GIVEN_SERIES,
    expr: `${given} or (${last} unless on () ${given}) or (0 * ${LISTENING} unless on () ${last})`,
    labels: { [LABELS.rollout]: rollout },
  };
}

export function seriesRecord(rollout: string, term: Term, query: string | undefined, gap: Span): PrometheusRule {
  return {
    record: VALUE,
    // NaN is above nothing: it is no data.
    expr: `${query === undefined ? ownSeries(rollout, term, gap) : overGaps(query, gap)} >= -Inf`,
    labels: { [LABELS.rollout]: rollout, [LABELS.metric]: keyOf(term) },
  };
}

function overGaps(query: string, gap: Span): string {
  // A comment at the end of a query ends with its line.
  const whole = query.includes("#") ? `(${query}\n)` : `(${query})`;
  return `(${whole} or last_over_time(${whole}[${showPromSpan(gap)}:]))`;
}

/** The tasks of the canary of this rollout, of whichever attempt. */
function ownSeries(rollout: string, { name, over }: Term, gap: Span): string {
  const series = `${name}{rollout=~"${rollout}(/r[0-9]+)?",variant="canary"}`;
  const last = `last_over_time(${series}[${showPromSpan(gap)}])`;
  if (over === undefined) return last;
  // `increase()` knows nothing of the first event of a counter that is born with it, and one that began anew falls.
  const before = `last_over_time(${series}[${showPromSpan(REMEMBERED)}] offset ${showPromSpan(over)})`;
  return `sum by (rollout, variant) ((${last} - ${before}) >= 0 or ${last})`;
}
