import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute } from "node:path";
import { findProgram } from "../machine/programs.ts";
import { visibleFor } from "./visible-for.ts";

type Env = Readonly<Record<string, string | undefined>>;

/** A program that is rehearsed, and what it needs to see of the folders that are hidden. */
export interface FoundAgent {
  /** Absolute; relative where it lies in the workspace. */
  readonly program: string;
  readonly visible: readonly string[];
}

/**
 * The first of these names that there is: on PATH outside `untrusted`, at an absolute path, or in the workspace, which
 * is told by a `./` before it. Many clients are scripts for Node,
 * which is shown as well. Undefined where there is none.
 */
export function findAgent(names: readonly string[], env: Env, untrusted: readonly string[]): FoundAgent | undefined {
  const node = findProgram("node", env, untrusted);
  const beside = node === undefined ? [] : visibleFor(node, homedir());
  for (const name of names) {
    if (name.startsWith("./")) return { program: name, visible: beside };
    const program = isAbsolute(name) ? (existsSync(name) ? name : undefined) : findProgram(name, env, untrusted);
    if (program !== undefined) return { program, visible: [...visibleFor(program, homedir()), ...beside] };
  }
  return undefined;
}
