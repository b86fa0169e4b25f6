import { confine } from "../config/confine.ts";
import { readData } from "../inventory/texts/read-data.ts";
import { plain } from "../model/data.ts";
import { gatherSchemas, type SchemaSet } from "../schemas/gather-schemas.ts";
import type { Policy } from "./policy.ts";

/** A schema as a policy has it, and the files that say it, from the policy's folder. */
export interface ReadSchema {
  readonly set: SchemaSet;
  readonly files: readonly string[];
}

/** Throws what `refuse` makes of the reason where a file is missing or no data, and an Error where it is no schema. */
export async function readSchema(
  named: string,
  policy: Pick<Policy, "read">,
  refuse: (message: string, help?: string) => Error,
): Promise<ReadSchema> {
  const files: string[] = [];
  const read = async (path: string): Promise<unknown> => {
    const confined = confine("", path);
    if (!confined.ok) throw refuse(`"${path}" ${confined.why}`, "Name a file below the configuration's folder.");
    files.push(confined.path);
    const text = policy.read(confined.path);
    if (text === undefined)
      throw refuse(`there is no "${path}" beside the configuration`, "Paths count from its folder.");
    const data = await readData(path, text.replace(/^\uFEFF/, ""));
    if (!data) throw refuse(`"${path}" is neither JSON nor YAML that can be read`);
    return plain(data);
  };
  return { set: await gatherSchemas(named, read), files };
}
