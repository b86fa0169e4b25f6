import Anthropic from "@anthropic-ai/sdk";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { holdAnswers } from "../../src/checks/rehearsal/running/hold-answers.ts";
import { startModelServer } from "../../src/host/models/model-server.ts";
import { changesIn } from "../../src/host/sandbox/workspace-changes.ts";
import type { Ended } from "../../src/rehearsal/isolation.ts";
import { judgeCase } from "../../src/rehearsal/judging/judge-case.ts";
import { agentsOf } from "../../src/rehearsal/scenarios/agents-schema.ts";
import type { AgentScenario } from "../../src/rehearsal/scenarios/scenario.ts";
import { sumRun } from "../../src/rehearsal/sum-run.ts";
import { readYaml } from "./scenario-file.ts";
import { tempFolder } from "./temp-folder.ts";

/** The example of a team, as its test sees it: programs of Node's without types. */
type Orchestrators = Readonly<Record<string, (team: object, request: string) => Promise<void>>>;
interface Example {
  readonly newTeam: (world: object) => object;
  readonly orchestrators: Orchestrators;
  readonly broken: Orchestrators;
}

const load = (name: string): Promise<Example> => import(pathToFileURL(resolve("examples/orchestrators", name)).href);
const { newTeam } = await load("team.mjs");
export const { orchestrators } = await load("orchestrators.mjs");
export const { broken } = await load("broken.mjs");

/** The scenarios of one of its files. */
export function teamScenarios(file: string): readonly AgentScenario[] {
  const path = `examples/orchestrators/scenarios/${file}.yaml`;
  const { scenarios, problems } = readYaml(readFileSync(path, "utf8"), path);
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join("\n"));
  return scenarios.filter((one): one is AgentScenario => one.kind === "agent");
}

/** How long an agent of the example may take. */
const TEN_MINUTES = 600_000;

/** A clock on which pauses are over at once, and ten minutes when somebody says so. */
function fakeClock() {
  let now = 0;
  const waiting = new Map<object, { readonly at: number; readonly go: () => void }>();
  return {
    setTimeout: (go: () => void, milliseconds: number): object => {
      const timer = {};
      if (milliseconds < TEN_MINUTES) setImmediate(go);
      else waiting.set(timer, { at: now + milliseconds, go });
      return timer;
    },
    clearTimeout: (timer: object) => void waiting.delete(timer),
    pass: (milliseconds: number): void => {
      now += milliseconds;
      for (const [timer, { at, go }] of waiting)
        if (at <= now) {
          waiting.delete(timer);
          go();
        }
    },
    isWaitedFor: () => waiting.size > 0,
  };
}

/**
 * Plays a scenario with an orchestrator in this process, and says what is wrong with that. Where an agent never answers,
 * ten minutes pass as soon as all others are done; who waits even then waits for ever.
 */
export async function playTeam(
  scenario: AgentScenario,
  orchestrate: (team: object, request: string) => Promise<void>,
  folder = tempFolder(),
): Promise<readonly string[]> {
  const { hold, states } = holdAnswers(scenario, folder);
  const { scripts, faults = [] } = scenario;
  const agents = agentsOf(scenario);
  const arrivals = counted();
  const server = await startModelServer({
    mode: "strict",
    scripts,
    agents,
    faults,
    hold: async (arrival) => {
      arrivals.count();
      await hold?.(arrival);
    },
  });
  const lines: string[] = [];
  const done = counted();
  const clock = fakeClock();
  const team = newTeam({
    client: new Anthropic({ baseURL: server.url, apiKey: "none" }),
    clock,
    log: (line: string) => {
      lines.push(line);
      done.count();
    },
    write: async (path: string, text: string) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    },
  });
  try {
    const over = orchestrate(team, scenario.prompt).then(
      (): Ended => ({ kind: "exit", code: 0 }),
      (): Ended => ({ kind: "exit", code: 1 }),
    );
    let ended: Ended | undefined;
    if (faults.some(({ how }) => how === "times-out")) {
      await Promise.all([arrivals.reach(agents.length), done.reach(agents.length - 1)]);
      clock.pass(TEN_MINUTES);
      if (clock.isWaitedFor()) {
        ended = { kind: "time-limit", limitMs: TEN_MINUTES, obeyed: true };
        await server.close();
      }
    }
    const own = await over;
    const exchanges = server.exchanges();
    const { changes, texts } = changesIn(folder, new Map());
    const printed = (text: string) => ({ text, bytes: text.length, cut: false });
    const { findings } = await judgeCase(
      scenario,
      [
        {
          repeat: 0,
          ran: {
            isolation: "namespaces",
            ended: ended ?? own,
            stdout: printed(lines.map((line) => `${line}\n`).join("")),
            stderr: printed(""),
            durationMs: 0,
            memoryBytes: 0,
            processes: 1,
            left: [],
            attempts: [],
          },
          exchanges,
          tally: sumRun(exchanges),
          changes,
          recorded: [],
          ...(states && { states }),
          before: () => undefined,
          after: (path) => texts.get(path),
        },
      ],
      { stale: "warning", beside: () => undefined },
    );
    return findings.map(({ message }) => message);
  } finally {
    await server.close();
  }
}

/** Counts, and says when there are enough. */
function counted() {
  let count = 0;
  const waiting: { readonly least: number; readonly go: () => void }[] = [];
  const look = (): void => {
    for (const { least, go } of waiting) if (count >= least) go();
  };
  return {
    count: (): void => {
      count += 1;
      look();
    },
    reach: (least: number) =>
      new Promise<void>((go) => {
        waiting.push({ least, go });
        look();
      }),
  };
}
