import { newModelServer } from "../../host/models/model-server.ts";
import type { ModelServerOptions } from "../../host/models/options.ts";
import { fillHome } from "../../host/sandbox/fill-home.ts";
import { findAgent, type FoundAgent } from "../../host/sandbox/find-agent.ts";
import type { IsolatedRun, SandboxLimits, Start } from "../../host/sandbox/isolated-run.ts";
import { type LaidOut, layOutWorkspace } from "../../host/sandbox/lay-out-workspace.ts";
import { INSIDE } from "../../host/sandbox/orders.ts";
import { runIsolated } from "../../host/sandbox/run-isolated.ts";
import { changesIn } from "../../host/sandbox/workspace-changes.ts";
import type { Started } from "../../rehearsal/adapters/adapter.ts";
import { adapters } from "../../rehearsal/adapters/adapters.ts";
import type { Rehearsal } from "../../rehearsal/case-result.ts";
import type { Inside } from "../../rehearsal/isolation.ts";
import type { AgentScenario, ScenarioLimits } from "../../rehearsal/scenarios/scenario.ts";
import { agentsOf } from "../../rehearsal/scenarios/agents-schema.ts";
import { sumRun } from "../../rehearsal/sum-run.ts";
import { heldCalls } from "../../rehearsal/mcp/held-calls.ts";
import { toolCalls } from "../../host/mcp/tool-calls.ts";
import { holdAnswers } from "./hold-answers.ts";
import { placeStandIns } from "./place-stand-ins.ts";
import { scenarioTexts } from "./texts-of.ts";
import type { Props, Runner, Stage } from "./stage.ts";
import { HTTP_PROGRAM } from "./http-program.ts";

/** An agent, started as its adapter knows to, with a server of models that knows turns and recordings alone. */
export const rehearseAgent: Runner<AgentScenario> = async (scenario, props, stage) => {
  const { adapter, command } = scenario;
  const names = namesOf(scenario);
  const agent = findAgent(names, stage.env, stage.untrusted);
  if (!agent) {
    const named = names.map((name) => `\`${name.slice(0, 100)}\``).join(" or ");
    return { why: `There is no ${named} on PATH.`, key: command.length > 0 ? "command" : "adapter" };
  }
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
      visible: [...agent.visible, ...placed.visible, ...(adapter === "http" ? httpVisible(scenario, stage) : [])],
      hidden: stage.untrusted,
      limits: limitsOf(scenario.limits),
      start: (inside) => {
        const started = startOf(scenario, inside);
        fillHome(laid.home, { ...started.files, ...placed.home });
        return programOf(scenario, agent, inside, started);
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

/** Programs in the order in which they are looked for. The adapter `http` starts ours, which starts theirs. */
function namesOf({ adapter, command }: AgentScenario): readonly string[] {
  if (adapter === "http") return ["node"];
  const [named] = command;
  return named === undefined ? adapters[adapter].programs : [named];
}

const httpVisible = ({ command: [program = ""] }: AgentScenario, { env, untrusted }: Stage): readonly string[] =>
  findAgent([program], env, untrusted)?.visible ?? [];

function startOf({ adapter, command, args, model, prompt }: AgentScenario, inside: Inside): Started {
  const asked = { ...inside, prompt, ...(model !== undefined && { model }) };
  if (adapter === "http")
    return adapters.command.start({ ...asked, args: ["-e", HTTP_PROGRAM, "--", ...command, ...args] });
  return adapters[adapter].start({ ...asked, args: [...command.slice(1), ...args] });
}

function programOf(scenario: AgentScenario, { program }: FoundAgent, inside: Inside, { args, env }: Started): Start {
  const reads = scenario.adapter === "command" || scenario.adapter === "http";
  return {
    program: program.startsWith("./") ? `${inside.workspace}${program.slice(1)}` : program,
    args,
    env: { ...scenario.env, ...env },
    ...(reads && { input: scenario.prompt }),
  };
}

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
  const { mode, upstream, budget, keepErrors, keepTexts, keep } = live;
  const onRecording: ModelServerOptions["onRecording"] = (recording, file) => keep(folder, recording, file);
  return { ...common, mode, upstream, budget: budget(), keepErrors, keepTexts, onRecording };
}

const limitsOf = ({ seconds, "output-bytes": outputBytes, processes }: ScenarioLimits): Partial<SandboxLimits> => ({
  ...(seconds !== undefined && { timeMs: seconds * 1000 }),
  ...(outputBytes !== undefined && { outputBytes }),
  ...(processes !== undefined && { processes }),
});
