import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Rule } from "../../src/model/rule.ts";

/** A rule with the file that it stands in. */
export interface FiledRule {
  /** Its path under `src/rules/`, without the extension: what its id has to be. */
  readonly id: string;
  /** The name of its export: `skill/name-format` is `skillNameFormat`. */
  readonly name: string;
  readonly rule: Rule;
}

/** Every rule of `src/rules/<group>/<name>.ts`, ordered by id. Throws where a file does not hold what its name says. */
export async function loadRules(root: string): Promise<readonly FiledRule[]> {
  const folder = join(root, "src/rules");
  const groups = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const ids = groups.flatMap(({ name: group }) =>
    readdirSync(join(folder, group))
      .filter((file) => file.endsWith(".ts"))
      .map((file) => `${group}/${basename(file, ".ts")}`),
  );
  const rules = await Promise.all(ids.toSorted().map((id) => loadRule(folder, id)));
  checkAliases(rules);
  return rules;
}

async function loadRule(folder: string, id: string): Promise<FiledRule> {
  const name = id.replaceAll(/[/-]([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const file: Readonly<Record<string, unknown>> = await import(pathToFileURL(join(folder, `${id}.ts`)).href);
  const rule = file[name];
  if (Object.keys(file).length !== 1 || !isRule(rule))
    throw new Error(
      `src/rules/${id}.ts has to export one rule, called ${name}; it exports ${Object.keys(file).join(", ")}.`,
    );
  if (rule.id !== id)
    throw new Error(`src/rules/${id}.ts holds a rule whose id is ${rule.id}; an id is its file's path.`);
  return { id, name, rule };
}

function isRule(value: unknown): value is Rule {
  return typeof value === "object" && value !== null && "id" in value && "scope" in value && "examples" in value;
}

function checkAliases(rules: readonly FiledRule[]): void {
  const taken = new Set(rules.map(({ id }) => id));
  for (const { id, rule } of rules)
    for (const alias of rule.aliases ?? []) {
      if (taken.has(alias))
        throw new Error(`src/rules/${id}.ts has the alias ${alias}, which is the name of another rule.`);
      taken.add(alias);
    }
}
