import { foundAt } from "../check/found-at.ts";
import type { Found } from "../check/found.ts";
import type { WorkBudget } from "../conditions/budget.ts";
import { confine } from "../config/confine.ts";
import { describeProblem } from "../config/describe-problem.ts";
import { problemAt } from "../config/origin.ts";
import { readData } from "../inventory/texts/read-data.ts";
import { plain } from "../model/data.ts";
import type { Repository } from "../model/rule.ts";
import { UsageError } from "../model/usage-error.ts";
import type { Judge } from "../schemas/compile-schema.ts";
import { schemaInvalid, schemaUnmatched } from "../schemas/rules.ts";
import type { Check } from "../judging/evidence.ts";
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
    const judge = await openSchema(schema, workspace.policy, `schemas[${index}].schema`, run);
    found.push(...(await judgeFiles(schema, judge, meant, head)));
  }
  return { found, rules: [schemaInvalid, schemaUnmatched] };
};

const filesOf = ({ files }: Schema, { paths }: Repository, { policy: { matches } }: Workspace): readonly string[] =>
  paths.flatMap(({ path, link }) => (link === undefined && files.some((glob) => matches(glob, path)) ? [path] : []));

const unmatched = ({ files, schema }: Schema): string =>
  `No file matches ${files.map((glob) => `"${glob}"`).join(", ")}: ${schema} is never asked.`;

async function judgeFiles(
  schema: Schema,
  judge: Judge,
  paths: readonly string[],
  head: Repository,
): Promise<readonly Found[]> {
  const { rangeAtPointer } = await import("../schemas/place-of.ts");
  const found: Found[] = [];
  for (const path of paths) {
    const source = head.source(path);
    const data = source && (await readData(path, source.text));
    if (!data)
      found.push({
        rule: schemaInvalid,
        finding: { path, message: `It holds no data that can be read (${schema.schema}).` },
      });
    for (const { pointer, key, message } of data ? judge(plain(data)) : [])
      found.push({
        rule: schemaInvalid,
        ...(source && { source }),
        finding: {
          path,
          ...(data && { at: rangeAtPointer(data, pointer, key) }),
          message: `${pointer === "" ? "The file" : `"${pointer.slice(1)}"`} ${message} (${schema.schema}).`,
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
): Promise<Judge> {
  const refuse = (message: string, help?: string): UsageError =>
    new UsageError(
      describeProblem(problemAt(policy.origins.get(key) ?? { from: "default" }, `schemas: ${message}`, help)),
    );
  const [{ compileSchema }, { gatherSchemas }] = await Promise.all([
    import("../schemas/compile-schema.ts"),
    import("../schemas/gather-schemas.ts"),
  ]);
  const read = async (path: string): Promise<unknown> => {
    const confined = confine("", path);
    if (!confined.ok) throw refuse(`"${path}" ${confined.why}`, "Name a file below the configuration's folder.");
    const text = policy.read(confined.path);
    if (text === undefined)
      throw refuse(`there is no "${path}" beside the configuration`, "Paths count from its folder.");
    const data = await readData(path, text.replace(/^\uFEFF/, ""));
    if (!data) throw refuse(`"${path}" is neither JSON nor YAML that can be read`);
    return plain(data);
  };
  try {
    return compileSchema(await gatherSchemas(schema, read), run);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw refuse(`"${schema}" is no schema: ${error instanceof Error ? error.message : String(error)}`);
  }
}
