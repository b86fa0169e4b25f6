import { artifactAt } from "../../inventory/artifact-at.ts";
import { linearRegExp } from "../../conditions/linear-pattern.ts";
import { layoutOf } from "../../inventory/places/layout.ts";
import { type DataNode, entryOf, valueAt } from "../../model/data.ts";
import type { Repository } from "../../model/rule.ts";
import { splitFrontmatter } from "../../syntax/frontmatter.ts";
import { parseYaml } from "../../syntax/yaml.ts";
import type { Offer } from "../offer.ts";
import type { TriggerSet } from "./trigger-set.ts";
import { group } from "../../model/group.ts";

/** Nobody writes more; each grader is held against each skill. */
const MOST_CASES = 500;
const MOST_GRADERS = 20;
const MOST_SKILLS = 200;
/** Different ones, of all cases; those that stand for themselves cost nothing. */
const MOST_PATTERNS = 100;

const CASE = /^(.+)\/(?:case\.yaml|prompt\.md|graders\/[^/]+\.md)$/;

/** What one case of `claude plugin eval` asks, and what it says of tools that are called. */
interface EvalCase {
  readonly prompt: string;
  readonly graders: readonly DataNode[];
}

/**
 * The prompts of the cases of `claude plugin eval`, for the skills of their plugin. Which one a prompt wants is said by
 * a grader that Claude's tool for skills is called, and with which input; which one it must not find, by one that it is
 * not. A grader that says neither stands for the only skill that there is, or for nobody knows which. Run with
 * Claude Code 2.1.332, 2026-11-30: `input_match` is held against the input as JSON, `min` is 1 where it is not given,
 * and `prompt.md` is asked in the place of the prompt of `case.yaml`.
 */
export function evalCaseSets(repository: Repository, skills: readonly Offer[]): readonly TriggerSet[] {
  const layout = layoutOf(repository);
  const meant = inputMatches();
  // Where the inventory knows a case it has been parsed.
  const parsed = new Map(repository.of("evals").map(({ path, data }) => [path, data]));
  const files = repository.paths.flatMap(({ path }) => {
    const [, folder] = CASE.exec(path) ?? [];
    return folder === undefined ? [] : [{ folder, path }];
  });
  return [...group(files, ({ folder }) => folder)]
    .slice(0, MOST_CASES)
    .flatMap(([folder, own]): readonly TriggerSet[] => {
      const root = layout.pluginOf(folder);
      if (root === undefined || !isInEvals(repository, root, folder)) return [];
      const read = caseIn(
        repository,
        own.map(({ path }) => path),
        parsed,
      );
      if (!read) return [];
      const below = root === "" ? "" : `${root}/`;
      const ofPlugin = skills.filter(({ path }) => path.startsWith(below));
      return wantedBy(read.graders, ofPlugin, pluginName(repository, root), meant).map(({ skill, wanted }) => ({
        path: folder,
        skill,
        prompts: [{ prompt: read.prompt, wanted }],
      }));
    });
}

/** Cases lie in `evals`, or where the manifest says. */
function isInEvals(repository: Repository, root: string, folder: string): boolean {
  const named = valueAt(manifestOf(repository, root), "experimental", "evals");
  const at = named?.kind === "string" ? named.value.replace(/^\.\//, "").replace(/\/$/, "") : "evals";
  const within = root === "" ? folder : folder.slice(root.length + 1);
  return within.startsWith(`${at}/`);
}

const manifestOf = (repository: Repository, root: string): DataNode | undefined =>
  artifactAt(repository, "plugin", `${root}${root === "" ? "" : "/"}.claude-plugin/plugin.json`)?.data;

function pluginName(repository: Repository, root: string): string {
  const name = entryOf(manifestOf(repository, root), "name")?.value;
  return name?.kind === "string" ? name.value : root.slice(root.lastIndexOf("/") + 1);
}

function caseIn(
  { source }: Repository,
  paths: readonly string[],
  parsed: ReadonlyMap<string, DataNode | undefined>,
): EvalCase | undefined {
  const graders: DataNode[] = [];
  let prompt: string | undefined;
  for (const path of paths.toSorted()) {
    const text = source(path)?.text;
    if (text === undefined) continue;
    const { yaml, body } = path.endsWith(".md")
      ? splitFrontmatter(text)
      : { yaml: { start: 0, end: text.length }, body: undefined };
    const data = parsed.has(path) ? parsed.get(path) : yaml && parseYaml(text.slice(yaml.start, yaml.end)).data;
    if (path.endsWith("/case.yaml")) {
      const [asked, listed] = [valueAt(data, "execution", "prompt"), entryOf(data, "graders")?.value];
      if (asked?.kind === "string") prompt ??= asked.value;
      if (listed?.kind === "list") graders.push(...listed.items.slice(0, MOST_GRADERS));
    } else if (path.endsWith("/prompt.md")) prompt = (body ? text.slice(body.start, body.end).trim() : "") || prompt;
    else if (data) graders.push(data);
  }
  return prompt === undefined || prompt.trim() === "" ? undefined : { prompt, graders };
}

/** The skills of which the graders say something. */
function wantedBy(
  graders: readonly DataNode[],
  skills: readonly Offer[],
  plugin: string,
  meant: ReturnType<typeof inputMatches>,
): readonly { readonly skill: Offer; readonly wanted: boolean }[] {
  const said = new Map<Offer, boolean>();
  for (const grader of graders.slice(0, MOST_GRADERS)) {
    if (textIn(grader, "type") !== "tool_used" || textIn(grader, "tool") !== "Skill") continue;
    const [min = 1, max] = [numberIn(grader, "min"), numberIn(grader, "max")];
    const isMeant = meant(textIn(grader, "input_match"));
    const matching = skills.slice(0, MOST_SKILLS).filter((skill) => inputsFor(skill, plugin).some(isMeant));
    if (max === 0) for (const skill of matching) said.set(skill, said.get(skill) ?? false);
    else if (min > 0 && matching.length === 1) for (const skill of matching) said.set(skill, true);
  }
  return Array.from(said, ([skill, wanted]) => ({ skill, wanted }));
}

/** Whether an input of the tool is one that a grader means. */
function inputMatches(): (pattern: string | undefined) => (input: string) => boolean {
  const known = new Map<string, (input: string) => boolean>();
  return (pattern) => {
    if (pattern === undefined) return () => true;
    if (PLAIN.test(pattern)) return (input) => input.includes(pattern);
    const before = known.get(pattern);
    if (before) return before;
    const compiled = known.size < MOST_PATTERNS ? compile(pattern) : NEVER;
    known.set(pattern, compiled);
    return compiled;
  };
}

const NEVER = (): boolean => false;

/** A pattern that looks around, or is none, means nothing. */
function compile(pattern: string): (input: string) => boolean {
  try {
    return linearRegExp(pattern);
  } catch {
    return NEVER;
  }
}

/** Patterns that stand for themselves, as nearly all do. */
const PLAIN = /^[\w:" -]*$/;

/** What the tool gets for a skill: its name alone, or with that of its plugin before it. */
const inputsFor = ({ name }: Offer, plugin: string): readonly string[] =>
  [name, `${plugin}:${name}`].map((skill) => JSON.stringify({ skill }));

function textIn(node: DataNode, key: string): string | undefined {
  const value = entryOf(node, key)?.value;
  return value?.kind === "string" ? value.value : undefined;
}

function numberIn(node: DataNode, key: string): number | undefined {
  const value = entryOf(node, key)?.value;
  return value?.kind === "number" ? value.value : undefined;
}
