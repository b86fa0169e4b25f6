import { newModelServer } from "../../../host/models/model-server.ts";
import type { ModelServerOptions } from "../../../host/models/options.ts";
import { fillHome } from "../../../host/sandbox/fill-home.ts";
import type { IsolatedRun } from "../../../host/sandbox/isolated-run.ts";
import { type LaidOut, layOutWorkspace } from "../../../host/sandbox/lay-out-workspace.ts";
import { INSIDE } from "../../../host/sandbox/orders.ts";
import { runIsolated } from "../../../host/sandbox/run-isolated.ts";
import { changesIn } from "../../../host/sandbox/workspace-changes.ts";
import type { Rehearsal } from "../../../rehearsal/case-result.ts";
import type { AgentScenario } from "../../../rehearsal/scenarios/scenario.ts";
import { agentsOf } from "../../../rehearsal/scenarios/agents-schema.ts";
import { sumRun } from "../../../rehearsal/sum-run.ts";
import { heldCalls } from "../../../rehearsal/mcp/held-calls.ts";
import { toolCalls } from "../../../host/mcp/tool-calls.ts";
import { holdAnswers } from "./hold-answers.ts";
import { placeStandIns } from "../place-stand-ins.ts";
import { scenarioTexts } from "../texts-of.ts";
import type { Props, Runner, Stage } from "../stage.ts";
import { findStaged, limitsOf, programOf, startedAs } from "./staged-agent.ts";

/** An agent, started as its adapter knows to, with a server of models that knows turns and recordings alone. */
export const rehearseAgent: Runner<AgentScenario> = async (scenario, props, stage) => {
  const agent = findStaged(scenario, stage);
  if (typeof agent === "string") return { why: agent, key: scenario.command.length > 0 ? "command" : "adapter" };
  const placed = await placeStandIns(scenario, props.fixture);
  if (placed.refused.length > 0) return { why: placed.refused.join(" "), key: "mcp" };
  const laid = layOutWorkspace(placed.fixture, scenario.workspace.git ? stage.git : undefined);
  try {
    const { hold, states } = holdAnswers(scenario, laid.workspace);
    const model = newModelServer({ ...serverOptions(scenario, props, stage, laid), ...(hold && { hold }) });
    const run: IsolatedRun = {
      workspace: laid.workspace,
      home: laid.home,
      server: model.server,
      visible: [...agent.visible, ...placed.visible],
      hidden: stage.untrusted,
      limits: limitsOf(scenario.limits),
      start: (inside) => {
        const started = startedAs(scenario, inside);
        fillHome(laid.home, { ...started.files, ...placed.home });
        return programOf(scenario, agent, { inside, started, env: scenario.env });
      },
    };
    const ran = await runIsolated(stage.ground, run);
    const exchanges = model.exchanges();
    stage.live?.spend(model.spent());
    const { changes, texts } = changesIn(laid.workspace, placed.fixture);
    const before = scenarioTexts(props.fixture);
    const gone = new Set(changes.flatMap(({ path, how }) => (how === "removed" ? [path] : [])));
    const rehearsal: Rehearsal = {
      repeat: props.repeat,
      ran,
      exchanges,
      tally: sumRun(exchanges),
      changes,
      recorded: model.recorded(),
      held: heldCalls(toolCalls(laid.home, placed.calls)),
      ...(states && { states }),
      before,
      after: (path) => (gone.has(path) ? undefined : (texts.get(path) ?? before(path))),
    };
    return rehearsal;
  } finally {
    laid.remove();
  }
};

function serverOptions(
  scenario: AgentScenario,
  { recordings, repeat }: Props,
  { ground, live }: Stage,
  { workspace, home }: LaidOut,
): ModelServerOptions {
  const { scripts, recordings: folder, faults } = scenario;
  const inside = ground.isolation === "proxy-and-canary" ? { workspace, home } : INSIDE;
  const common = { scripts, recordings, repeat, folders: { cwd: inside.workspace, home: inside.home } };
  if (!live || folder === undefined)
    return { ...common, mode: "strict", agents: agentsOf(scenario), ...(faults && { faults }) };
  const { mode, upstream, budget, prices, keepErrors, keepTexts, keep } = live;
  const onRecording: ModelServerOptions["onRecording"] = (recording, file) => keep(folder, recording, file);
  return { ...common, mode, upstream, budget: budget(), prices, keepErrors, keepTexts, onRecording };
}
