import { findScanner } from "../../host/scanners/find-scanner.ts";
import type { Scanner } from "../../host/scanners/gitleaks-wrapper.ts";
import { UsageError } from "../../model/usage-error.ts";
import { SCANNERS } from "../../secrets/leak.ts";
import { EMBEDDED } from "../../secrets/sections.ts";
import type { World } from "../../workspace/world.ts";
import { type Installing, installedScanner, keptScanner, refuseIdle } from "./installed-scanner.ts";
import type { Workspace } from "../../workspace/workspace.ts";

export const ENGINES = ["auto", EMBEDDED, ...SCANNERS] as const;

interface Asked extends Installing {
  readonly engine?: (typeof ENGINES)[number];
  readonly "tool-path"?: string;
}

/**
 * The program that searches; undefined for our own engine.
 * Throws UsageError where the one that was asked for is not there.
 */
export async function findEngine(
  world: World,
  { place: { top } }: Workspace,
  { engine = EMBEDDED, "tool-path": path, ...installing }: Asked,
): Promise<Scanner | undefined> {
  const install = installing["install-tool"];
  if (engine === EMBEDDED) {
    const idle = path !== undefined ? "--tool-path names" : install === true ? "--install-tool downloads" : undefined;
    if (idle !== undefined)
      throw new UsageError(`${idle} a program, and our own engine needs none. Add --engine gitleaks.`);
  }
  refuseIdle(installing, path);
  if (engine === EMBEDDED) return undefined;
  // The version that was pinned searches where it was asked for by name, whatever else is on this machine.
  if (install === true && engine !== "auto") return installedScanner(world, installing, engine, top);
  const { cwd, env } = world;
  const scanner = await findScanner({ engine, cwd, top, env, ...(path !== undefined && { path }) });
  if (scanner) return scanner;
  if (install === true) return installedScanner(world, installing, "gitleaks", top);
  const kept = await keptScanner(world, engine === "auto" ? SCANNERS : [engine], top);
  if (kept || engine === "auto") return kept;
  throw new UsageError(
    `There is no ${engine} on PATH outside the repository. Add --install-tool, name it with --tool-path, or leave --engine out: our own engine needs nothing.`,
  );
}
