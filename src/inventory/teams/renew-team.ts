import { posix } from "node:path";
import type { ArtifactOf } from "../../model/artifact.ts";
import { textField } from "../../model/field.ts";
import { csvCell } from "../../syntax/csv-cell.ts";
import { namesIn } from "./agents.ts";
import { TEAM_COLUMNS } from "./teams.ts";

type Agent = ArtifactOf<"agent">;

/** A line of a team, as far as it can be told. */
interface FormerMember {
  readonly name: string;
  readonly role: string;
  readonly priority: number | undefined;
}
export interface RenewedTeam {
  readonly text: string;
  /** Members that are written, in their order. */
  readonly members: readonly string[];
  /** Members that no agent is there for any longer. */
  readonly gone: readonly string[];
  /** Who can be in a team. */
  readonly known: readonly string[];
}

const ROLE_LIMIT = 60;
/** What an agent has that names no tools: all of them. */
const EVERY_TOOL = "*";
/** What an agent has that names no model: that of whoever starts it. */
const SAME_MODEL = "inherit";

/**
 * A team anew from its agents: who is in it, the role and the priority are kept where the file says them, tools and
 * model are those of the agent's own file. `named`: who is to be in it; absent, who was, and in a team that is not
 * there yet every agent. The same agents give the same bytes.
 */
export function renewTeam(
  agents: readonly Agent[],
  former: ArtifactOf<"team"> | undefined,
  named: readonly string[] | undefined,
): RenewedTeam {
  const known = new Map(agents.map((agent) => [nameOf(agent), agent] as const).filter(([name]) => NAME.test(name)));
  const before = former ? membersOf(former) : [];
  const wanted = named ?? (former ? before.map(({ name }) => name) : [...known.keys()].toSorted());
  const kept = before.filter(({ name }) => wanted.includes(name));
  const order = [
    ...kept.toSorted((a, b) => (a.priority ?? Infinity) - (b.priority ?? Infinity)).map(({ name }) => name),
    ...wanted.filter((name) => !kept.some((one) => one.name === name)),
  ];
  const members = [...new Set(order)].filter((name) => known.has(name));
  const rows = members.map((name, index) => {
    const agent = known.get(name);
    const was = before.find((one) => one.name === name);
    const tools = agent ? namesIn(agent, "tools").map((one) => one.name) : [];
    return [
      csvCell(name),
      csvCell(was?.role || roleOf(agent, name)),
      String(index + 1),
      csvCell(tools.length > 0 ? tools.join(",") : EVERY_TOOL, true),
      csvCell((agent && textField(agent, "model")?.value) || SAME_MODEL),
    ].join(",");
  });
  return {
    text: `${[TEAM_COLUMNS.join(","), ...rows].join("\n")}\n`,
    members,
    gone: [...new Set(order)].filter((name) => !known.has(name)),
    known: [...known.keys()],
  };
}

/** A name that is a file's as well: nothing that a spreadsheet or a shell would take for something else. */
const NAME = /^[a-z0-9][\w.:-]{0,99}$/i;

const nameOf = (agent: Agent): string => textField(agent, "name")?.value || posix.basename(agent.path, ".md");

/** Who is in a team, however its lines are broken: the first field of each is who. */
function membersOf({ records }: ArtifactOf<"team">): readonly FormerMember[] {
  const lines = records.map((cells) => cells.map(({ value }) => value.trim()));
  return lines.flatMap(([name = "", role = "", priority = ""], index) => {
    const isHeader = index === 0 && name === TEAM_COLUMNS[0];
    return isHeader || name === ""
      ? []
      : [{ name, role: oneLine(role), priority: /^[1-9]\d{0,6}$/.test(priority) ? Number(priority) : undefined }];
  });
}

/** What an agent says of itself, as far as its first sentence. */
function roleOf(agent: Agent | undefined, name: string): string {
  const said = oneLine((agent && textField(agent, "description")?.value) || "");
  const [sentence = ""] = said.split(/(?<=[.!?])\s/, 1);
  const short = sentence.replace(/[.!?]$/, "");
  if (short === "") return name;
  return short.length <= ROLE_LIMIT ? short : `${short.slice(0, ROLE_LIMIT - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim();
