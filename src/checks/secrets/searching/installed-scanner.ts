import type { Scanner } from "../../../host/scanners/gitleaks-wrapper.ts";
import { thisPlatform } from "../../../host/machine/this-platform.ts";
import { UsageError } from "../../../model/usage-error.ts";
import type { ScannerName } from "../../../secrets/leak.ts";
import type { World } from "../../../workspace/world.ts";

/** What is downloaded, and from where; said by the pipeline alone. */
export interface Installing {
  readonly "install-tool"?: boolean;
  readonly sha256?: string;
  readonly "tool-mirror"?: string;
}

/** The scanner's program, downloaded if `--install-tool` says so, else as an earlier run kept it. Throws UsageError. */
export async function installedScanner(
  world: World,
  { "install-tool": install, sha256, "tool-mirror": mirror }: Installing,
  name: ScannerName,
  top: string,
): Promise<Scanner | undefined> {
  const { scannerArchive } = await import("../../../secrets/scanner-archive.ts");
  const { installScanner, installedBefore } = await import("../../../host/scanners/install-scanner.ts");
  const archive = scannerArchive({ scanner: name, ...thisPlatform(), sha256, mirror });
  const password = archive.credentials?.replace(/^.*?:/s, "");
  if (password) world.found?.(password);
  const installed =
    install === true ? await installScanner(archive, world.env, top) : installedBefore(archive, world.env, top);
  return installed && { ...installed, name, version: archive.version };
}

/** The first that an earlier run kept; a platform that nothing is installed on has none. */
export async function keptScanner(
  world: World,
  names: readonly ScannerName[],
  top: string,
): Promise<Scanner | undefined> {
  for (const name of names) {
    try {
      const kept = await installedScanner(world, {}, name, top);
      if (kept) return kept;
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
    }
  }
  return undefined;
}

/** Options that would be without effect are a slip. */
export function refuseIdle(
  { "install-tool": install, sha256, "tool-mirror": mirror }: Installing,
  path: string | undefined,
): void {
  if (install === true && path !== undefined)
    throw new UsageError("--tool-path names a program that is there, and --install-tool downloads one. Choose one.");
  const idle = sha256 !== undefined ? "--sha256" : mirror !== undefined ? "--tool-mirror" : undefined;
  if (install !== true && idle !== undefined)
    throw new UsageError(`${idle} is about what --install-tool downloads. Add --install-tool, or leave it out.`);
}
