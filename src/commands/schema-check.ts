import { type Found, signFound } from "../check/sign-found.ts";
import { matches } from "../conditions/glob.ts";
import { confine } from "../config/confine.ts";
import { readData } from "../inventory/read-data.ts";
import { plain } from "../model/data.ts";
import type { Repository } from "../model/rule.ts";
import { UsageError } from "../model/usage-error.ts";
import type { Judge } from "../schemas/compile-schema.ts";
import { schemaInvalid } from "../schemas/rules.ts";
import type { Check, Evidence } from "./conclude.ts";
import { ranRule, rulePolicy } from "./validation.ts";
import type { Workspace } from "./workspace.ts";

type Schema = Workspace["settings"]["schemas"][number];

/** Files against the schemas that the configuration names for them. Nothing is loaded where it names none. */
export const schemaCheck: Check = async (_world, workspace) => {
  const { schemas } = workspace.settings;
  if (schemas.length === 0) return NOTHING;
  const head = await workspace.head({ outline: false });
  const policy = rulePolicy(workspace);
  const found: Found[] = [];
  for (const schema of schemas) found.push(...(await judgeFiles(schema, head, workspace)));
  return {
    ...NOTHING,
    diagnostics: signFound(found, policy).filter(workspace.concerns),
    rules: [ranRule(schemaInvalid, policy)],
  };
};

const NOTHING: Evidence = {
  diagnostics: [],
  measurements: [],
  sections: [],
  rules: [],
  checked: { artifacts: 0, kinds: {} },
};

async function judgeFiles(schema: Schema, head: Repository, workspace: Workspace): Promise<readonly Found[]> {
  const judge = await openSchema(schema, workspace);
  const { placeOf } = await import("../schemas/place-of.ts");
  const meant = head.paths.filter(
    ({ path, link }) => link === undefined && schema.files.some((glob) => matches(glob, workspace.fromConfig(path))),
  );
  const found: Found[] = [];
  for (const { path } of meant) {
    const text = head.text(path) ?? "";
    const data = await readData(path, text);
    if (!data)
      found.push({
        rule: schemaInvalid,
        finding: { path, message: `It holds no data that can be read (${schema.schema}).` },
      });
    const source = { path, text, bytes: text.length, bom: false };
    for (const { pointer, key, message } of data ? judge(plain(data)) : [])
      found.push({
        rule: schemaInvalid,
        source,
        finding: {
          path,
          ...(data && { at: placeOf(data, pointer, key) }),
          message: `${pointer === "" ? "The file" : `"${pointer.slice(1)}"`} ${message} (${schema.schema}).`,
        },
      });
  }
  return found;
}

/** The judging policy's own copies, also of what a schema refers to. Throws UsageError where one is missing, or no schema. */
async function openSchema({ schema }: Schema, { policy }: Workspace): Promise<Judge> {
  const [{ compileSchema }, { gatherSchemas }] = await Promise.all([
    import("../schemas/compile-schema.ts"),
    import("../schemas/gather-schemas.ts"),
  ]);
  const read = async (path: string): Promise<unknown> => {
    const confined = confine("", path);
    if (!confined.ok) throw new UsageError(`schemas: "${path}" ${confined.why}.`);
    const text = policy.read(confined.path);
    if (text === undefined)
      throw new UsageError(`schemas: there is no "${path}" beside the configuration. Paths count from its folder.`);
    const data = await readData(path, text.replace(/^\uFEFF/, ""));
    if (!data) throw new UsageError(`schemas: "${path}" is neither JSON nor YAML that can be read.`);
    return plain(data);
  };
  try {
    return compileSchema(await gatherSchemas(schema, read));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(
      `schemas: "${schema}" is no schema: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
}
