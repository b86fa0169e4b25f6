import { HOOK_FORMATS, type HookDialect, type HookFormat, hookFormat } from "../../clients/hook-events.ts";
import type { Artifact } from "../../model/artifact.ts";
import { type DataEntry, type DataMap, type DataNode, entryOf } from "../../model/data.ts";
import { nearest } from "../../model/nearest.ts";
import type { Range } from "../../model/source.ts";
import { guardHandlerFault } from "./guard-handler.ts";
import { hookDialect } from "./hook-dialect.ts";
import { type HandlerFault, handlerFault } from "./hook-handler.ts";
import { readKiroHooks } from "./kiro-hooks.ts";
import { mapAt, mapsAt, stringAt } from "../texts/text-nodes.ts";
import type { Hook } from "./hook.ts";

interface HookFault {
  /** `shape`: the client cannot find handlers. `handler`: it finds one that it cannot run. */
  readonly code: "shape" | "handler";
  readonly message: string;
  readonly at: Range;
  /** The event that it stands below. */
  readonly event?: string;
  /** The hook lies at an event by which its client guards permissions: more is lost than the hook. */
  readonly guard?: true;
  /** The hook is lost, and nothing beside it. */
  readonly idle?: true;
  /** It stands in no group, as in the files of other clients. */
  readonly loose?: true;
}
/** How much is lost with it. */
type Lost = Pick<HookFault, "idle" | "loose">;
/** All hooks of one place in one file. */
export interface HookSet {
  readonly dialect: HookDialect;
  readonly format?: HookFormat;
  readonly events: readonly DataEntry[];
  readonly hooks: readonly Hook[];
  readonly faults: readonly HookFault[];
}

/** The kinds of artifact that may declare hooks. */
export const WITH_HOOKS = ["hooks", "settings", "plugin", "marketplace", "skill", "agent", "command"] as const;

const remembered = new WeakMap<Artifact, HookSet | undefined>();

/** The hooks that an artifact declares, or undefined where it declares none or its client's are not read. */
export function hooksOf(artifact: Artifact): HookSet | undefined {
  if (!remembered.has(artifact)) remembered.set(artifact, read(artifact));
  return remembered.get(artifact);
}

export const hasHooks = (artifact: Artifact): boolean => hooksOf(artifact) !== undefined;

function read(artifact: Artifact): HookSet | undefined {
  switch (artifact.kind) {
    case "hooks":
      return ofFile(artifact, artifact.data);
    case "settings":
      return artifact.dialect && SETTINGS.has(artifact.dialect)
        ? ofEntry(artifact, entryOf(artifact.data, "hooks"))
        : undefined;
    case "plugin":
      return ofInline(artifact, mapsAt(artifact.data, "hooks"));
    case "marketplace":
      return ofInline(
        artifact,
        mapsAt(artifact.data, "plugins").flatMap((plugin) => mapsAt(plugin, "hooks")),
      );
    case "agent":
    case "command":
    case "skill":
      return artifact.dialect === undefined || FRONTMATTER.has(artifact.dialect)
        ? ofEntry(artifact, entryOf(artifact.frontmatter?.data, "hooks"))
        : undefined;
    default:
      return undefined;
  }
}
const SETTINGS: ReadonlySet<string> = new Set(["claude-code", "codex", "copilot", "gemini-cli"]);
const FRONTMATTER: ReadonlySet<string> = new Set(["claude-code", "copilot"]);

function ofFile(artifact: Artifact, root: DataNode | undefined): HookSet | undefined {
  if (!root) return undefined;
  const hooks = entryOf(root, "hooks");
  if (hooks && isForeign(artifact, hooks.value)) return undefined;
  if (!hooks && DEEP.test(artifact.path)) return undefined;
  if (hooks || root.kind !== "map") return ofEntry(artifact, hooks, root);
  const dialect = hookDialect(artifact, entryOf(root, "when") ? { ...root, kind: "list", items: [root] } : root);
  if (dialect === undefined) return undefined;
  if (dialect === "kiro") return { dialect, events: [], hooks: readKiroHooks(root), faults: [] };
  if (!artifact.dialect && !root.entries.some(({ key }) => key === "events" || isEvent(key))) return undefined;
  // Claude Code's `modules` are programs, and a file in a folder below hooks/ is loaded only where a manifest names it.
  if (entryOf(root, "modules") || BELOW.test(artifact.path)) return undefined;
  const message = root.entries.some(({ value }) => value.kind === "list" || value.kind === "map")
    ? 'The events have to stand below a key "hooks".'
    : 'There is no key "hooks".';
  return { dialect, events: [], hooks: [], faults: [{ code: "shape", message, at: firstOf(root) }] };
}

/** Copilot CLI looks into the folders below as well, where other programs have files of theirs. */
const DEEP = /(?:^|\/)\.github\/hooks\/[^/]+\//;
const BELOW = /(?:^|\/)hooks\/[^/]+\/hooks\.json$/;

/** Whether a file that no client claims has a map of maps below `hooks`, and no event: another program's, by name. */
const isForeign = ({ dialect }: Artifact, hooks: DataNode): boolean =>
  !dialect &&
  hooks.kind === "map" &&
  hooks.entries.length > 0 &&
  hooks.entries.every(({ key, value }) => value.kind === "map" && !isEvent(key));

/** Whether a key names an event. In a folder that no plugin claims, other programs have a hooks.json too. */
const isEvent = (key: string): boolean =>
  Object.values(HOOK_FORMATS).some(({ events }) => events.some((event) => event === key));

/** Where to point at for a map. The whole of it is too much: its first key, or its opening brace. */
const firstOf = (map: DataMap): Range =>
  map.entries[0]?.keyRange ?? { start: map.range.start, end: map.range.start + 1 };

function ofEntry(artifact: Artifact, entry: DataEntry | undefined, root?: DataNode): HookSet | undefined {
  const node = entry?.value ?? root;
  if (!node) return undefined;
  const dialect = hookDialect(artifact, entry?.value);
  if (dialect === undefined) return undefined;
  if (dialect === "kiro") return { dialect, events: [], hooks: readKiroHooks(root), faults: [] };
  if (entry?.value.kind === "map") return readEvents(entry.value, dialect);
  // In frontmatter an empty field is none, and a list without anything in it holds no hook that could be lost.
  const isEmpty = "frontmatter" in artifact ? entry?.value.kind === "null" : isEmptyList(entry?.value);
  if (isEmpty) return undefined;
  const message = entry ? '"hooks" has to be a map of events.' : 'The file has to be a map with a key "hooks".';
  return { dialect, events: [], hooks: [], faults: [{ code: "shape", message, at: node.range }] };
}

const isEmptyList = (node: DataNode | undefined): boolean => node?.kind === "list" && node.items.length === 0;

/** What stands in a manifest itself; a path, or a list of them, is none: the files speak for themselves. */
function ofInline(artifact: Artifact, maps: readonly DataMap[]): HookSet | undefined {
  const sets = maps.flatMap((map) => {
    const events = mapAt(map, "hooks") ?? map;
    const dialect = hookDialect(artifact, events);
    return dialect === undefined || dialect === "kiro" ? [] : [readEvents(events, dialect)];
  });
  const [first, ...others] = sets;
  if (!first || others.length === 0) return first;
  return {
    ...first,
    events: sets.flatMap(({ events }) => events),
    hooks: sets.flatMap(({ hooks }) => hooks),
    faults: sets.flatMap(({ faults }) => faults),
  };
}

function readEvents(map: DataMap, dialect: Exclude<HookDialect, "kiro">): HookSet {
  const format = hookFormat(dialect);
  if (!format) return { dialect, events: [], hooks: [], faults: [] };
  const faults: HookFault[] = [];
  const hooks: Hook[] = [];
  // Clients leave out an event that they do not have, whatever stands below it, and read the rest.
  const isKnown = (event: string): boolean => format.events.includes(event);
  const fault = (code: HookFault["code"], event: string, message: string, at: Range, more: Lost = {}): void => {
    const guard = isGuard(dialect, event) && { guard: true as const };
    if (isKnown(event)) faults.push({ code, event, message, at, ...guard, ...more });
  };
  const add = (event: DataEntry, node: DataNode, group?: DataMap): void => {
    if (node.kind !== "map")
      return fault("shape", event.key, `A handler of "${event.key}" has to be a map.`, node.range);
    const wrong: HandlerFault | undefined =
      handlerFault(node, format, event.key) ??
      (isGuard(dialect, event.key) ? guardHandlerFault(node, dialect) : undefined);
    if (wrong) fault("handler", event.key, wrong.message, wrong.at, wrong.idle ? { idle: true } : {});
    const matcher = entryOf(group ?? node, "matcher");
    const type = stringAt(node, "type")?.value ?? format.usualType ?? "command";
    const commands = COMMANDS.flatMap((field) => stringAt(node, field) ?? []);
    const at = { event: event.key, eventAt: event.keyRange };
    hooks.push({ dialect, ...at, ...(matcher && { matcher }), type, handler: node, commands });
  };
  const events = map.entries.filter(({ key }) => !format.beside?.includes(key) && !COMMENT.test(key));
  for (const event of events) {
    if (event.value.kind !== "list") {
      // What is empty guards nothing, and Claude Code leaves it out.
      const lost: Lost = event.value.kind === "null" ? { idle: true } : {};
      fault("shape", event.key, `"${event.key}" has to be a list.`, event.keyRange, lost);
      continue;
    }
    for (const item of event.value.items) {
      const inner = entryOf(item, "hooks");
      if (format.grouped === "never" || (format.grouped === "either" && !inner)) add(event, item);
      else if (item.kind !== "map") fault("shape", event.key, `A group of "${event.key}" has to be a map.`, item.range);
      else if (!inner)
        fault("shape", event.key, `The handlers of "${event.key}" have to stand in a list "hooks".`, firstOf(item), {
          loose: true,
        });
      else if (inner.value.kind !== "list")
        fault("shape", event.key, `"hooks" of "${event.key}" has to be a list.`, inner.keyRange);
      else for (const handler of inner.value.items) add(event, handler, item);
    }
  }
  return { dialect, format, events, hooks, faults };
}

/** The events at which hooks say what may be done, by the client that asks them. */
const GUARDS = {
  "claude-code": ["PreToolUse", "PermissionRequest"],
  codex: ["PreToolUse", "PermissionRequest"],
  copilot: ["preToolUse", "PreToolUse", "permissionRequest", "PermissionRequest", "preMcpToolCall"],
} as const;

/** Whether a client takes a hook at an event for what guards permissions. */
export const isGuard = (dialect: HookDialect, event: string): boolean =>
  hasGuards(dialect) && GUARDS[dialect].some((one) => one === event);

const hasGuards = (dialect: HookDialect): dialect is keyof typeof GUARDS => Object.hasOwn(GUARDS, dialect);

/** The guard that is meant by an event which its client does not know; undefined where that guard stands beside it. */
export function meantGuard({ dialect, format, events }: HookSet, name: string): string | undefined {
  if (!hasGuards(dialect) || format?.events.includes(name) === true) return undefined;
  const meant = nearest(name, format?.events ?? []);
  return meant !== undefined && isGuard(dialect, meant) && !events.some(({ key }) => key === meant) ? meant : undefined;
}

/** Whether Codex checks a file as a whole: `hooks/codex-file` and `settings/codex-config` say what it refuses there. */
export const isCodexOwn = (path: string): boolean => /(?:^|\/)\.codex\/(?:hooks\.json|config\.toml)$/.test(path);

/** Keys that people write comments into, for JSON has none. */
const COMMENT = /^(?:[_$]|\/\/)/;

const COMMANDS = ["command", "exec", "bash", "powershell", "windows", "linux", "osx", "commandWindows"];
