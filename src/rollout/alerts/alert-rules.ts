import { withNoun } from "../../model/numbers.ts";
import { type ExpressionTree, readExpression } from "../../conditions/expression-tree.ts";
import type { Metric, Plan, Span } from "../plan.ts";
import { inSymbols } from "../analysis/condition-words.ts";
import { draftPlan } from "../spec/draft-plan.ts";
import { readSpan } from "../spec/duration.ts";
import type { RolloutSpec, WrittenMetric } from "../spec/spec.ts";
import { ACTION_OF, type AlertAction, LABELS, LISTENING, USUAL, verbOf } from "./actions.ts";
import type { PrometheusRule } from "./prometheus-rule.ts";
import { showPromSpan } from "./prom-span.ts";
import { keyOf, type Query, type Term, termsOf, toPromql, Untold } from "./promql.ts";
import { givenRecord, isGone, ownMatcher, seriesRecord, recordedAs } from "./series.ts";
import { keepsLabels, neverMeets } from "./kept-labels.ts";
import {
  metricSeriesTerm,
  queriesOf,
  resultTerm,
  seriesTerm,
  THRESHOLD,
  withThreshold,
  writtenQueries,
} from "./terms.ts";
import type { WrittenAlert } from "./written-alerts.ts";

export interface CompiledAlerts {
  readonly rules: readonly PrometheusRule[];
  /** Metrics that ticks alone judge, with why. */
  readonly leftOut: readonly { readonly metric: string; readonly why: string }[];
}

/** An alert before it is written for Prometheus. */
interface Alert {
  readonly name: string;
  readonly condition: string;
  readonly query: Query;
  readonly terms: readonly Term[];
  readonly for: Span;
  readonly severity: "warning" | "critical";
  readonly action: AlertAction;
  readonly verb: string | undefined;
  readonly message: string | undefined;
  /** Where it holds, the alert is over; absent: where it is known that the condition does not hold. */
  readonly until?: Query;
  readonly threshold?: number;
  /** Ids of the steps in which it counts; absent: in all of them. */
  readonly steps?: readonly string[];
}

/** What Prometheus watches of a rollout: the alerts of its specification, and its metrics that Prometheus measures. */
export function compileAlerts(spec: RolloutSpec): CompiledAlerts {
  const { plan, asked } = draftPlan(spec);
  const leftOut: { metric: string; why: string }[] = [];
  const alerts = spec.spec.alerts.rules.flatMap((rule) => alertsOfRule(spec, plan, rule));
  const queries = new Map<string, string>(Object.entries(spec.spec.alerts.queries));
  for (const [metric, written] of asked) {
    const made = alertOfMetric(spec, plan, metric, written);
    if ("why" in made) leftOut.push({ metric, why: made.why });
    else {
      for (const [key, query] of queriesOf(metric, written)) queries.set(key, query);
      alerts.push(made);
    }
  }
  return { rules: alerts.length === 0 ? [] : rulesOf(spec, alerts, queries), leftOut };
}

function rulesOf(
  spec: RolloutSpec,
  alerts: readonly Alert[],
  queries: ReadonlyMap<string, string>,
): readonly PrometheusRule[] {
  const { name, spec: written } = spec;
  const gap = readSpan(written.alerts.gap);
  const series = new Map<string, Term>();
  for (const { terms } of alerts) for (const term of terms) series.set(keyOf(term), term);
  return [
    givenRecord(name, gap),
    ...[...series.values()].map((term) => seriesRecord(name, term, queries.get(term.name), gap)),
    ...alerts.map((alert) => ruleOf(name, alert, readSpan(written.alerts.keepFiringFor))),
    ...[...series.values()].map((term) => noDataRule(name, term, stepsOf(alerts, term), gap)),
    ...(alerts.some(({ verb }) => verb !== undefined) ? [silentRule(name, gap)] : []),
  ];
}

/** One for each threshold, in one message where several are crossed at once: they have one name. */
function alertsOfRule(spec: RolloutSpec, plan: Plan, rule: WrittenAlert): readonly Alert[] {
  const { name, condition, action, severity, message, onFiring = USUAL[action] } = rule;
  const language = { termOf: seriesTerm, seriesOf: (term: Term) => recordedAs(spec.name, term) };
  const until = rule.until === undefined ? undefined : treeOf(rule.until);
  return (rule.thresholds ?? [undefined]).map((threshold) => {
    const written = treeOf(condition);
    const tree = threshold === undefined ? written : withThreshold(written, threshold);
    return {
      name,
      condition,
      query: toPromql(tree, language),
      terms: [tree, ...(until ? [until] : [])].flatMap((one) => termsOf(one, seriesTerm)),
      for: rule.for === undefined ? 0 : readSpan(rule.for),
      severity,
      action,
      verb: verbOf(onFiring, plan.rollback.automatic),
      message,
      ...(until && { until: toPromql(until, language) }),
      ...(threshold !== undefined && { threshold }),
    };
  });
}

/** A specification that was read has no condition that is none. */
function treeOf(condition: string): ExpressionTree {
  const read = readExpression(inSymbols(condition));
  if (read.ok) return read.tree;
  throw new Error(read.message);
}

function alertOfMetric(
  { name: rollout }: RolloutSpec,
  plan: Plan,
  name: string,
  metric: WrittenMetric,
): Alert | { readonly why: string } {
  const [provider = ""] = Object.keys(metric.provider);
  const facts = plan.metrics.find((one) => one.name === name);
  const steps = plan.steps.filter(({ watches }) => watches.includes(name)).map(({ id }) => id);
  const condition = metric.failureCondition ?? metric.successCondition;
  if (provider !== "prometheus") return { why: `Prometheus does not have it: its numbers come from \`${provider}\`` };
  if (steps.length === 0 || !facts)
    return { why: "only steps and the outcome ask for it, and Prometheus knows no steps" };
  if (condition === undefined) return { why: "it has no condition" };
  const mayFail = allowedFailures(facts);
  if (mayFail > 0 && metric.interval === undefined)
    return { why: `it may fail ${withNoun(mayFail, "time")}, and no \`interval\` says how long that takes` };
  const read = readExpression(inSymbols(condition));
  if (!read.ok) return { why: read.message };
  const termOf = metric.series ? metricSeriesTerm(name, metric.series) : resultTerm(name);
  const queries = new Map(writtenQueries(name, metric));
  const isOpposite = metric.failureCondition === undefined;
  const keeps = (term: Term): boolean | undefined => keepsLabels(queries.get(term.name) ?? "");
  const apart = neverMeets(read.tree, termOf, keeps, isOpposite);
  if (apart)
    return {
      why: `\`${apart.without.name}\` has no label \`variant\` to meet \`${apart.beside.name}\` by: let its query keep it`,
    };
  const response = facts.dryRun ? "warn" : metric.onFailure;
  try {
    const language = { termOf, seriesOf: (term: Term) => recordedAs(rollout, term) };
    return {
      name,
      condition,
      query: toPromql(read.tree, language, metric.failureCondition === undefined),
      terms: termsOf(read.tree, termOf),
      for: lastsFor(metric, facts.for, mayFail),
      severity: response === "warn" ? "warning" : "critical",
      action: ACTION_OF[response],
      verb: verbOf(response, plan.rollback.automatic),
      message: undefined,
      steps,
    };
  } catch (error) {
    if (error instanceof Untold) return { why: `${error.message} (column ${error.column} of its condition)` };
    throw error;
  }
}

/** One failure more is one too many, by whichever limit is reached first. */
const allowedFailures = ({ failureLimit, consecutiveFailureLimit }: Metric): number =>
  Math.min(...[failureLimit, consecutiveFailureLimit].filter((limit) => limit !== null));

/** Never sooner than a tick would answer: as long as it may fail, and as long as it is not looked at. */
function lastsFor({ interval, initialDelay }: WrittenMetric, lasting: Span, mayFail: number): Span {
  const allowed = interval === undefined ? 0 : mayFail * readSpan(interval);
  return Math.max(lasting + allowed, initialDelay === undefined ? 0 : readSpan(initialDelay));
}

/** A series counts in the steps of all alerts that name it. */
function stepsOf(alerts: readonly Alert[], term: Term): readonly string[] | undefined {
  const users = alerts.filter(({ terms }) => terms.some((one) => keyOf(one) === keyOf(term)));
  if (users.some(({ steps }) => steps === undefined)) return undefined;
  return [...new Set(users.flatMap(({ steps = [] }) => steps))];
}

function ruleOf(rollout: string, alert: Alert, keepFiringFor: Span): PrometheusRule {
  const { name, condition, query, severity, action, verb, message, steps, until, threshold } = alert;
  const own = threshold === undefined ? {} : { [THRESHOLD]: String(threshold) };
  const found = Object.entries({ alertname: name, ...own, alertstate: "firing" });
  const firing = [ownMatcher(rollout), ...found.map(([label, value]) => `${label}=${JSON.stringify(value)}`)].join(",");
  const over = until ? `(${until.holds} or ${query.holds})` : query.known;
  return {
    alert: name,
    // What was firing goes on while nobody knows better: a gap is no recovery.
    expr: `(
  ${query.holds}
  or
  (max without (alertstate) (ALERTS{${firing}}) unless on () ${over})
)
unless on () (${isGone(rollout, steps)})`,
    ...(alert.for > 0 && { for: showPromSpan(alert.for) }),
    ...(!until && { keep_firing_for: showPromSpan(keepFiringFor) }),
    labels: { [LABELS.rollout]: rollout, action, severity, ...(verb !== undefined && { [LABELS.verb]: verb }), ...own },
    annotations: {
      summary: plainText(`${message ?? `${rollout}: ${name}`}${threshold === undefined ? "" : ` (${threshold})`}`),
      condition: plainText(condition),
      value: "{{ $value }}",
      ...(steps && { [LABELS.steps]: steps.join(" ") }),
    },
  };
}

/** One name for all of them, so that an outage of all is one message. */
const noDataRule = (rollout: string, term: Term, steps: readonly string[] | undefined, gap: Span): PrometheusRule => ({
  alert: "NoData",
  expr: `absent(${recordedAs(rollout, term)})\nunless on () (${isGone(rollout, steps)})`,
  for: showPromSpan(gap),
  labels: {
    [LABELS.rollout]: rollout,
    [LABELS.metric]: keyOf(term),
    action: "notify_oncall",
    severity: "warning",
  },
  annotations: { summary: `${rollout}: ${keyOf(term)} has no data, so that its alerts cannot fire` },
});

const silentRule = (rollout: string, gap: Span): PrometheusRule => ({
  alert: "ListenerSilent",
  expr: `absent_over_time(${LISTENING}[${showPromSpan(gap)}])`,
  for: showPromSpan(gap),
  labels: { [LABELS.rollout]: rollout, action: "notify_oncall", severity: "critical" },
  annotations: { summary: `${rollout}: nobody tells ${LISTENING}: is agent-ci rollout listen there, and scraped?` },
});

/** Prometheus expands templates in labels and annotations; what a team wrote is text. */
const plainText = (text: string): string => text.replaceAll("{{", '{{ "{{" }}');
