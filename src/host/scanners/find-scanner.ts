import { basename, resolve } from "node:path";
import { UsageError } from "../../model/usage-error.ts";
import { type ScannerName, SCANNERS } from "../../secrets/leak.ts";
import { type Scanner, scannerVersion } from "./gitleaks-wrapper.ts";
import { findProgram, programAt } from "../machine/programs.ts";
import { scannerEnvironment } from "./scan-target.ts";

type Env = Readonly<Record<string, string | undefined>>;

export interface ScannerAsked {
  readonly engine: ScannerName | "auto";
  /** A program that somebody named. */
  readonly path?: string;
  readonly cwd: string;
  readonly top: string;
  readonly env: Env;
}

/**
 * The program that was named, else one on PATH, none of them in the repository: nothing of it is started. Undefined
 * where there is none. Throws UsageError where the one that was named cannot be used.
 */
export async function findScanner({ engine, path, cwd, top, env }: ScannerAsked): Promise<Scanner | undefined> {
  const found = path === undefined ? onPath(engine, env, top) : named(engine, resolve(cwd, path), top);
  if (!found) return undefined;
  const version = await scannerVersion(found, scannerEnvironment(env, top));
  return { ...found, ...(version !== undefined && { version }) };
}

function onPath(engine: ScannerAsked["engine"], env: Env, top: string): Scanner | undefined {
  for (const name of engine === "auto" ? SCANNERS : [engine]) {
    const program = findProgram(name, env, [top]);
    if (program !== undefined) return { name, program };
  }
  return undefined;
}

function named(engine: ScannerAsked["engine"], path: string, top: string): Scanner {
  const at = programAt(path, [top]);
  if (!at.ok) throw new UsageError(`--tool-path: "${path}" ${at.why}.`);
  const called = basename(path).startsWith("betterleaks") ? "betterleaks" : "gitleaks";
  return { name: engine === "auto" ? called : engine, program: at.program };
}
