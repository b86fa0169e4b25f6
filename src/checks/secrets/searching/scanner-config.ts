import { policyWeakened } from "../../../check/rules.ts";
import type { Found } from "../../../check/found.ts";
import { readData } from "../../../inventory/texts/read-data.ts";
import { plain } from "../../../model/data.ts";
import { UsageError } from "../../../model/usage-error.ts";
import type { ScannerName } from "../../../secrets/leak.ts";
import type { Workspace } from "../../../workspace/workspace.ts";

const FILES: Readonly<Record<ScannerName, readonly string[]>> = {
  gitleaks: [".gitleaks.toml"],
  betterleaks: [".betterleaks.toml", ".gitleaks.toml"],
};

/**
 * The program's rules and allow-lists, from whoever judges. Throws UsageError for a file that takes others along: the
 * program would read those from the checked-out tree.
 */
export async function scannerConfig(name: ScannerName, { policy }: Workspace): Promise<string | undefined> {
  for (const file of FILES[name]) {
    const text = policy.read(file);
    if (text === undefined) continue;
    const data = await readData(file, text);
    if (!data)
      throw new UsageError(`"${policy.home}${file}" is no TOML that can be read, and ${name} would judge by it.`);
    if (!extendsFile(plain(data))) return text;
    throw new UsageError(
      `"${policy.home}${file}" extends another file, which ${name} would take from the checked-out tree. Write both into one, or use \`useDefault\`.`,
    );
  }
  return undefined;
}

/** A change of these files that nobody has accepted yet. What such rules let through cannot be compared. */
export function changedConfig(name: ScannerName, { policy, own, place: { prefix } }: Workspace): readonly Found[] {
  if (!own) return [];
  return FILES[name].flatMap((file) => {
    if (policy.read(file) === own.policy.read(file)) return [];
    const path = own.policy.home + file;
    const message = `\`${file}\` says anew what ${name} finds and lets through.`;
    const shown = path.startsWith(prefix) && { path: path.slice(prefix.length) };
    return [{ rule: policyWeakened, finding: { message, ...shown } }];
  });
}

/**
 * The program reads keys in any case, and a quoted `"extend.path"` as both of its parts.
 * https://github.com/spf13/viper, and tried with gitleaks 8.30.1, read 2026-11-26.
 */
const extendsFile = (data: unknown): boolean =>
  members(data).some(
    ([key, value]) => key === "extend.path" || (key === "extend" && members(value).some(([one]) => one === "path")),
  );

const members = (value: unknown): readonly (readonly [string, unknown])[] =>
  typeof value === "object" && value !== null
    ? Object.entries(value).map(([key, one]) => [key.toLowerCase(), one] as const)
    : [];
