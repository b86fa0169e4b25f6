import { globSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname } from "node:path";
import { describe, expect, test } from "vitest";
import { agents } from "../../scripts/agents/table.ts";
import { clientFolder } from "../../scripts/clients/client-cache.ts";
import { newModelServer } from "../../src/host/models/model-server.ts";
import { fillHome } from "../../src/host/sandbox/fill-home.ts";
import { findGround } from "../../src/host/sandbox/find-ground.ts";
import { runIsolated } from "../../src/host/sandbox/run-isolated.ts";
import { visibleFor } from "../../src/host/sandbox/visible-for.ts";
import type { Started } from "../../src/rehearsal/adapters/adapter.ts";
import { adapters } from "../../src/rehearsal/adapters/adapters.ts";
import { findSteering } from "../../src/rehearsal/adapters/find-steering.ts";
import type { ScriptedTurn } from "../../src/rehearsal/scripted/turn.ts";
import { decode } from "../../src/syntax/decode.ts";
import { notedServer } from "../support/noted-server.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { SKILL, SKILL_BODY, type SkillCase, skillCases } from "./skill-cases.ts";
import { redirects, SINK_PORT, unpinned } from "./redirects.ts";

type Agent = keyof typeof agents;
const names = Object.keys(agents).filter((name): name is Agent => Object.hasOwn(agents, name));

/** OpenCode would fetch a ripgrep where PATH has none, and its tool for skills needs one. Codex brings one along. */
const [ripgrep = ""] = globSync(`${clientFolder(agents.codex)}/node_modules/@openai/codex-*/vendor/*/*/rg`);
const searched = [dirname(ripgrep), process.env["PATH"]].join(delimiter);
const ground = await findGround({ ...process.env, PATH: searched }, []);

interface Asking {
  readonly change?: ((started: Started) => Started) | undefined;
  readonly turns?: readonly ScriptedTurn[];
  readonly more?: SkillCase["more"];
  /** Milliseconds. */
  readonly timeMs?: number;
}
const PONG: ScriptedTurn = { answer: { text: "pong" } };

/**
 * One prompt to the real client in a workspace of these files, with a second server at hand that must not be asked.
 * `change` is for a client that is started in another way than its adapter has it.
 */
async function ask(
  name: Agent,
  files: Readonly<Record<string, string>>,
  { change = (started: Started) => started, turns = [PONG], more, timeMs = 120_000 }: Asking = {},
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
  const ran = await runIsolated(ground, {
    workspace: tempFolder(files),
    home,
    limits: { timeMs },
    server: model.server,
    others: [{ port: SINK_PORT, server: sink.server }],
    // Some of them are scripts for the Node of PATH.
    visible: [program, realpathSync(process.execPath), ripgrep].flatMap((one) => visibleFor(one, homedir())),
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
  return { ran, asked, sunk: sink.requests };
}

test("the namespaces are open, or nothing here is proven", () => {
  expect(ground.isolation).not.toBe("proxy-and-canary");
});

describe.each(names)("%s", (name) => {
  test("answers a prompt offline", async () => {
    const { ran, asked } = await ask(name, {});
    expect({ ended: ran.ended, said: ran.stdout.text }, ran.stderr.text).toMatchObject({
      ended: { kind: "exit", code: 0 },
      said: expect.stringContaining("pong"),
    });
    expect(asked.length).toBeGreaterThan(0);
  });

  test("loads a skill in the first of two turns, and has read it in the second", async () => {
    const { path, call, more } = skillCases[name];
    const turns = [{ answer: { text: "First the skill.", calls: [call] } }, PONG];
    const { ran, asked } = await ask(name, { [path]: SKILL }, { turns, ...(more && { more }) });
    expect(ran.ended, ran.stderr.text).toEqual({ kind: "exit", code: 0 });
    const bodies = asked.map(({ body }) => Buffer.from(body).toString());
    expect(bodies.at(-1)).toContain(SKILL_BODY);
    expect(bodies.at(0)).not.toContain(SKILL_BODY);
    expect(ran.stdout.text).toContain("pong");
  });

  test.each(Object.entries(redirects[name]))("is not led away by %s", async (_, files) => {
    const { ran, asked, sunk } = await ask(name, files);
    expect(sunk).toEqual([]);
    // A client that a workspace keeps from its server must at least not look well.
    const succeeded = ran.ended.kind === "exit" && ran.ended.code === 0;
    expect({ succeeded, answered: asked.length > 0 }, ran.stderr.text).not.toEqual({
      succeeded: true,
      answered: false,
    });
  });

  test.each(Object.entries(redirects[name]))("%s is told", (_, files) => {
    const sources = Object.entries(files).map(([path, text]) => decode(path, Buffer.from(text)).source);
    expect(findSteering(adapters[name], sources)).not.toEqual([]);
  });
});

describe.each(Object.entries(unpinned))("%s without its pins", (key, change) => {
  test("would be led away", async () => {
    const name = names.find((one) => one === key) ?? "claude-code";
    const [[, files] = []] = Object.entries(redirects[name]);
    const { sunk } = await ask(name, files ?? {}, { change, timeMs: 30_000 });
    expect(sunk).not.toEqual([]);
  });
});
