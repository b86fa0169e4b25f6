import { type Ingredient, makeRelease, type ReleaseContents } from "../../src/rollout/release/release.ts";

/** A release of these files; those whose text begins with `#!` may be executed. */
export function releaseOf(files: Readonly<Record<string, string>>): ReleaseContents {
  const made = makeRelease(Object.entries(files).map(([path, text]) => ingredient(path, text)));
  if (!made.ok) throw new Error(made.faults.join("\n"));
  return made.value;
}

export const ingredient = (path: string, text = `# ${path}\n`): Ingredient => ({
  path,
  bytes: Buffer.from(text),
  executable: text.startsWith("#!"),
});
