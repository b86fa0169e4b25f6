import { readSchema } from "../workspace/read-schema.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** A file that no longer says what it said, from the policy's folder. */
export interface Reworded {
  readonly file: string;
  readonly message: string;
}

/**
 * Schemas that both policies name and that read otherwise, with all that they refer to. Whether one refuses less nobody
 * can tell of any two: each change is told.
 */
export async function weakenedSchemas(judging: Workspace, own: Workspace): Promise<readonly Reworded[]> {
  const named = new Set(judging.policy.settings.schemas.map(({ schema }) => schema));
  const kept = new Set(own.policy.settings.schemas.map(({ schema }) => schema));
  const found = new Map<string, Reworded>();
  for (const schema of named) {
    if (!kept.has(schema)) continue; // an entry that is gone is told by itself
    const { files } = await readSchema(schema, judging.policy, (why) => new Error(why)).catch(() => ({
      files: [schema],
    }));
    for (const file of files)
      if (judging.policy.read(file) !== own.policy.read(file))
        found.set(file, { file, message: `\`schemas\`: ${file} does not say what it said before` });
  }
  return [...found.values()];
}
