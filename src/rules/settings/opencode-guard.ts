import { opencodeFacts } from "../../clients/opencode.ts";
import { mapAt } from "../../inventory/texts/text-nodes.ts";
import type { ArtifactOf } from "../../model/artifact.ts";
import type { DataEntry, DataMap, DataNode } from "../../model/data.ts";
import { nearest } from "../../model/nearest.ts";
import { defineRepositoryRule, type Finding } from "../../model/rule.ts";
import { keyAsWay } from "../key-as-way.ts";

export const settingsOpencodeGuard = defineRepositoryRule({
  id: "settings/opencode-guard",
  local: true,
  severity: "error",
  summary: "What OpenCode's permissions deny, or ask about, OpenCode denies and asks about.",
  why: "OpenCode takes any name for a permission, knows its own in small letters, and lets the last entry that fits decide: a `*` at the end wins over all above it.",
  consequence: "The guard is not there, and OpenCode does what it should deny or ask about without a word.",
  help: "Write the name as OpenCode has it, patterns as a command begins (`git push *`), and `*` first.",
  since: "0.1.0",
  sources: [opencodeFacts.permissions, opencodeFacts.permissionOrder, opencodeFacts.permissionPatterns],

  *check(repository) {
    const tools = new Set(repository.of("program").map(({ path }) => path.slice(path.lastIndexOf("/") + 1, -3)));
    for (const artifact of repository.of("settings", "agent"))
      if (artifact.dialect === "opencode")
        for (const place of placesOf(artifact))
          for (const finding of lostGuards(place, tools)) yield { ...finding, artifact, client: "opencode" };
  },

  examples: [
    {
      because: "what holds for all stands first, and a tool of a server has a name of its own",
      files: {
        "opencode.json":
          '{ "permission": { "*": "ask", "bash": { "*": "ask", "git push *": "deny" }, "docs_write": "deny" } }',
        ".opencode/agents/reader.md":
          "---\ndescription: Reads.\ntools: { write: false }\npermission: { edit: deny }\n---\nRead.\n",
      },
    },
    {
      because: "names that OpenCode does not have",
      files: {
        "opencode.json":
          '{\n"permission": { "Bash": "deny", "write": "ask", "webfech": "deny", "Read": "allow", "*": "ask" },\n"agent": { "a": { "tools": { "Bash": false } } }\n}',
      },
      reports: [
        '2:17 OpenCode asks for no permission "Bash"; it has "bash". This guard is lost.',
        '2:33 OpenCode asks for no permission "write"; it has "edit". This guard is lost.',
        '2:49 OpenCode asks for no permission "webfech"; it has "webfetch". This guard is lost.',
        '3:30 OpenCode has no tool "Bash"; it has "bash". This guard is lost.',
      ],
    },
    {
      because: "the last entry that fits decides",
      files: {
        "opencode.json":
          '{ "permission": {\n"edit": "deny",\n"bash": { "rm *": "deny", "git push *": "ask", "git *": "allow" },\n"*": "allow" } }',
      },
      reports: [
        '2:1 "edit" fits "*" below, which allows it: the last one decides. This guard is lost.',
        '3:1 "bash" fits "*" below, which allows it: the last one decides. This guard is lost.',
        '3:27 "git push *" fits "git *" below, which allows it: the last one decides. This guard is lost.',
      ],
    },
    {
      because: "patterns as Claude Code writes them",
      files: {
        "opencode.json": '{ "permission": { "bash": {\n"Bash(rm *)": "deny",\n"curl:*": "ask",\n"git:*": "allow" } } }',
      },
      reports: [
        '2:1 "Bash(rm *)" fits no command; write "rm *". This guard is lost.',
        '3:1 "curl:*" fits no command; write "curl *". This guard is lost.',
      ],
    },
    {
      because: "the way to a permission in one key, and one that allows",
      files: { "opencode.json": '{ "permission.bash": "deny", "permission.edit": "allow", "tools.write": false }' },
      reports: [
        '1:3 No setting is called "permission.bash": "bash" has to stand in a map "permission". This guard is lost.',
        '1:58 No setting is called "tools.write": "write" has to stand in a map "tools". This guard is lost.',
      ],
    },
    {
      because: "the key itself has a slip, or is that of OpenCode 2",
      files: {
        "opencode.json": '{ "permision": { "bash": "deny" } }',
        ".opencode/agents/reader.md": "---\ndescription: Reads.\npermissions: { edit: deny }\n---\nRead.\n",
      },
      reports: [
        '.opencode/agents/reader.md:3:1 OpenCode reads no "permissions" here; it has "permission". This guard is lost.',
        'opencode.json:1:3 OpenCode reads no "permision" here; it has "permission". This guard is lost.',
      ],
    },
  ],
});

interface Place {
  readonly map: DataMap;
  /** The configuration: its `permissions` keeps OpenCode from starting, which settings/opencode-config reports. */
  readonly isRoot: boolean;
}

/** The maps that may have permissions: the configuration itself, its agents, and the frontmatter of one. */
function placesOf(artifact: ArtifactOf<"settings" | "agent">): readonly Place[] {
  const map = artifact.kind === "agent" ? artifact.frontmatter?.data : artifact.data;
  if (map?.kind !== "map") return [];
  if (artifact.kind === "agent") return [{ map, isRoot: false }];
  const agents = ["agent", "mode"].flatMap((key) => mapAt(map, key)?.entries ?? []);
  return [
    { map, isRoot: true },
    ...agents.flatMap(({ value }) => (value.kind === "map" ? [{ map: value, isRoot: false }] : [])),
  ];
}

type Lost = Pick<Finding, "message" | "at">;
const lost = (message: string, { keyRange: at }: DataEntry): Lost => ({
  message: `${message} This guard is lost.`,
  at,
});

const PERMISSION = "permission";
const LATER = opencodeFacts.laterConfiguration.value;

function* lostGuards({ map, isRoot }: Place, tools: ReadonlySet<string>): Generator<Lost> {
  for (const entry of map.entries) {
    const { key, value } = entry;
    const slip = key !== PERMISSION && !(isRoot && key === LATER) && nearest(key, [PERMISSION]) !== undefined;
    if (slip && strength(value) > 0) yield lost(`OpenCode reads no "${key}" here; it has "${PERMISSION}".`, entry);
    const isWay = key.startsWith(`${PERMISSION}.`) ? strength(value) > 0 : key.startsWith("tools.") && isOff(entry);
    if (isWay) yield lost(keyAsWay(key), entry);
    if (value.kind !== "map") continue;
    if (key === "tools") yield* misnamed(value.entries.filter(isOff), TOOLS, tools);
    if (key !== PERMISSION) continue;
    const slips = [
      ...misnamed(
        value.entries.filter((one) => strength(one.value) > 0),
        PERMISSIONS,
        tools,
      ),
    ];
    yield* slips;
    // What no tool asks for cannot be outvoted.
    const said = new Set(slips.map(({ at }) => at));
    for (const one of outvoted(value.entries)) if (!said.has(one.at)) yield one;
    for (const { key: name, value: patterns } of value.entries) {
      if (patterns.kind !== "map") continue;
      yield* outvoted(patterns.entries);
      if (name === "bash") yield* foreign(patterns.entries);
    }
  }
}

/** 2: it denies something, 1: it asks about something, 0: it allows all. */
function strength(value: DataNode): number {
  if (value.kind === "string") return STRENGTHS.indexOf(value.value);
  return value.kind === "map" ? Math.max(0, ...value.entries.map((one) => strength(one.value))) : 0;
}
const STRENGTHS: readonly string[] = ["allow", "ask", "deny"];
const VERBS = ["allows", "asks about", "denies"];

const isOff = ({ value }: DataEntry): boolean => value.kind === "boolean" && !value.value;

/** Names that OpenCode knows, what they name, and what else people write for them. */
interface Names {
  readonly of: string;
  readonly known: readonly string[];
  readonly others: Readonly<Record<string, string>>;
}
const KNOWN: readonly string[] = opencodeFacts.permissions.value;
/** What writes has no permission of its own; as a tool it can be switched off. */
const WRITES = ["write", "patch", "multiedit"];
const PERMISSIONS: Names = {
  of: "OpenCode asks for no permission",
  known: KNOWN,
  others: Object.fromEntries([...WRITES, "apply_patch", "notebookedit"].map((name) => [name, "edit"])),
};
const TOOLS: Names = { of: "OpenCode has no tool", known: [...KNOWN, ...WRITES], others: {} };
/** Shorter names are as near to each other as to a slip. */
const SHORTEST = 5;

/** Names that are none of OpenCode's, and neither those of programs of the repository. */
function* misnamed(
  entries: readonly DataEntry[],
  { of, known, others }: Names,
  programs: ReadonlySet<string>,
): Generator<Lost> {
  for (const entry of entries) {
    const { key } = entry;
    const name = key.toLowerCase();
    if (known.includes(key) || programs.has(key)) continue;
    const near = key.length < SHORTEST ? undefined : nearest(key, known);
    const meant = known.includes(name) ? name : Object.hasOwn(others, name) ? others[name] : near;
    if (meant !== undefined) yield lost(`${of} "${key}"; it has "${meant}".`, entry);
  }
}

/** Entries that deny or ask, and stand above one that fits whatever they fit and lets more through. */
function* outvoted(entries: readonly DataEntry[]): Generator<Lost> {
  // From the bottom up, only the wide ones with a text below an entry can win over it.
  const wide: DataEntry[] = [];
  const found: Lost[] = [];
  for (const entry of entries.toReversed()) {
    const held = strength(entry.value);
    const winner = wide.find((one) => strength(one.value) < held && covers(one.key, entry.key));
    if (winner)
      found.unshift(
        lost(
          `"${entry.key}" fits "${winner.key}" below, which ${VERBS[strength(winner.value)]} it: the last one decides.`,
          entry,
        ),
      );
    const isText = entry.value.kind === "string" && strength(entry.value) >= 0;
    if (isText && entry.key.includes("*") && wide.length < MOST_WIDE) wide.push(entry);
  }
  yield* found;
}
/** A table of more patterns is compared with those alone that stand last, and no command is as long as this. */
const MOST_WIDE = 100;
const LONGEST = 1000;

/** Whether a pattern fits all that another fits: a `*` of the other can only stand where a `*` of this one does. */
function covers(wide: string, narrow: string): boolean {
  if (wide.includes("?") || wide.length > LONGEST || narrow.length > LONGEST) return false;
  const [first = "", ...others] = wide.split("*");
  const last = others.pop() ?? "";
  if (!narrow.startsWith(first)) return false;
  let at = first.length;
  for (const piece of others) {
    const found = narrow.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return narrow.length - last.length >= at && narrow.endsWith(last);
}

const OF_CLAUDE_CODE = /^(?:Bash\(([^()]{1,200})\)|([^()]{1,200}:\*))$/;

/** Patterns of commands in the form of Claude Code. */
function* foreign(entries: readonly DataEntry[]): Generator<Lost> {
  for (const entry of entries) {
    const found = strength(entry.value) > 0 ? OF_CLAUDE_CODE.exec(entry.key) : null;
    const meant = (found?.[1] ?? found?.[2])?.replace(/:\*$/, " *");
    if (meant !== undefined) yield lost(`"${entry.key}" fits no command; write "${meant}".`, entry);
  }
}
