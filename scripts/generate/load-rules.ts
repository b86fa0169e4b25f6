import { globSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Rule } from "../../src/model/rule.ts";

/** A rule with the file that it stands in. */
export interface FiledRule {
  /** From the project's top. */
  readonly file: string;
  readonly id: string;
  /** The name of its export: `skill/name-format` is `skillNameFormat`. */
  readonly name: string;
  readonly rule: Rule;
}

/**
 * Every rule, ordered by id: those of `src/rules/<group>/<name>.ts`, and those that the engines of other rooms find by, from
 * `src/<room>/rules.ts`. Throws where a file does not hold what its name says.
 */
export async function loadRules(root: string): Promise<readonly FiledRule[]> {
  const folder = join(root, "src/rules");
  const groups = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const ids = groups.flatMap(({ name: group }) =>
    readdirSync(join(folder, group))
      .filter((file) => file.endsWith(".ts"))
      .map((file) => `${group}/${basename(file, ".ts")}`),
  );
  const ofArtifacts = await Promise.all(ids.map((id) => loadRule(root, id)));
  const files = globSync("src/*/rules.ts", { cwd: root }).filter((file) => file !== COMMAND);
  const ofEngines = await Promise.all(files.map((file) => loadEngineRules(root, file)));
  const rules = [...ofArtifacts, ...ofEngines.flat()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  checkNames(rules);
  for (const { rule } of rules) checkOptions(rule);
  return rules;
}

/** The command that lists rules. */
const COMMAND = "src/commands/rules.ts";

async function loadEngineRules(root: string, file: string): Promise<readonly FiledRule[]> {
  const exported: Readonly<Record<string, unknown>> = await import(pathToFileURL(join(root, file)).href);
  return Object.entries(exported).map(([name, rule]) => {
    if (!isRule(rule) || rule.scope !== "engine" || name !== exportOf(rule.id))
      throw new Error(`${file} exports ${name}, which is no engine rule, or not called after its id.`);
    return { file, id: rule.id, name, rule };
  });
}

const exportOf = (id: string): string => id.replaceAll(/[/-]([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

async function loadRule(root: string, id: string): Promise<FiledRule> {
  const name = exportOf(id);
  const file = `src/rules/${id}.ts`;
  const exported: Readonly<Record<string, unknown>> = await import(pathToFileURL(join(root, file)).href);
  const rule = exported[name];
  if (Object.keys(exported).length !== 1 || !isRule(rule))
    throw new Error(`${file} has to export one rule, called ${name}; it exports ${Object.keys(exported).join(", ")}.`);
  if (rule.id !== id) throw new Error(`${file} holds a rule whose id is ${rule.id}; an id is its file's path.`);
  return { file, id, name, rule };
}

function isRule(value: unknown): value is Rule {
  return typeof value === "object" && value !== null && "id" in value && "scope" in value && "examples" in value;
}

/** A former name leads to an option that there is, and is none itself. What is declared is about one that there is. */
function checkOptions({ id, options, optionAliases = {}, loosens = {} }: Rule): void {
  const unknown = [...Object.values(optionAliases), ...Object.keys(loosens)].filter((name) => !(name in options));
  const taken = Object.keys(optionAliases).filter((name) => name in options);
  if (unknown.length > 0 || taken.length > 0)
    throw new Error(
      `${id} says something of options that it does not have, or gives a name twice: ${[...unknown, ...taken].join(", ")}.`,
    );
}

function checkNames(rules: readonly FiledRule[]): void {
  const taken = new Set<string>();
  for (const { file, rule } of rules)
    for (const name of [rule.id, ...(rule.aliases ?? [])]) {
      if (taken.has(name)) throw new Error(`${file} has the name ${name}, which is that of another rule.`);
      taken.add(name);
    }
}
