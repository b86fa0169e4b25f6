import { type DataEntry, type DataNode, entryOf } from "../../model/data.ts";

/**
 * The guards of a settings file that do not stand right below `hooks`. Claude Code looks for them all over: at the top
 * by the event's name alone, elsewhere by groups of handlers below it, in any case.
 */
export function misplacedGuards(settings: DataNode | undefined): readonly DataEntry[] {
  if (settings?.kind !== "map") return [];
  return settings.entries.flatMap((entry) => {
    if (ELSEWHERE.has(entry.key)) return [];
    return GUARDS.has(entry.key) && !isNothing(entry.value) ? [entry] : guardsIn(entry);
  });
}

/** Values of `env` are texts, and `hooks` is looked at event by event. */
const ELSEWHERE: ReadonlySet<string> = new Set(["env", "hooks"]);
const GUARDS: ReadonlySet<string> = new Set(["PreToolUse", "PermissionRequest"]);
const IN_ANY_CASE = /^(?:PreToolUse|PermissionRequest)$/i;

function guardsIn(entry: DataEntry): readonly DataEntry[] {
  if (IN_ANY_CASE.test(entry.key) && itemsOf(entry.value).some(isGroup)) return [entry];
  return entriesIn(entry.value).flatMap(guardsIn);
}

const isNothing = (node: DataNode): boolean =>
  node.kind === "null" || (node.kind === "list" && node.items.length === 0);

const isGroup = (node: DataNode): boolean => itemsOf(entryOf(node, "hooks")?.value).length > 0;

const itemsOf = (node: DataNode | undefined): readonly DataNode[] => (node?.kind === "list" ? node.items : []);

function entriesIn(node: DataNode): readonly DataEntry[] {
  if (node.kind === "map") return node.entries;
  return node.kind === "list" ? node.items.flatMap(entriesIn) : [];
}
