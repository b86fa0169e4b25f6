import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Folders in which every file is generated. */
const GENERATED = ["docs/rules", "actions"];

/** The files of those folders that are no output any more, such as the page of a rule that was removed. */
export function leftOver(root: string, outputs: ReadonlySet<string>): readonly string[] {
  return GENERATED.filter((folder) => existsSync(join(root, folder))).flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(root.length + 1)
          .replaceAll("\\", "/"),
      )
      .filter((path) => !outputs.has(path))
      .toSorted(),
  );
}
