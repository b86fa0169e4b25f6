import { GEMINI_FORMER, GEMINI_GROUPS } from "../../clients/forms/gemini-settings.ts";
import { type DataEntry, type DataNode, entryOf } from "../../model/data.ts";

/** A key at the top of Gemini CLI's settings that it does not read, and the setting that it was meant for. */
export interface UnreadGeminiSetting {
  readonly entry: DataEntry;
  /** The way to what was meant, as in `tools.exclude`; where the key is that way itself, the same. */
  readonly meant: string;
  /** Whether it would keep Gemini CLI from something. */
  readonly guards: boolean;
}

/** What stands by its former name beside its present one is there for older versions, and no fault. */
export function* unreadGeminiSettings(data: DataNode | undefined): Generator<UnreadGeminiSetting> {
  if (data?.kind !== "map") return;
  for (const entry of data.entries) {
    const { key, value } = entry;
    const former = Object.hasOwn(GEMINI_FORMER, key) ? GEMINI_FORMER[key] : undefined;
    const meant = former ?? (GEMINI_GROUPS.has(key.slice(0, key.indexOf("."))) ? key : undefined);
    if (meant === undefined || nodeAt(data, meant)) continue;
    yield { entry, meant, guards: guards(value, meant) };
  }
}

/**
 * Lists that leave tools and servers out, or all but some, and what is no guard where it is `false`.
 * Whether a folder is trusted, no repository says of itself.
 */
const LISTS: ReadonlySet<string> = new Set(["mcp.allowed", "mcp.excluded", "tools.core", "tools.exclude"]);
const SWITCHES: ReadonlySet<string> = new Set([
  "security.blockGitExtensions",
  "security.disableYoloMode",
  "tools.sandbox",
]);

function guards(value: DataNode, meant: string): boolean {
  if (LISTS.has(meant)) return value.kind === "list" && (value.items.length > 0 || /\.(?:allowed|core)$/.test(meant));
  return SWITCHES.has(meant) && (value.kind === "boolean" ? value.value : value.kind !== "null");
}

const nodeAt = (data: DataNode, path: string): DataNode | undefined =>
  path.split(".").reduce<DataNode | undefined>((node, key) => entryOf(node, key)?.value, data);
