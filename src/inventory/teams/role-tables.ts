import type { Range } from "../../model/source.ts";

/** A name that a team specification mentions, and what it is the name of. */
export interface RoleReference {
  readonly kind: "agent" | "skill" | "server";
  readonly name: string;
  readonly at: Range;
}
/** A line of a table of roles: who it is, and on whom it waits. */
export interface RoleDependency {
  readonly role: string;
  readonly on: string;
  readonly at: Range;
}
export interface Roles {
  readonly references: readonly RoleReference[];
  readonly dependencies: readonly RoleDependency[];
}

type Column = RoleReference["kind"] | "role" | "waits" | undefined;

const COLUMNS: readonly (readonly [RegExp, Column])[] = [
  [/^(?:sub-?)?agents?(?:[ _]type)?$/i, "agent"],
  [/^skills?$/i, "skill"],
  [/^(?:mcp[ -])?servers?$|^mcp$/i, "server"],
  [/^roles?$/i, "role"],
  [/^(?:depends on|blocked by|waits (?:for|on)|after)$/i, "waits"],
];

/**
 * What the tables and the labelled lines of a Markdown text say about roles: a column `Agent`, `Skills`, `MCP servers`,
 * `Role` or `Depends on`, and lines such as "- **Skills**: `git`, `review`". Code blocks are left out.
 */
export function readRoles(text: string): Roles {
  const references: RoleReference[] = [];
  const dependencies: RoleDependency[] = [];
  let columns: readonly Column[] | undefined;
  let header: readonly Cell[] | undefined;
  let fence: string | undefined;
  for (const { line, start } of linesOf(text)) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark !== undefined) fence = fence === undefined ? mark : mark.startsWith(fence) ? undefined : fence;
    if (fence !== undefined || mark !== undefined) continue;
    const cells = cellsOf(line, start);
    if (!cells) {
      columns = undefined;
      header = undefined;
      references.push(...labelled(line, start));
    } else if (columns) {
      const read = columns;
      const name =
        cells.find((_, index) => read[index] === "role") ?? cells.find((_, index) => read[index] === "agent");
      const [role] = name ? namesIn(name) : [];
      for (const [index, cell] of cells.entries()) {
        const column = read[index];
        if (column === "waits")
          for (const on of role ? namesIn(cell) : [])
            dependencies.push({ role: role?.name ?? "", on: on.name, at: on.at });
        else if (column !== undefined && column !== "role")
          references.push(...namesIn(cell).map(({ name: called, at }) => ({ kind: column, name: called, at })));
      }
    } else if (header && cells.every(({ value }) => /^:?-+:?$/.test(value))) {
      columns = header.map(({ value }) => columnOf(value));
    } else header = cells;
  }
  return { references, dependencies };
}

interface Cell {
  readonly value: string;
  readonly start: number;
}

const columnOf = (title: string): Column =>
  COLUMNS.find(([pattern]) => pattern.test(title.replaceAll(/[*_`]/g, " ").trim()))?.[1];

function* linesOf(text: string): Generator<{ readonly line: string; readonly start: number }> {
  for (let start = 0; start < text.length;) {
    const end = text.indexOf("\n", start);
    const stop = end === -1 ? text.length : end;
    yield { line: text.slice(start, stop).replace(/\r$/, ""), start };
    start = stop + 1;
  }
}

/** The cells of a line of a table; undefined where it is none. */
function cellsOf(line: string, start: number): readonly Cell[] | undefined {
  if (!line.trimStart().startsWith("|")) return undefined;
  const cells: Cell[] = [];
  let from = line.indexOf("|") + 1;
  for (let at = from; at <= line.length; at += 1) {
    if (at < line.length && (line[at] !== "|" || line[at - 1] === "\\")) continue;
    const raw = line.slice(from, at);
    if (at < line.length || raw.trim() !== "")
      cells.push({ value: raw.trim(), start: start + from + (raw.length - raw.trimStart().length) });
    from = at + 1;
  }
  return cells;
}

function labelled(line: string, start: number): readonly RoleReference[] {
  const [all, label, rest] = /^\s*(?:[-*+]\s+)?\**([A-Za-z][A-Za-z -]{1,16})\**:\**\s+(.*)/.exec(line) ?? [];
  const kind = label === undefined ? undefined : columnOf(label);
  if (all === undefined || rest === undefined || (kind !== "agent" && kind !== "skill" && kind !== "server")) return [];
  const cell = { value: rest, start: start + all.length - rest.length };
  return codeSpans(cell).map(({ name, at }) => ({ kind, name, at }));
}

/** The code spans of a cell; where there are none, the words between its commas, as long as all look like names. */
function namesIn(cell: Cell): readonly { readonly name: string; readonly at: Range }[] {
  const spans = codeSpans(cell);
  if (spans.length > 0 || cell.value === "") return spans;
  const parts = cell.value.split(",").map((part) => part.trim());
  if (!parts.every((part) => NAME.test(part)) || parts.some((part) => NOBODY.test(part))) return [];
  const at = { start: cell.start, end: cell.start + cell.value.length };
  return parts.map((name) => ({ name, at }));
}

const NAME = /^[a-z0-9][\w./:-]*$/i;
const NOBODY = /^(?:none|all|any|n\/?a|tbd)$/i;

function codeSpans({ value, start }: Cell): readonly { readonly name: string; readonly at: Range }[] {
  return Array.from(value.matchAll(/`([^`]+)`/g), (found) => ({
    name: (found[1] ?? "").trim(),
    at: { start: start + found.index + 1, end: start + found.index + found[0].length - 1 },
  })).filter(({ name }) => NAME.test(name) && !NOBODY.test(name));
}
