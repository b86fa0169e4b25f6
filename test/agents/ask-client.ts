import { globSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname } from "node:path";
import { agents } from "../../scripts/agents/table.ts";
import { clientFolder } from "../../scripts/clients/client-cache.ts";
import { newModelServer } from "../../src/host/models/model-server.ts";
import { fillHome } from "../../src/host/sandbox/fill-home.ts";
import { findGround } from "../../src/host/sandbox/find-ground.ts";
import { runIsolated } from "../../src/host/sandbox/run-isolated.ts";
import { visibleFor } from "../../src/host/sandbox/visible-for.ts";
import type { Started } from "../../src/rehearsal/adapters/adapter.ts";
import { adapters } from "../../src/rehearsal/adapters/adapters.ts";
import type { ScriptedTurn } from "../../src/rehearsal/scripted/turn.ts";
import { notedServer } from "../support/noted-server.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { SINK_PORT } from "./redirects.ts";
import type { SkillCase } from "./skill-cases.ts";

export type Agent = keyof typeof agents;
export const names = Object.keys(agents).filter((name): name is Agent => Object.hasOwn(agents, name));

/** OpenCode would fetch a ripgrep where PATH has none, and its tool for skills needs one. Codex brings one along. */
const [ripgrep = ""] = globSync(`${clientFolder(agents.codex)}/node_modules/@openai/codex-*/vendor/*/*/rg`);
export const searched = [dirname(ripgrep), process.env["PATH"]].join(delimiter);
export const ground = await findGround({ ...process.env, PATH: searched }, []);

export interface Asking {
  readonly change?: ((started: Started) => Started) | undefined;
  readonly turns?: readonly ScriptedTurn[];
  readonly more?: SkillCase["more"];
  /** More programs that it needs to see. */
  readonly visible?: readonly string[];
  /** Milliseconds. */
  readonly timeMs?: number;
}
export const PONG: ScriptedTurn = { answer: { text: "pong" } };

/**
 * One prompt to the real client in a workspace of these files, with a second server at hand that must not be asked.
 * `change` is for a client that is started in another way than its adapter has it.
 */
export async function ask(
  name: Agent,
  files: Readonly<Record<string, string>>,
  { change = (started: Started) => started, turns = [PONG], more, timeMs = 120_000, visible = [] }: Asking = {},
) {
  const program = `${clientFolder(agents[name])}/${agents[name].program}`;
  // Side requests, for a title and the like, offer no tools.
  const scripts = [
    { name: "turns", when: { tools: true }, turns, forever: true },
    { name: "others", when: {}, turns: [PONG], forever: true },
  ];
  const model = newModelServer({ mode: "strict", scripts });
  const sink = notedServer("sunk");
  const home = tempFolder();
  const workspace = tempFolder(files);
  const ran = await runIsolated(ground, {
    workspace,
    home,
    limits: { timeMs },
    server: model.server,
    others: [{ port: SINK_PORT, server: sink.server }],
    // Some of them are scripts for the Node of PATH.
    visible: [program, realpathSync(process.execPath), ripgrep, ...visible].flatMap((one) =>
      visibleFor(one, homedir()),
    ),
    start: (inside) => {
      const started = change(adapters[name].start({ prompt: "ping", ...inside, ...more }));
      fillHome(home, started.files);
      return { program, ...started };
    },
  });
  const asked = model.exchanges().filter(({ outcome }) => outcome.kind === "scripted");
  const figures = [
    `${Math.round(ran.durationMs)} ms`,
    `${Math.round(ran.memoryBytes / 1e6)} MB`,
    `${asked.length} requests of ${asked.map(({ body }) => body.length).join(", ")} bytes`,
    `refused: ${ran.attempts.map(({ host, count }) => `${host} ×${count}`).join(", ") || "nothing"}`,
  ];
  process.stdout.write(`${name} ${agents[name].version}  ${ran.isolation}  ${figures.join("  ")}\n`);
  return { ran, asked, sunk: sink.requests, workspace };
}
