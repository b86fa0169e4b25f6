import { newModelServer } from "../../../host/models/model-server.ts";
import { fillHome } from "../../../host/sandbox/fill-home.ts";
import { findAgent, type FoundAgent } from "../../../host/sandbox/find-agent.ts";
import type { SandboxGround } from "../../../host/sandbox/isolated-run.ts";
import { type LaidOut, layOutWorkspace } from "../../../host/sandbox/lay-out-workspace.ts";
import { INSIDE } from "../../../host/sandbox/orders.ts";
import { runIsolated } from "../../../host/sandbox/run-isolated.ts";
import { changesIn } from "../../../host/sandbox/workspace-changes.ts";
import { readShared } from "../../../host/team/read-shared.ts";
import { SIDE_BY_SIDE, takeTurns } from "../../../host/team/take-turns.ts";
import { TEAM_PROGRAM } from "../../../host/team/team-program.ts";
import { newTeamServer, pathOfAgent } from "../../../host/team/team-server.ts";
import { toolCalls } from "../../../host/mcp/tool-calls.ts";
import type { Rehearsal } from "../../../rehearsal/case-result.ts";
import type { Inside } from "../../../rehearsal/isolation.ts";
import { heldCalls } from "../../../rehearsal/mcp/held-calls.ts";
import type { TeamAgent, TeamScenario } from "../../../rehearsal/scenarios/scenario.ts";
import { sumRun } from "../../../rehearsal/sum-run.ts";
import { joinExchanges } from "../../../rehearsal/team/join-exchanges.ts";
import { isWhole, readTeam, teamRun } from "../../../rehearsal/team/team-output.ts";
import { isBeingWritten } from "../../../rehearsal/team/shared-state.ts";
import { watchStates } from "../../../rehearsal/team/watch-states.ts";
import { placeStandIns } from "../place-stand-ins.ts";
import type { Runner } from "../stage.ts";
import { findStaged, limitsOf, programOf, startedAs } from "./staged-agent.ts";
import { scenarioTexts } from "../texts-of.ts";

/** Several agents in one workspace and one sandbox, each with a server of its own: side by side, or in turns. */
export const rehearseTeam: Runner<TeamScenario> = async (scenario, props, stage) => {
  if (stage.live) return { why: "A team is not recorded: record its agents in scenarios of their own.", key: "agents" };
  const node = findAgent(["node"], stage.env, stage.untrusted);
  if (!node) return { why: "There is no `node` on PATH, which starts the agents of a team.", key: "agents" };
  const found: { readonly agent: TeamAgent; readonly program: FoundAgent }[] = [];
  for (const agent of scenario.agents) {
    const program = findStaged(agent, stage);
    if (typeof program === "string") return { why: `${agent.name}: ${program}`, key: "agents" };
    found.push({ agent, program });
  }
  const placed = await placeStandIns(scenario, props.fixture);
  if (placed.refused.length > 0) return { why: placed.refused.join(" "), key: "mcp" };
  const names = scenario.agents.map(({ name }) => name);
  const laid = layOutWorkspace(placed.fixture, scenario.workspace.git ? stage.git : undefined);
  const seed = scenario.seed + props.repeat;
  const watch = watchStates();
  const named = (agents: readonly number[]): readonly string[] => agents.map((at) => names[at] ?? "");
  const note = (by: readonly number[], over: readonly number[], busy: readonly number[]): void => {
    const { files, whole } = readShared(laid.workspace, scenario.shared);
    watch.note({ by: named(by), ended: named(over), busy: named(busy), files }, whole);
  };
  const turns = scenario.sequential
    ? takeTurns({ agents: names.length, seed, patienceMs: scenario.patience, acted: note })
    : SIDE_BY_SIDE;
  try {
    if (scenario.sequential) note([], [], []);
    const models = found.map(({ agent: { scripts } }, at) =>
      newModelServer({
        mode: "strict",
        scripts,
        folders: foldersOf(stage.ground, laid),
        hold: () => turns.wait(at),
      }),
    );
    const ran = await runIsolated(stage.ground, {
      workspace: laid.workspace,
      home: laid.home,
      server: newTeamServer(
        models.map(({ server }) => server),
        turns,
      ),
      visible: [...node.visible, ...placed.visible, ...found.flatMap(({ program }) => program.visible)],
      hidden: stage.untrusted,
      limits: limitsOf(scenario.limits),
      start: (inside) => ({
        program: node.program,
        args: ["-e", TEAM_PROGRAM],
        input: JSON.stringify({ url: inside.url, agents: ordersOf(scenario, found, inside, laid, placed.home) }),
      }),
    });
    turns.stop();
    const members = readTeam(ran, names);
    const exchanges = joinExchanges(
      names,
      models.map((model) => model.exchanges()),
    );
    const { changes, texts } = changesIn(laid.workspace, placed.fixture);
    const before = scenarioTexts(props.fixture);
    const gone = new Set(changes.flatMap(({ path, how }) => (how === "removed" ? [path] : [])));
    const { states, whole } = watch.watched();
    const called = heldCalls(toolCalls(laid.home, placed.calls));
    const rehearsal: Rehearsal = {
      repeat: props.repeat,
      ran: teamRun(members, ran),
      ...(isWhole(ran) && { members }),
      exchanges,
      tally: sumRun(exchanges),
      changes,
      recorded: [],
      held: { ...called, missed: [...called.missed, ...(whole ? [] : [TOO_MUCH])] },
      before,
      after: (path) => (gone.has(path) ? undefined : (texts.get(path) ?? before(path))),
      ...(scenario.sequential && {
        states: (path) => states.flatMap((state) => (isBeingWritten(state, path) ? [] : (state.files.get(path) ?? []))),
        interleaved: { seed, order: named(turns.order()), ...(whole && { states }) },
      }),
    };
    return rehearsal;
  } finally {
    turns.stop();
    laid.remove();
  }
};

const TOO_MUCH =
  "The shared folder holds or changes more than is looked at: 200 files of 256 KB, 2 MB together, 10 folders deep. Name a smaller one in `shared:`.";

const foldersOf = ({ isolation }: SandboxGround, { workspace, home }: LaidOut) =>
  isolation === "proxy-and-canary" ? { cwd: workspace, home } : { cwd: INSIDE.workspace, home: INSIDE.home };

/** What the program that starts them is told; they have one HOME, as on the machine of somebody who starts several. */
function ordersOf(
  { env }: TeamScenario,
  found: readonly { readonly agent: TeamAgent; readonly program: FoundAgent }[],
  inside: Inside,
  { home }: LaidOut,
  files: Readonly<Record<string, string>>,
) {
  return found.map(({ agent, program }, at) => {
    const own = { ...inside, url: inside.url + pathOfAgent(at) };
    const started = startedAs(agent, own);
    fillHome(home, { ...started.files, ...files });
    return programOf(agent, program, { inside: own, started, env });
  });
}
