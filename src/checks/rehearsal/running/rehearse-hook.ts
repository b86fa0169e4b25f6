import { layOutWorkspace } from "../../../host/sandbox/lay-out-workspace.ts";
import { rehearseHooks } from "../../../host/sandbox/rehearse-hooks.ts";
import { changesIn } from "../../../host/sandbox/workspace-changes.ts";
import type { Hook } from "../../../inventory/hooks/hook.ts";
import { hooksOf } from "../../../inventory/hooks/hooks.ts";
import { takeInventory } from "../../../inventory/take-inventory.ts";
import type { Rehearsal } from "../../../rehearsal/case-result.ts";
import { missedBy } from "../../../rehearsal/hooks/hook-case.ts";
import { sumOfRuns } from "../../../rehearsal/hooks/hook-run-sum.ts";
import type { ProgramRun } from "../../../rehearsal/isolation.ts";
import type { HookScenario } from "../../../rehearsal/scenarios/scenario.ts";
import { sumRun } from "../../../rehearsal/sum-run.ts";
import { fixtureFiles } from "../fixture-files.ts";
import { findAgent } from "../../../host/sandbox/find-agent.ts";
import { scenarioTexts } from "../texts-of.ts";
import type { Props, Runner } from "../stage.ts";

/** Feeds the events of a scenario to the hooks of its file as their client would, each in a workspace of its own. */
export const rehearseHook: Runner<HookScenario> = async (scenario, { fixture, repeat }, stage) => {
  const hooks = await hooksIn(fixture, scenario.hooks);
  const dialect = hooks[0]?.dialect;
  if (dialect === undefined) return { why: `\`${scenario.hooks}\` of the workspace declares no hooks.`, key: "hooks" };
  if (dialect === "kiro") return { why: "How Kiro starts its hooks is not known here.", key: "hooks" };
  const { seconds = 120, "output-bytes": outputBytes, processes } = scenario.limits;
  const missed: string[] = [];
  const rans: ProgramRun[] = [];
  const changes = new Map<string, Rehearsal["changes"][number]>();
  const after = new Map<string, string>();
  for (const row of scenario.events) {
    const laid = layOutWorkspace(fixture, scenario.workspace.git ? stage.git : undefined);
    try {
      const outcome = await rehearseHooks(stage.ground, {
        dialect,
        hooks,
        event: row,
        env: scenario.env,
        ...(scenario.plugin !== undefined && { plugin: scenario.plugin }),
        place: {
          workspace: laid.workspace,
          home: laid.home,
          // Many hooks are scripts for Node.
          visible: findAgent(["node"], stage.env, stage.untrusted)?.visible ?? [],
          hidden: stage.untrusted,
          limits: {
            timeMs: seconds * 1000,
            ...(outputBytes !== undefined && { outputBytes }),
            ...(processes !== undefined && { processes }),
          },
        },
      });
      rans.push(...outcome.rans);
      missed.push(...sentence(row.because ?? nameOf(row), missedBy(row, outcome)));
      const changed = changesIn(laid.workspace, fixture);
      for (const one of changed.changes) changes.set(one.path, one);
      for (const [path, text] of changed.texts) after.set(path, text);
    } finally {
      laid.remove();
    }
  }
  const before = scenarioTexts(fixture);
  return {
    repeat,
    ran: sumOfRuns(rans) ?? { ...NONE_RAN, isolation: stage.ground.isolation },
    exchanges: [],
    tally: sumRun([]),
    changes: [...changes.values()].toSorted((one, other) => (one.path < other.path ? -1 : 1)),
    before,
    after: (path) => (changes.get(path)?.how === "removed" ? undefined : (after.get(path) ?? before(path))),
    recorded: [],
    held: { expected: scenario.events.length, missed },
  };
};

async function hooksIn(fixture: Props["fixture"], path: string): Promise<readonly Hook[]> {
  const scope = { ignored: (one: string): boolean => one !== path };
  const { artifacts } = await takeInventory(fixtureFiles(fixture), scope, { outline: false });
  return artifacts.flatMap((artifact) => hooksOf(artifact)?.hooks ?? []);
}

/** One sentence per event: what it is, and all that is missed of it. */
const sentence = (what: string, missed: readonly string[]): readonly string[] =>
  missed.length === 0 ? [] : [`${what}: ${missed.join("; ")}.`];

const MOST_SHOWN = 100;

function nameOf({ name, input }: HookScenario["events"][number]): string {
  const shown = JSON.stringify(input);
  return `${name} ${shown.length > MOST_SHOWN ? `${shown.slice(0, MOST_SHOWN)}…` : shown}`;
}

const SILENT = { text: "", bytes: 0, cut: false };
const NONE_RAN: Omit<ProgramRun, "isolation"> = {
  ended: { kind: "exit", code: 0 },
  stdout: SILENT,
  stderr: SILENT,
  durationMs: 0,
  memoryBytes: 0,
  processes: 0,
  left: [],
  attempts: [],
};
