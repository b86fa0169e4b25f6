import type { ArtifactOf, TableCell } from "../../model/artifact.ts";

/** The columns of a team, in their order. */
export const TEAM_COLUMNS = ["agent_type", "role", "priority", "tools", "model"] as const;
type TeamColumn = (typeof TEAM_COLUMNS)[number];

/** A team as a table. `members` are the lines that have all five columns, in the order of the header. */
export interface Team {
  readonly header: readonly TableCell[];
  readonly headed: boolean;
  readonly lines: readonly (readonly TableCell[])[];
  readonly members: readonly Readonly<Record<TeamColumn, TableCell>>[];
}

/** Reads a team; undefined where the table is another one: teams of anything may lie in a folder `teams`. */
export function teamOf({ path, records }: ArtifactOf<"team">): Team | undefined {
  const [header = [], ...lines] = records;
  const names = header.map(({ value }) => value.trim());
  const ours = names.includes("agent_type") || /(?:^|\/)\.claude\/teams\//.test(path);
  if (!ours || records.length === 0) return undefined;
  const headed = names.length === TEAM_COLUMNS.length && TEAM_COLUMNS.every((name, index) => names[index] === name);
  return { header, headed, lines: headed ? lines : records.slice(1), members: headed ? lines.flatMap(memberOf) : [] };
}

function memberOf(cells: readonly TableCell[]): Readonly<Record<TeamColumn, TableCell>>[] {
  const [agent_type, role, priority, tools, model] = cells;
  if (!agent_type || !role || !priority || !tools || !model || cells.length > TEAM_COLUMNS.length) return [];
  return [{ agent_type, role, priority, tools, model }];
}

/** A field as CSV writes it in quotes. */
export const quotedCell = (value: string): string => `"${value.replaceAll('"', '""')}"`;
