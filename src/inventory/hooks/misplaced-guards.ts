import { type DataEntry, type DataNode, entryOf } from "../../model/data.ts";

/**
 * The guards of a settings file, or of frontmatter, that do not stand right below `hooks`. Claude Code looks for them
 * all over: at the top by the event's name alone, elsewhere by groups of handlers below it, in any case.
 */
export function misplacedGuards(data: DataNode | undefined): readonly DataEntry[] {
  if (data?.kind !== "map") return [];
  return data.entries.flatMap((entry) => {
    // Events have names, and below one that is none, guards may stand: `hooks: { hooks: { PreToolUse: … } }`.
    if (entry.key === "hooks")
      return entriesIn(entry.value).flatMap((event) => entriesIn(event.value).flatMap(guardsIn));
    if (ELSEWHERE.has(entry.key)) return [];
    return GUARDS.has(entry.key) && !isNothing(entry.value) ? [entry] : guardsIn(entry);
  });
}

/** Whether guards stand below a key that was to be `hooks`, or is any other. */
export const hidesGuard = (entry: DataEntry): boolean =>
  entry.key !== "hooks" && !ELSEWHERE.has(entry.key) && holdsGuard(entry);
/** Whether guards stand anywhere below a key. */
export const holdsGuard = (entry: DataEntry): boolean => guardsIn(entry).length > 0;

/** Values of `env` are texts, and in frontmatter nobody looks into the others. */
const ELSEWHERE: ReadonlySet<string> = new Set(["env", "mcpServers", "metadata"]);
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
