import type { Fixture, FixtureFile } from "../../host/sandbox/lay-out-workspace.ts";
import { standInProgram } from "../../host/mcp/stand-in-program.ts";
import { takeInventory } from "../../inventory/take-inventory.ts";
import { type McpLock, readMcpLock } from "../../rehearsal/mcp/mcp-lock.ts";
import { standIns } from "../../rehearsal/mcp/stand-ins.ts";
import type { AgentScenario } from "../../rehearsal/scenarios/scenario.ts";
import { mcpOf } from "../../rehearsal/scenarios/mcp-schema.ts";
import { fixtureFiles } from "./fixture-files.ts";
import { scenarioTexts } from "./texts-of.ts";

export interface PlacedStandIns {
  readonly fixture: Fixture;
  /** Joins the files of HOME. */
  readonly home: Readonly<Record<string, string>>;
  readonly visible: readonly string[];
  /** Where stand-ins write what they were asked: relative to HOME, by the names of servers. */
  readonly calls: Readonly<Record<string, string>>;
  readonly refused: readonly string[];
}

/** The workspace of a scenario with stand-ins in the place of its MCP servers; as it is where it has none. */
export async function placeStandIns({ mcp }: Pick<AgentScenario, "mcp">, fixture: Fixture): Promise<PlacedStandIns> {
  const { lock: path, real, results } = mcp ?? mcpOf({});
  const { artifacts } = await takeInventory(fixtureFiles(fixture), { ignored: () => false }, { outline: false });
  const locked = lockIn(scenarioTexts(fixture)(path));
  if (typeof locked === "string")
    return { fixture, home: {}, visible: [], calls: {}, refused: [`The lock ${path} cannot be read: ${locked}.`] };
  const { visible, ...program } = standInProgram();
  const placed = standIns(artifacts, { lock: locked, real, results, strict: mcp !== undefined }, program);
  const edited = new Map(fixture);
  for (const [name, text] of Object.entries(placed.workspace))
    edited.set(name, { bytes: Buffer.from(text), executable: isExecutable(fixture.get(name)) });
  const { home, calls, refused } = placed;
  return { fixture: edited, home, visible: Object.keys(home).length === 0 ? [] : visible, calls, refused };
}

const isExecutable = (file: FixtureFile | undefined): boolean =>
  file !== undefined && "bytes" in file && file.executable;

function lockIn(text: string | undefined): McpLock | string {
  if (text === undefined) return {};
  const read = readMcpLock(text);
  return "lock" in read ? read.lock : read.problem;
}
