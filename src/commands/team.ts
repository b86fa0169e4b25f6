import { artifactAt } from "../inventory/artifact-at.ts";
import { posix } from "node:path";
import { readInside } from "../host/files/read-file.ts";
import { writeInside } from "../host/files/write-whole.ts";
import { renewTeam } from "../inventory/teams/renew-team.ts";
import { nearest } from "../model/nearest.ts";
import { UsageError } from "../model/usage-error.ts";
import { withNoun } from "../model/numbers.ts";
import { guardLines, terminal } from "../report/escape/terminal.ts";
import { openWorkspace } from "../workspace/workspace.ts";
import { type Command, defineCommand } from "./command.ts";
import { configOption } from "./options.ts";

const FOLDER = ".claude/teams";
const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;

export const teamCommand: Command = defineCommand({
  name: "team",
  summary: "Write a team's table anew from its agents.",
  description: `new writes .claude/teams/<name>.csv: who is in the team, the roles and the order are kept as far as the file tells them,
tools and models are taken from the agents' own files. A team that is not there yet has all agents, or those of --agents.`,
  positionals: [
    { name: "action", summary: "What to do: new." },
    { name: "name", summary: "The team, such as default." },
  ],
  options: [
    {
      name: "agents",
      type: "string",
      value: "name",
      multiple: true,
      summary: "Who is in it; repeatable. Who was if not given.",
      doors: ["terminal"],
    },
    { name: "dry-run", type: "boolean", summary: "Print the table, and write nothing.", doors: ["terminal"] },
    configOption,
  ],
  examples: [
    { line: "agent-ci team new default", does: "mends .claude/teams/default.csv by the agents that are there" },
    { line: "agent-ci team new review --agents qa --agents developer", does: "a team of two" },
  ],
  async run(world, values, [action = "", name = ""]) {
    if (action !== "new") throw new UsageError(`team cannot "${action}". It can new.`);
    if (!NAME.test(name))
      throw new UsageError(`"${name}" cannot be a team: a name has a-z, 0-9 and -, such as default.`);
    const workspace = await openWorkspace(world, undefined, values);
    const repository = await workspace.sides.head({ outline: false });
    const agents = repository.of("agent").filter(({ dialect }) => dialect === "claude-code" || dialect === undefined);
    const path = posix.join(FOLDER, `${name}.csv`);
    const former = artifactAt(repository, "team", path);
    const { text, members, gone, known } = renewTeam(agents, former, values.agents);
    const [stranger] = values.agents === undefined ? [] : gone;
    if (stranger !== undefined) throw new UsageError(unknownAgent(stranger, known));
    if (members.length === 0)
      throw new UsageError("No agent is left for this team: .claude/agents/ has none of it. Name some by --agents.");
    for (const one of gone) world.notice(`"${one}" is left out: there is no such agent.`);
    if (values["dry-run"] === true) {
      world.out(guardLines(text.split("\n").map(terminal).join("\n")));
      return 0;
    }
    const present = readInside(world.cwd, path);
    if (present.ok && Buffer.from(present.bytes).toString() === text) {
      world.out(`${path} is as its agents are: ${withNoun(members.length, "member")}.\n`);
      return 0;
    }
    const refusal = writeInside(world.cwd, path, text);
    if (refusal !== undefined) throw new UsageError(`Cannot write "${path}": ${refusal}.`);
    world.out(`wrote ${path}: ${withNoun(members.length, "member")}\n`);
    return 0;
  },
});

function unknownAgent(name: string, known: readonly string[]): string {
  const like = nearest(name, known);
  const found = like === undefined ? `There is: ${known.join(", ") || "none"}.` : `Did you mean ${like}?`;
  return `There is no agent "${name}". ${found}`;
}
