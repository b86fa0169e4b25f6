import { foundAt } from "../check/found-at.ts";
import type { Found } from "../check/found.ts";
import type { WorkBudget } from "../conditions/budget.ts";
import { describeProblem } from "../config/describe-problem.ts";
import { problemAt } from "../config/origin.ts";
import { readData } from "../inventory/texts/read-data.ts";
import { plain } from "../model/data.ts";
import type { Related } from "../model/diagnostic.ts";
import type { Repository } from "../model/rule.ts";
import { UsageError } from "../model/usage-error.ts";
import type { Judge } from "../schemas/compile-schema.ts";
import { schemaInvalid, schemaUnmatched } from "../schemas/rules.ts";
import type { Check } from "../judging/evidence.ts";
import { readSchema } from "../workspace/read-schema.ts";
import { shownAt } from "../workspace/shown-at.ts";
import { seesAll, type Workspace } from "../workspace/workspace.ts";

type Schema = Workspace["policy"]["settings"]["schemas"][number];

/** Files against the schemas that the configuration names for them. Nothing is loaded where it names none. */
export const schemas: Check = async (_world, workspace) => {
  const named = workspace.policy.settings.schemas;
  if (named.length === 0) return { found: [], rules: [] };
  const head = await workspace.sides.head({ outline: false });
  const found: Found[] = [];
  const { openSchemaRun } = await import("../schemas/compile-schema.ts");
  const run = openSchemaRun();
  for (const [index, schema] of named.entries()) {
    const meant = filesOf(schema, head, workspace);
    if (meant.length === 0 && seesAll(workspace))
      found.push(foundAt(schemaUnmatched, unmatched(schema), shownAt(head, workspace, `schemas[${index}].schema`)));
    const open = await openSchema(schema, workspace.policy, `schemas[${index}].schema`, run);
    const related = open.files.flatMap((file) => below(workspace, file));
    found.push(...(await judgeFiles(schema, open.judge, meant, head, related)));
  }
  return { found, rules: [schemaInvalid, schemaUnmatched] };
};

const filesOf = ({ files }: Schema, { paths }: Repository, { policy: { matches } }: Workspace): readonly string[] =>
  paths.flatMap(({ path, link }) => (link === undefined && files.some((glob) => matches(glob, path)) ? [path] : []));

/** A file beside the configuration, where it is checked: whoever changes it answers for what it asks. */
const below = ({ policy, place: { prefix } }: Workspace, file: string): readonly Related[] => {
  const path = policy.home + file;
  return path.startsWith(prefix) ? [{ path: path.slice(prefix.length) }] : [];
};

const unmatched = ({ files, schema }: Schema): string =>
  `No file matches ${files.map((glob) => `"${glob}"`).join(", ")}: ${schema} is never asked.`;

async function judgeFiles(
  schema: Schema,
  judge: Judge,
  paths: readonly string[],
  head: Repository,
  related: readonly Related[],
): Promise<readonly Found[]> {
  const { rangeAtPointer } = await import("../schemas/place-of.ts");
  const found: Found[] = [];
  for (const path of paths) {
    const source = head.source(path);
    const data = source && (await readData(path, source.text));
    if (!data)
      found.push({
        rule: schemaInvalid,
        finding: { path, message: `It holds no data that can be read (${schema.schema}).`, related },
      });
    for (const { pointer, key, message } of data ? judge(plain(data)) : [])
      found.push({
        rule: schemaInvalid,
        ...(source && { source }),
        finding: {
          path,
          ...(data && { at: rangeAtPointer(data, pointer, key) }),
          message: `${pointer === "" ? "The file" : `"${pointer.slice(1)}"`} ${message} (${schema.schema}).`,
          related,
        },
      });
  }
  return found;
}

/**
 * The judging policy's own copies, also of what a schema refers to. Throws UsageError, with the place of the `key` that
 * names the schema, where one is missing, or no schema.
 */
async function openSchema(
  { schema }: Schema,
  policy: Workspace["policy"],
  key: string,
  run: WorkBudget,
): Promise<OpenSchema> {
  const refuse = (message: string, help?: string): UsageError =>
    new UsageError(
      describeProblem(problemAt(policy.origins.get(key) ?? { from: "default" }, `schemas: ${message}`, help)),
    );
  try {
    const { compileSchema } = await import("../schemas/compile-schema.ts");
    const { set, files } = await readSchema(schema, policy, refuse);
    return { judge: compileSchema(set, run), files };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw refuse(`"${schema}" is no schema: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** A schema, and the files that say it. */
interface OpenSchema {
  readonly judge: Judge;
  readonly files: readonly string[];
}
