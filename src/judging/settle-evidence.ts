import type { Anew } from "../check/baseline/apply-baseline.ts";
import { fileOf, readBy } from "../inventory/links/read-by.ts";
import { configuredSuppressions } from "../check/suppressions/configured-suppressions.ts";
import { settle, type Settling } from "../check/settle.ts";
import type { Suppression } from "../check/suppressions/suppression.ts";
import type { Repository } from "../model/rule.ts";
import { engineToName, withEngines } from "./baseline-engine.ts";
import type { BaselineAsked } from "./baseline-asked.ts";
import { baselineOf } from "./baseline-in-place.ts";
import { openBaseline } from "./open-baseline.ts";
import { updateBaseline } from "./update-baseline.ts";
import { causedBy, judgedChange } from "./change.ts";
import { changedSecrets } from "./changed-secrets.ts";
import type { World } from "../workspace/world.ts";
import type { Signed } from "./evidence.ts";
import { inlineOf } from "./inline-of.ts";
import { withReason } from "./newly-read.ts";
import { registry } from "./registry.ts";
import { shownAt } from "../workspace/shown-at.ts";
import { ranRule } from "./ran-rule.ts";
import { seesAll, type Workspace } from "../workspace/workspace.ts";

/** Whether a rule looked at a file. */
type LookedAt = (rule: string, path: string) => boolean;

/**
 * What is left for the gates: findings that are neither suppressed nor in the baseline and, where a run is about a
 * change, for which that change answers.
 */
export async function settleEvidence(
  world: World,
  workspace: Workspace,
  evidence: Signed,
  lookedAt: LookedAt,
  asked: BaselineAsked = {},
): Promise<Signed> {
  const head = await workspace.sides.head({ outline: false });
  const change = await judgedChange(workspace);
  const fresh = await changedSecrets(workspace, change, evidence.diagnostics);
  const all = settling(world, workspace, evidence, asked, head, { fresh, lookedAt });
  const maybe = settle(evidence.diagnostics, { ...all, ...(change && { change }) });
  const answered = new Set(maybe.excused.map(({ diagnostic }) => diagnostic));
  const open = evidence.diagnostics.filter((one) => !answered.has(one));
  const caused = change && (await causedBy(workspace, change, open));
  const given = { ...all, ...(caused && { change: caused }) };
  const once = caused === change ? maybe : settle(evidence.diagnostics, given);
  const {
    anew: _anew,
    rules,
    sections,
    measurements,
    diagnostics,
    ...rest
  } = asked["update-baseline"]
    ? settle(evidence.diagnostics, {
        ...given,
        baseline: { ...given.baseline, ...written(world, workspace, asked, once.anew, evidence.sections) },
      })
    : once;
  return {
    ...evidence,
    ...rest,
    diagnostics: diagnostics.map((one) => (caused?.named(one) ? withReason(one) : one)),
    measurements: [...evidence.measurements, ...measurements],
    sections: [...evidence.sections, ...sections],
    rules: [...evidence.rules, ...rules.map((rule) => ranRule(rule, given.policy))],
  };
}

function written(
  world: World,
  workspace: Workspace,
  asked: BaselineAsked,
  anew: Anew,
  sections: Signed["sections"],
): ReturnType<typeof withEngines> {
  const engine = engineToName(openBaseline(workspace, asked), sections);
  return withEngines(updateBaseline(world, workspace, asked, anew, engine), sections);
}

function settling(
  world: World,
  workspace: Workspace,
  { diagnostics, rules, sections }: Signed,
  asked: BaselineAsked,
  head: Repository,
  { fresh, lookedAt }: Pick<Settling["baseline"], "fresh"> & { readonly lookedAt: LookedAt },
): Settling {
  const { settings, fromConfig, rules: policy } = workspace.policy;
  const inline = inlineOf(head, workspace, diagnostics);
  const ran = new Set([...rules.map(({ id }) => id), ...diagnostics.map(({ rule }) => rule)]);
  const known = new Set(registry.map(({ id }) => id));
  const absent = head.unseen.flatMap(({ path, why }) => (why === "sparse" ? path : []));
  const looked = (rule: string, path: string): boolean =>
    lookedAt(rule, path) && !absent.some((one) => one === path || (one.endsWith("/") && path.startsWith(one)));
  const all = [...head.paths.map(({ path }) => path), ...absent];
  return {
    policy,
    suppressions: [
      ...inline.flatMap(({ suppressions }) => suppressions),
      ...configuredSuppressions(settings.suppress, fromConfig, (index) =>
        shownAt(head, workspace, `suppress[${index}].rule`),
      ),
    ],
    malformed: inline.flatMap(({ malformed }) => malformed),
    today: new Date(world.clock.now()).toISOString().slice(0, 10),
    registry,
    ran,
    waysOf: readBy(head),
    fileOf: fileOf(head),
    looked: (one) =>
      one.where === "inline" ||
      (seesAll(workspace) &&
        (asked.commits === "all" || !isOfHistory(one, head)) &&
        !all.some((path) => one.covers({ path }) && !looked(one.rule, path))),
    baseline: {
      ...withEngines(openBaseline(workspace, asked), sections),
      ...(fresh && { fresh }),
      ...baselineOf(
        workspace,
        asked,
        head,
        (rule, path) => (ran.has(rule) || !known.has(rule)) && (path === undefined || looked(rule, path)),
      ),
    },
  };
}

/** Whether a suppression is about a secret in no file that there is: only the history may have it. */
const isOfHistory = ({ rule, covers }: Suppression, { paths }: Repository): boolean =>
  rule.startsWith("secret/") && !paths.some(({ path }) => covers({ path }));
