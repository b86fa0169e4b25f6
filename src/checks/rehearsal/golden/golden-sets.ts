import type { Found } from "../../../check/found.ts";
import type { Repository } from "../../../model/rule.ts";
import { type GoldenCase, type GoldenSet, referencePath } from "../../../rehearsal/golden/golden-set.ts";
import { isGolden, readGolden } from "../../../rehearsal/golden/read-golden.ts";
import { type ReadReference, readReference } from "../../../rehearsal/golden/reference.ts";
import { digest } from "../../../rehearsal/recordings/digest.ts";
import { goldenSetInvalid } from "../../../rehearsal/rules.ts";
import type { Scenario } from "../../../rehearsal/scenarios/scenario.ts";
import { scenariosOf } from "../scenarios-of.ts";
import { pageUrl } from "../../../report/tool.ts";

export interface GoldenSets {
  readonly sets: readonly GoldenSet[];
  readonly invalid: readonly Found[];
  /** Paths of all files that are sets, valid or not. */
  readonly files: readonly string[];
  /** The scenario that runs a case. */
  readonly scenarioOf: (golden: GoldenCase) => Scenario | undefined;
}

/** What is said where there is nothing to run. */
export const NO_SET = `There is no set of golden cases: write one to \`golden/<name>.yaml\`, with \`kind: golden\` in it. ${pageUrl("golden")} shows how.`;

const PLACE = /^golden\/[^/]+\.ya?ml$/;

/** Files that are sets of golden cases; other programs have folders of that name, too. */
export function goldenFiles({ paths, source }: Pick<Repository, "paths" | "source">): readonly string[] {
  return paths.flatMap(({ path, link }) =>
    link === undefined && PLACE.test(path) && isGolden(source(path)?.text ?? "") ? [path] : [],
  );
}

/** The golden cases of a folder, and what is wrong with those that cannot be run. */
export function goldenSetsOf(side: Repository): GoldenSets {
  const files = goldenFiles(side);
  const { scenarios } = files.length === 0 ? { scenarios: [] } : scenariosOf(side);
  const sets: GoldenSet[] = [];
  const invalid: Found[] = [];
  for (const path of files) {
    const source = side.source(path);
    if (!source) continue;
    const { set, problems } = readGolden(source);
    const strange = set?.cases.flatMap((one) => wrongScenario(one, scenarios, side)) ?? [];
    for (const { message, help, at } of [...problems, ...strange])
      invalid.push({
        rule: goldenSetInvalid,
        source,
        finding: { path, message, ...(help !== undefined && { help }), ...(at && { at }) },
      });
    if (set && strange.length === 0) sets.push(set);
  }
  return { sets, invalid, files, scenarioOf: ({ runBy }) => scenarioAt(runBy, scenarios)[0] };
}

const scenarioAt = (runBy: GoldenCase["runBy"], scenarios: readonly Scenario[]): readonly Scenario[] =>
  runBy.kind === "scenario" ? scenarios.filter(({ path }) => path === runBy.scenario) : [];

function wrongScenario(
  golden: GoldenCase,
  scenarios: readonly Scenario[],
  { source }: Pick<Repository, "source">,
): readonly { readonly message: string; readonly help?: string; readonly at: GoldenCase["at"] }[] {
  const { runBy, at } = golden;
  if (runBy.kind !== "scenario") return [];
  const named = `\`${runBy.scenario}\``;
  const [scenario, ...others] = scenarioAt(runBy, scenarios);
  const message = !scenario
    ? source(runBy.scenario)
      ? `${named} is no scenario that can run: \`agent-ci check\` says why.`
      : `There is no ${named}: a path is relative to this file, such as \`../scenarios/review.yaml\`.`
    : others.length > 0
      ? `${named} runs in ${others.length + 1} combinations: name one without a matrix.`
      : wrongKind(scenario, runBy.input !== undefined, named);
  return message === undefined ? [] : [{ message, at }];
}

function wrongKind({ kind }: Scenario, hasInput: boolean, named: string): string | undefined {
  if (kind === "hook") return `${named} feeds hooks, and asks no model: its own \`events\` say what is expected.`;
  return kind === "team" && hasInput ? `${named} has a prompt for each agent: leave out \`input\`.` : undefined;
}

/** What a case is held to, as a side has it. */
export function referenceIn({ source }: Pick<Repository, "source">, golden: GoldenCase): ReadReference | undefined {
  const text = source(referencePath(golden))?.text;
  return text === undefined ? undefined : readReference(text);
}

/** Of a set and its references: another one as soon as anything differs that a case is held to. */
export function digestOfSet({ source }: Pick<Repository, "source">, set: GoldenSet): string {
  const references = set.cases.map((one) => `${one.id}\0${source(referencePath(one))?.text ?? ""}`);
  return `sha256:${digest([set.source.text, ...references].map(unix).join("\0\0"), 64)}`;
}

/** Git may check a text out with other line ends. */
const unix = (text: string): string => text.replaceAll("\r\n", "\n");
