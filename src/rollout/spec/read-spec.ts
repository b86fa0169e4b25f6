import { createHash } from "node:crypto";
import { checkAlerts } from "../alerts/check-alerts.ts";
import { complete } from "../../config/complete.ts";
import { explainMistake } from "../../config/explain.ts";
import { layerAt, type LayerMap, originAt, valueOf } from "../../config/layer.ts";
import { type Mistake, mistakes } from "../../config/mistakes.ts";
import { type ConfigProblem, problemAt } from "../../config/origin.ts";
import { nearest } from "../../model/nearest.ts";
import { checkTemplates } from "./check-templates.ts";
import { readDocuments } from "./documents.ts";
import { draftPlan } from "./draft-plan.ts";
import { type DocumentKind, documentSchemas } from "./schema.ts";
import type { RolloutSpec, Template, WrittenRollout, WrittenTemplate } from "./spec.ts";

export type ReadSpec =
  | { readonly ok: true; readonly spec: RolloutSpec }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/** Nobody mends more at once, and a hostile file could have a million. */
const MOST_PROBLEMS = 100;

/**
 * A file → one rollout with the analysis templates that stand in it, or all that is wrong with them, each with line and
 * column. Pure; the text may be anybody's.
 */
export function readSpec(text: string, path: string): ReadSpec {
  const found: ConfigProblem[] = [];
  const documents = readDocuments(path, text, found);
  if (found.length === 0) judgeForms(documents, found);
  const spec = found.length === 0 ? specOf(documents, text, found) : undefined;
  if (spec && found.length === 0)
    found.push(...checkTemplates(spec), ...checkAlerts(spec), ...draftPlan(spec).problems);
  if (spec && found.length === 0) return { ok: true, spec };
  if (found.length === 0) found.push({ message: "there is no document of `kind: Rollout`", path, line: 1, column: 1 });
  return { ok: false, problems: inOrder(found).slice(0, MOST_PROBLEMS) };
}

function judgeForms(documents: readonly LayerMap[], problems: ConfigProblem[]): void {
  for (const layer of documents) {
    const schema = documentSchemas[kindOf(layer)];
    for (const mistake of withoutEchoes(mistakes(schema, layer))) {
      problems.push(explainMistake(mistake, true));
      if (problems.length > MOST_PROBLEMS) return;
    }
  }
}

/** A key that is written wrong is missing, too: one of the two is enough. */
function withoutEchoes(all: Iterable<Mistake>): readonly Mistake[] {
  const found: Mistake[] = [];
  for (const mistake of all) {
    found.push(mistake);
    if (found.length > 4 * MOST_PROBLEMS) break; // a step that is written wrong has two
  }
  const misspelt = new Set(found.flatMap(({ keyword, at }) => (keyword === "additionalProperties" ? [at] : [])));
  return found.filter(
    ({ keyword, at, key = "" }) =>
      !misspelt.has(at) || (keyword !== "anyOf" && (keyword !== "required" || !isNearIn(at, key))),
  );
}

const isNearIn = (at: Mistake["at"], key: string): boolean =>
  at.kind === "map" && nearest(key, at.entries.keys()) !== undefined;

/** A kind that nobody knows is told by the schema of a rollout. */
function kindOf(layer: LayerMap): DocumentKind {
  const kind = layer.entries.get("kind")?.value;
  return kind?.kind === "leaf" && kind.value === "AnalysisTemplate" ? "AnalysisTemplate" : "Rollout";
}

function specOf(documents: readonly LayerMap[], text: string, problems: ConfigProblem[]): RolloutSpec | undefined {
  const templates = new Map<string, Template>();
  const rollouts: LayerMap[] = [];
  for (const layer of documents) {
    if (kindOf(layer) === "Rollout") {
      rollouts.push(layer);
      continue;
    }
    const template = { ...partsOf<WrittenTemplate>(layer, "AnalysisTemplate") };
    if (templates.has(template.name)) {
      const at = originAt(layer, ["metadata", "name"]);
      problems.push(problemAt(at, `there are two analysis templates \`${template.name}\`: give one another name`));
    }
    templates.set(template.name, template);
  }
  const [rollout, ...others] = rollouts;
  for (const other of others)
    problems.push(problemAt(other.origin, "a file has one rollout: put this one into a file of its own"));
  if (!rollout) return undefined;
  const digest = `sha256:${createHash("sha256").update(text).digest("hex")}`;
  return { ...partsOf<WrittenRollout>(rollout, "Rollout"), digest, templates };
}

interface Parts<T> {
  readonly name: string;
  readonly spec: T;
  readonly layer: LayerMap;
}

function partsOf<T>(layer: LayerMap, kind: DocumentKind): Parts<T> {
  const filled = complete(layer, documentSchemas[kind]);
  const below = layerAt(layer, ["spec"]);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema has judged it
  const { metadata, spec } = valueOf(filled) as { readonly metadata: { readonly name: string }; readonly spec: T };
  return { name: metadata.name, spec, layer: below?.kind === "map" ? below : layer };
}

/** In the order of the file, and none twice: a template may be used in several places. */
function inOrder(problems: readonly ConfigProblem[]): readonly ConfigProblem[] {
  const once = new Map(problems.map((one) => [`${one.line}:${one.column} ${one.message}`, one]));
  return [...once.values()].toSorted(
    (one, other) => (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0),
  );
}
