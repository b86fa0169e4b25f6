import { join } from "node:path";
import { isThere } from "../host/files/is-there.ts";
import { UsageError } from "../model/usage-error.ts";

/**
 * The arguments in which options may stand: those before `--`. Programs for hooks and patterns of a shell hand over the
 * names of a repository's files as they are, and one may be called as an option that lets everything through.
 * Throws UsageError for such a name.
 */
export function beforeNames(argv: readonly string[], cwd: string): readonly string[] {
  const end = argv.indexOf("--");
  const before = end === -1 ? argv : argv.slice(0, end);
  const name = before.find((one) => one.startsWith("-") && one !== "-" && isThere(join(cwd, one)));
  if (name === undefined) return before;
  throw new UsageError(
    `"${name}" would be an option, and is the name of a file here. Write \`--\` before names of files; if the option is meant, rename the file.`,
  );
}
