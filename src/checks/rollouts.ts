import type { Found } from "../check/found.ts";
import { policyWeakened } from "../check/rules.ts";
import { asSentence } from "../config/describe-problem.ts";
import { originAt } from "../config/layer.ts";
import { type ConfigProblem, problemAt } from "../config/origin.ts";
import { rangeOfOrigin } from "../config/range-of.ts";
import type { Check, Evidence } from "../judging/evidence.ts";
import type { EngineRule, Repository } from "../model/rule.ts";
import type { Source } from "../model/source.ts";
import { UsageError } from "../model/usage-error.ts";
import type { Plan } from "../rollout/plan.ts";
import { rolloutBundle, rolloutFlags, rolloutOperators, rolloutSpecification } from "../rollout/rules.ts";
import type { RolloutSpec } from "../rollout/spec/spec.ts";
import type { OperatorWord } from "../rollout/spec/operator-words.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { weakenedRollouts } from "./weakened-rollouts.ts";

/** Where specifications are looked for unless somebody names a path. */
const PLACE = /(?:^|\/)rollouts\/[^/]+\.ya?ml$/;
/** Argo Rollouts has a kind of the same name. */
const OURS = "agent-ci.dev/";

/** The specifications in folders called `rollouts`. Loads nothing where there are none. */
export const rollouts: Check = async (_world, workspace) => {
  const sources = await sourcesThere(workspace, (path) => PLACE.test(path));
  const { found, rules } = await judged(workspace, sources, await unreadableThere(workspace));
  const weakened = await weakenedRollouts(workspace, (path, text) => PLACE.test(path) && text.includes(OURS));
  return { found: [...found, ...weakened], rules: [...rules, ...(weakened.length > 0 ? [policyWeakened] : [])] };
};

/** The same of what the user named, wherever that is: a specification, a set of flags, a folder of them. */
export const namedRollouts =
  (before: string | undefined): Check =>
  async (world, workspace) => {
    const { explicit } = workspace.place;
    const sources = await specificationsOf(workspace);
    const unreadable = await unreadableThere(workspace);
    const others = await sourcesOf(workspace, (path) => PLACE.test(path));
    for (const { path } of others.filter((one) => !sources.some((source) => source.path === one.path)))
      world.notice(`${path} is passed over: it names no \`apiVersion: ${OURS}v1alpha1\`.`);
    const flags = explicit?.endsWith(".json") ? await sourcesOf(workspace, (path) => path.endsWith(".json")) : [];
    if (sources.length === 0 && flags.length === 0 && unreadable.length === 0)
      throw new UsageError(noRollout(explicit));
    const specifications = await judged(workspace, sources, unreadable);
    const { lintFlags } = await import("../rollout/flags/lint-flags.ts");
    return {
      found: [
        ...specifications.found,
        ...flags.flatMap((source) => placedProblems(rolloutFlags, source, lintFlags(source.text, source.path, before))),
      ],
      rules: [...specifications.rules, ...(flags.length > 0 ? [rolloutFlags] : [])],
      checked: {
        artifacts: sources.length + flags.length,
        kinds: {
          ...(sources.length > 0 && { rollout: sources.length }),
          ...(flags.length > 0 && { flags: flags.length }),
        },
      },
    };
  };

/** Why nothing is found where somebody looks for one. */
export const noRollout = (explicit: string | undefined): string =>
  explicit === undefined
    ? `There is no rollout: write one to \`rollouts/<name>.yaml\`, with \`apiVersion: ${OURS}v1alpha1\` in it, or name the file.`
    : `There is no rollout in "${explicit}": a specification begins with \`apiVersion: ${OURS}v1alpha1\`, and \`ignore:\` of agent-ci.yaml leaves out what it names.`;

/** Those that the user named, or all in folders called `rollouts`. */
export const specificationsOf = async (workspace: Workspace): Promise<readonly Source[]> =>
  sourcesThere(workspace, (path) => workspace.place.explicit !== undefined || PLACE.test(path));

async function sourcesThere(workspace: Workspace, isThere: (path: string) => boolean): Promise<readonly Source[]> {
  const sources = await sourcesOf(workspace, (path) => /\.ya?ml$/.test(path) && isThere(path));
  const named = workspace.place.explicit !== undefined && sources.length === 1;
  return sources.filter(({ text }) => named || text.includes(OURS));
}

async function sourcesOf({ sides, place }: Workspace, isMeant: (path: string) => boolean): Promise<readonly Source[]> {
  const head = await sides.head({ outline: false });
  return head.paths.flatMap(({ path, link }) =>
    link === undefined && place.selects(path) && isMeant(path) ? (head.source(path) ?? []) : [],
  );
}

/** Files where specifications lie that nobody can read: what stands in them is in force nowhere. */
async function unreadableThere({ sides, place }: Workspace): Promise<readonly string[]> {
  const head = await sides.head({ outline: false });
  return head.paths.flatMap(({ path, link }) =>
    link === undefined && place.selects(path) && PLACE.test(path) && !head.source(path) ? [path] : [],
  );
}

async function judged(
  { sides, place: { prefix } }: Workspace,
  sources: readonly Source[],
  unreadable: readonly string[],
): Promise<Pick<Evidence, "found" | "rules">> {
  const dark = unreadable.map((path): Found => ({
    rule: rolloutSpecification,
    finding: { path, message: "It is too large, no text in UTF-8, or may not be read: nothing of it is." },
  }));
  if (sources.length === 0) return { found: dark, rules: dark.length > 0 ? [rolloutSpecification] : [] };
  const [{ readSpec }, { operatorWords }, { toPlan }, { openClaims }, { emptyGlobsAmong }] = await Promise.all([
    import("../rollout/spec/read-spec.ts"),
    import("../rollout/spec/operator-words.ts"),
    import("../rollout/spec/draft-plan.ts"),
    import("../rollout/spec/rollout-claims.ts"),
    import("../rollout/release/gather-release.ts"),
  ]);
  const head = await sides.head({ outline: false });
  const own = head.paths.flatMap(({ path, link }) => (link === undefined ? [path] : []));
  const emptyGlobs = emptyGlobsAmong([...own, ...head.linked.keys()]);
  const named = new Map<string, string>();
  const claimsOf = openClaims();
  const found = sources.flatMap((source) => {
    const read = readSpec(source.text, source.path);
    if (!read.ok) return placedProblems(rolloutSpecification, source, read.problems);
    const { name } = read.spec;
    const before = named.get(name);
    named.set(name, before ?? source.path);
    const twice =
      before === undefined
        ? []
        : [{ message: `the rollout \`${name}\` stands in ${before}, too: give one another name` }];
    const missing = missingSets(toPlan(read.spec), head, { path: source.path, prefix });
    const isSought = prefix === "" && source.path.startsWith("rollouts/");
    return [
      ...(isSought
        ? placedProblems(
            rolloutBundle,
            source,
            emptyBundle(read.spec, emptyGlobs(read.spec.spec.bundle?.include ?? [])),
          )
        : []),
      ...operatorWords(read.spec, source).map((word) => wordFound(word, source)),
      ...placedProblems(rolloutSpecification, source, [
        ...twice,
        ...(before === undefined ? claimsOf(read.spec) : []),
        ...missing,
        ...(isSought ? misnamed(read.spec, source) : []),
      ]),
    ];
  });
  return { found: [...dark, ...found], rules: [rolloutSpecification, rolloutBundle, rolloutOperators] };
}

/** Globs of which the next tick would make no release. */
const emptyBundle = (
  { layer }: Pick<RolloutSpec, "layer">,
  globs: ReadonlyMap<number, string>,
): readonly ConfigProblem[] =>
  Array.from(globs, ([index, message]) => problemAt(originAt(layer, ["bundle", "include", String(index)]), message));

/** A tick finds a specification by the name of its rollout. */
function misnamed({ name }: RolloutSpec, { path }: Source): readonly ConfigProblem[] {
  const ending = path.endsWith(".yml") ? ".yml" : ".yaml";
  return path === `rollouts/${name}${ending}`
    ? []
    : [{ message: `it is the rollout \`${name}\`: call the file ${name}${ending}` }];
}

function wordFound({ word, symbol, origin, offset }: OperatorWord, source: Source): Found {
  const message = `\`${word}\` is no operator of CEL: write \`${symbol}\`.`;
  const { path } = source;
  if (offset === undefined)
    return { rule: rolloutOperators, source, finding: { path, message, at: rangeOfOrigin(origin, source) } };
  const range = { start: offset, end: offset + word.length };
  const fix = { title: `Write ${symbol} for ${word}`, safe: true, edits: [{ range, text: symbol }] };
  return { rule: rolloutOperators, source, finding: { path, message, at: range, fix } };
}

/** Sets of golden cases that a plan asks for and that are not there: nobody could ever report of them. */
const missingSets = (
  { steps }: Plan,
  { entry }: Pick<Repository, "entry">,
  { path, prefix }: { readonly path: string; readonly prefix: string },
): readonly ConfigProblem[] =>
  steps.flatMap((step) => {
    if (step.kind !== "golden" || !step.dataset.startsWith(prefix)) return [];
    if (entry(step.dataset.slice(prefix.length))?.type === "file") return [];
    return [
      problemAt(
        { from: "file", path, line: step.line, column: 1 },
        `there is no ${step.dataset}: a path is from the top of the repository`,
      ),
    ];
  });

export const placedProblems = (
  rule: EngineRule,
  source: Source,
  problems: readonly ConfigProblem[],
): readonly Found[] =>
  problems.map(({ message, help, line, column }) => ({
    rule,
    source,
    finding: {
      path: source.path,
      at: rangeOfOrigin({ ...(line !== undefined && { line }), ...(column !== undefined && { column }) }, source),
      message: asSentence(message),
      ...(help !== undefined && { help }),
    },
  }));
