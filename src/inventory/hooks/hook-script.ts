import { shellWords } from "../authority/shell-words.ts";

/** The file that a command starts. */
export interface StartedFile {
  /** As written, variables included: `${CLAUDE_PLUGIN_ROOT}/hooks/check.sh`. */
  readonly path: string;
  /** Started by its own name: it has to be executable. */
  readonly direct: boolean;
}

const INTERPRETERS: ReadonlySet<string> = new Set([
  "bash",
  "bun",
  "dash",
  "deno",
  "node",
  "perl",
  "php",
  "pwsh",
  "python",
  "python3",
  "ruby",
  "sh",
  "tsx",
  "zsh",
]);

/** The one file that a plain command needs; undefined where the command is anything more, or starts no file. */
export function startedFile(command: string): StartedFile | undefined {
  const [program, ...args] = shellWords(command) ?? [];
  if (program === undefined || program.includes("=")) return undefined;
  if (program.includes("/")) return { path: program, direct: true };
  if (!INTERPRETERS.has(program)) return undefined;
  const [first] = args;
  if (first === undefined || first.startsWith("-") || !/[/.]/.test(first)) return undefined;
  return { path: first, direct: false };
}
