import { basename } from "node:path";
import { commitFiles } from "../../host/git/commit-files.ts";
import { findAgent } from "../../host/sandbox/find-agent.ts";
import { type Fixture, layOutWorkspace } from "../../host/sandbox/lay-out-workspace.ts";
import { runIsolated } from "../../host/sandbox/run-isolated.ts";
import { takeInventory } from "../../inventory/take-inventory.ts";
import type { Section } from "../../model/report.ts";
import { adapters } from "../../rehearsal/adapters/adapters.ts";
import { billedFiles } from "../../rehearsal/bill/billed-files.ts";
import { billSection } from "../../rehearsal/bill/bill-section.ts";
import { type Bill, contextBill, type Count } from "../../rehearsal/bill/context-bill.ts";
import { asksModel } from "../../rehearsal/judging/asks-model.ts";
import type { AgentScenario } from "../../rehearsal/scenarios/scenario.ts";
import type { Exchange } from "../../rehearsal/exchange.ts";
import { loadTokenizer } from "../../tokens/tokenizer.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { fixtureFiles } from "./fixture-files.ts";
import { fixtureOf } from "./fixture-of.ts";
import { rehearseAgent } from "./running/rehearse-agent.ts";
import type { RanCase } from "./rehearse-cases.ts";
import { isNotRun, type Stage } from "./stage.ts";

const ENCODING = "o200k_base";

/**
 * The bill of each agent that was rehearsed, by its first case that asked a model; where there is a base, that case is
 * run once more in the base's workspace. None where no agent asked anything.
 */
export async function billCases(
  ran: readonly RanCase[],
  fixtures: ReadonlyMap<unknown, Fixture>,
  stage: Stage,
  workspace: Workspace,
): Promise<readonly Section[]> {
  const first = new Map<string, { readonly scenario: AgentScenario; readonly exchanges: readonly Exchange[] }>();
  for (const { scenario, rehearsals } of ran) {
    if (scenario.kind !== "agent" || first.has(agentOf(scenario))) continue;
    const exchanges = rehearsals[0]?.exchanges ?? [];
    if (exchanges.some(asksModel)) first.set(agentOf(scenario), { scenario, exchanges });
  }
  if (first.size === 0) return [];
  const { count: tokens } = await loadTokenizer(ENCODING);
  const count: Count = async (texts) => texts.map((text) => tokens(text));
  const [head, base]: [Bill[], Bill[]] = [[], []];
  for (const [agent, { scenario, exchanges }] of first) {
    const version = await versionOf(scenario, stage);
    const who = { agent, ...(version !== undefined && { version }) };
    head.push(await billOf(exchanges, fixtures.get(scenario) ?? new Map(), count, who));
    const before = await onBase(scenario, stage, workspace);
    if (before) base.push(await billOf(before.exchanges, before.fixture, count, who));
  }
  return [billSection(ENCODING, head, base)];
}

const agentOf = ({ adapter, command: [program = ""] }: AgentScenario): string =>
  adapter === "command" || adapter === "http" ? basename(program) : adapter;

async function billOf(
  exchanges: readonly Exchange[],
  fixture: Fixture,
  count: Count,
  who: Pick<Bill, "agent" | "version">,
): Promise<Bill> {
  const { artifacts } = await takeInventory(fixtureFiles(fixture), { ignored: () => false }, { outline: false });
  return contextBill(exchanges, billedFiles(artifacts), count, who);
}

/** What the agent asks in the base's workspace: it need not be answered to be counted. */
async function onBase(scenario: AgentScenario, stage: Stage, { sides, place }: Workspace) {
  const [side, commit] = [await sides.base({ outline: false }), await sides.baseCommit()];
  if (!side || !place.git || commit === undefined) return undefined;
  const fixture = fixtureOf(scenario, side, commitFiles(place.git, commit, place.prefix));
  const { live: _, ...offline } = stage;
  const run = await rehearseAgent(scenario, { fixture, recordings: [], repeat: 0 }, offline);
  return isNotRun(run) ? undefined : { fixture, exchanges: run.exchanges };
}

const PATIENCE_MS = 10_000;

/** What a client says of its version; nothing is asked of a program that we do not know. */
async function versionOf({ adapter, command }: AgentScenario, stage: Stage): Promise<string | undefined> {
  if (adapter === "command" || adapter === "http") return undefined;
  const [named] = command;
  const agent = findAgent(named === undefined ? adapters[adapter].programs : [named], stage.env, stage.untrusted);
  if (!agent || agent.program.startsWith("./")) return undefined;
  const laid = layOutWorkspace(new Map(), undefined);
  try {
    const { program, visible } = agent;
    const ran = await runIsolated(stage.ground, {
      workspace: laid.workspace,
      home: laid.home,
      visible,
      hidden: stage.untrusted,
      limits: { timeMs: PATIENCE_MS },
      start: () => ({ program, args: ["--version"] }),
    });
    return /\d{1,9}(?:\.\d{1,9}){1,3}/.exec(ran.stdout.text.slice(0, 1000))?.[0];
  } finally {
    laid.remove();
  }
}
