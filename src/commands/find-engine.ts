import { findScanner } from "../host/find-scanner.ts";
import type { Scanner } from "../host/gitleaks-wrapper.ts";
import { UsageError } from "../model/usage-error.ts";
import { SCANNERS } from "../secrets/leak.ts";
import { EMBEDDED } from "../secrets/sections.ts";
import type { World } from "./command.ts";
import type { Workspace } from "./workspace.ts";

export const ENGINES = ["auto", EMBEDDED, ...SCANNERS] as const;

interface Asked {
  readonly engine?: (typeof ENGINES)[number];
  readonly "tool-path"?: string;
}

/** The program that searches; undefined for our own engine. Throws UsageError where the one that was asked for is not there. */
export async function findEngine(
  { cwd, env }: World,
  { top }: Workspace,
  { engine = EMBEDDED, "tool-path": path }: Asked,
): Promise<Scanner | undefined> {
  if (engine === EMBEDDED) {
    if (path === undefined) return undefined;
    throw new UsageError("--tool-path names a program, and our own engine needs none. Add --engine auto.");
  }
  const scanner = await findScanner({ engine, cwd, top, env, ...(path !== undefined && { path }) });
  if (scanner || engine === "auto") return scanner;
  throw new UsageError(
    `There is no ${engine} on PATH outside the repository. Install it, name it with --tool-path, or leave --engine out: our own engine needs nothing.`,
  );
}
