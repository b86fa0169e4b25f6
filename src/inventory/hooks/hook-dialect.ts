import { HOOK_FORMATS, type HookDialect } from "../../clients/hook-events.ts";
import type { Artifact } from "../../model/artifact.ts";
import { type DataNode, entryOf } from "../../model/data.ts";

/** Folders and names that one client alone reads: there the place decides, whatever the file says. */
const PLACES: readonly (readonly [RegExp, HookDialect | undefined])[] = [
  [/(?:^|\/)\.kiro\//, "kiro"],
  [/(?:^|\/)(?:\.windsurf|\.devin)\//, undefined],
  [/(?:^|\/)\.github\/|-copilot\.json$/, "copilot"],
  [/(?:^|\/)\.cursor\/|-cursor\.json$/, "cursor"],
  [/(?:^|\/)\.codex\/|-codex\.json$/, "codex"],
  [/(?:^|\/)\.claude\//, "claude-code"],
  [/(?:^|\/)\.gemini\//, "gemini-cli"],
];

const COPILOT_ONLY = ["bash", "powershell", "timeoutSec"];
const CLAUDE: ReadonlySet<string> = new Set(HOOK_FORMATS["claude-code"].events);
const CURSOR: ReadonlySet<string> = new Set(
  HOOK_FORMATS.cursor.events.filter((event) => !new Set<string>(HOOK_FORMATS.copilot.events).has(event)),
);
const GEMINI: ReadonlySet<string> = new Set(HOOK_FORMATS["gemini-cli"].events.filter((event) => !CLAUDE.has(event)));

/**
 * Whose format hooks follow: first by a place that only one client reads, then by what stands in them, then by the
 * plugin that they lie in. Undefined where that client's hooks are not read here.
 */
export function hookDialect({ path, dialect }: Artifact, hooks: DataNode | undefined): HookDialect | undefined {
  const place = PLACES.find(([pattern]) => pattern.test(path));
  if (place) return place[1];
  return byContent(hooks, dialect === "codex") ?? DIALECTS.find((one) => one === dialect) ?? "claude-code";
}

const DIALECTS: readonly HookDialect[] = ["claude-code", "codex", "copilot", "cursor", "gemini-cli"];

function byContent(hooks: DataNode | undefined, codex: boolean): HookDialect | undefined {
  if (hooks?.kind === "list") return "kiro";
  if (hooks?.kind !== "map") return undefined;
  const names = hooks.entries.map(({ key }) => key);
  const handlers = hooks.entries.flatMap(({ value }) => (value.kind === "list" ? value.items : []));
  if (handlers.some((handler) => COPILOT_ONLY.some((field) => entryOf(handler, field)))) return "copilot";
  if (names.some((name) => CURSOR.has(name))) return "cursor";
  if (names.some((name) => GEMINI.has(name))) return "gemini-cli";
  if (names.some((name) => CLAUDE.has(name))) return codex ? "codex" : "claude-code";
  const flat = handlers.some((handler) => entryOf(handler, "command") && !entryOf(handler, "hooks"));
  if (!flat || !names.some((name) => /^[a-z]/.test(name))) return undefined;
  return handlers.some((handler) => entryOf(handler, "type")) ? "copilot" : "cursor";
}
