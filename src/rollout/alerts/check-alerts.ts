import { isHere } from "../../model/is-here.ts";
import { originAt } from "../../config/layer.ts";
import { type ConfigProblem, problemAt } from "../../config/origin.ts";
import { readExpression } from "../../conditions/expression-tree.ts";
import { inSymbols } from "../analysis/condition-words.ts";
import type { RolloutSpec } from "../spec/spec.ts";
import { twice } from "../spec/wrong-names.ts";
import { keepsLabels, neverMeets } from "./kept-labels.ts";
import { keyOf, type Term, termsOf, toPromql, Untold } from "./promql.ts";
import { seriesTerm, THRESHOLD, withThreshold } from "./terms.ts";

/** What is wrong with the alerts of a specification, each where it stands. */
export function* checkAlerts({ spec: { alerts }, layer }: RolloutSpec): Generator<ConfigProblem> {
  const at = (...keys: readonly string[]) => originAt(layer, ["alerts", ...keys]);
  const names = alerts.rules.map(({ name }) => name);
  yield* twice(names, (index) => at("rules", index, "name"));
  for (const [index, { name, condition, until, thresholds }] of alerts.rules.entries()) {
    const here = (key: string) => at("rules", String(index), key);
    if (OURS.has(name)) yield problemAt(here("name"), `\`${name}\` is an alert of its own: call yours otherwise`);
    const wrong = wrongWith(condition, alerts.queries, thresholds);
    if (wrong !== undefined) yield problemAt(here("condition"), wrong);
    const wrongEnd = until === undefined ? undefined : wrongWith(until, alerts.queries, undefined);
    if (wrongEnd !== undefined) yield problemAt(here("until"), wrongEnd);
  }
  const { listener, receivers } = alerts;
  if (listener) yield* wrongAddress(listener.url, true, at("listener", "url"));
  for (const [action, { webhook }] of Object.entries(receivers))
    if (webhook)
      yield* wrongAddress(webhook.url, webhook.tokenFile !== undefined, at("receivers", action, "webhook", "url"));
}

/** Alerts that are written for every rollout. */
const OURS: ReadonlySet<string> = new Set(["NoData", "ListenerSilent"]);

function wrongWith(
  condition: string,
  queries: Readonly<Record<string, string>>,
  thresholds: readonly number[] | undefined,
): string | undefined {
  const read = readExpression(inSymbols(condition));
  if (!read.ok) return `no condition: ${read.message}, at its column ${read.column}`;
  const named = termsOf(read.tree, seriesTerm).some(({ name }) => name === THRESHOLD);
  if (named !== (thresholds !== undefined))
    return named
      ? "`threshold` stands for one of `thresholds`, and there are none"
      : "it has `thresholds`, and does not say `threshold`";
  const tree = withThreshold(read.tree, thresholds?.[0] ?? 0);
  try {
    toPromql(tree, { termOf: seriesTerm, seriesOf: () => "" });
  } catch (error) {
    if (error instanceof Untold) return `${error.message}, at its column ${error.column}`;
    throw error;
  }
  const keeps = (term: Term): boolean | undefined =>
    Object.hasOwn(queries, term.name) ? keepsLabels(queries[term.name] ?? "") : true;
  const apart = neverMeets(tree, seriesTerm, keeps);
  if (apart)
    return `\`${apart.without.name}\` has no label \`variant\` to meet \`${keyOf(apart.beside)}\` by, so that it would never fire: let its query keep it, as \`sum by (rollout, variant) (…)\` does`;
  const risen = termsOf(tree, seriesTerm).find(({ name, over }) => over !== undefined && Object.hasOwn(queries, name));
  return risen && `\`${risen.name}\` is a query, and increase() is of a counter: say in the query by how much it rose`;
}

/** A token is given to this machine, or by TLS. */
function* wrongAddress(address: string, hasToken: boolean, at: ReturnType<typeof originAt>): Generator<ConfigProblem> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    yield problemAt(at, "that is no address: write it as in https://host/path");
  else if (url.username !== "" || url.password !== "")
    yield problemAt(at, "a secret stands in the address: put it into a file, and name that by `tokenFile`");
  else if (hasToken && url.protocol === "http:" && !isHere(url.hostname))
    yield problemAt(
      at,
      "the token would be sent for everybody on the way to read: use https, or an address of this machine",
    );
}
