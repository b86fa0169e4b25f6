import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { rehearseAgent } from "../../src/checks/rehearsal/running/rehearse-agent.ts";
import { isNotRun } from "../../src/checks/rehearsal/stage.ts";
import { findGround } from "../../src/host/sandbox/find-ground.ts";
import type { Fixture } from "../../src/host/sandbox/lay-out-workspace.ts";
import { readScenario } from "../../src/rehearsal/scenarios/read-scenario.ts";
import { decode } from "../../src/syntax/decode.ts";
import { parseYaml } from "../../src/syntax/yaml.ts";
import { measure, median, quartiles, type Spread } from "./measure.ts";

const AGENT = resolve("examples/agents/small-agent.mjs");
const SKILL = "---\nname: greet\ndescription: Use it whenever somebody says ping.\n---\nAnswer with pong.\n";
const SCENARIO = `prompt: ping
command: [node, agent.mjs]
turns:
  - calls: [{ name: Skill, arguments: { skill: greet } }]
  - text: pong
`;

export interface PairedCase {
  /** Of a two-turn case over the same agent bare, from start to end of the agent: the median of all pairs. */
  readonly ratio: number;
  readonly spread: Spread;
  readonly milliseconds: number;
  /** With all that stands around the agent: its folders, the sandbox and the server, begun and ended. */
  readonly wholeRatio: number;
  readonly bareMilliseconds: number;
  /** Requests for any address but the server's, in all rounds; of how they were counted tells the isolation. */
  readonly left: number;
  readonly isolation: string;
}

/** The same agent, in turns: as a dry run's case, and started bare against a server of thirty lines. */
export async function pairedCase(rounds: number): Promise<PairedCase> {
  const { source } = decode("scenarios/a.yaml", Buffer.from(SCENARIO));
  const [scenario] = readScenario({ source, ...parseYaml(source.text) }).scenarios;
  if (scenario?.kind !== "agent") throw new Error("The scenario cannot be read.");
  const fixture: Fixture = new Map([
    ["agent.mjs", { bytes: readFileSync(AGENT), executable: false }],
    ["skills/greet/SKILL.md", { bytes: Buffer.from(SKILL), executable: false }],
  ]);
  const stage = { ground: await findGround(process.env, []), env: process.env, untrusted: [], git: undefined };
  const bare = await bareServer();
  const pairs: { readonly own: number; readonly whole: number; readonly bare: number }[] = [];
  let left = 0;
  for (let round = -1; round < rounds; round += 1) {
    const start = performance.now();
    const ran = await rehearseAgent(scenario, { fixture, recordings: [], repeat: 0 }, stage);
    const whole = performance.now() - start;
    if (isNotRun(ran) || ran.ran.ended.kind !== "exit" || ran.ran.ended.code !== 0) throw new Error("The case failed.");
    left += ran.ran.attempts.reduce((sum, { count }) => sum + count, 0);
    const pair = { own: ran.ran.durationMs, whole, bare: await bare.run() };
    if (round >= 0) pairs.push(pair);
  }
  bare.close();
  const ratios = pairs.map((one) => one.own / one.bare);
  return {
    ratio: median(ratios),
    spread: quartiles(ratios),
    milliseconds: median(pairs.map(({ own }) => own)),
    wholeRatio: median(pairs.map((one) => one.whole / one.bare)),
    bareMilliseconds: median(pairs.map((one) => one.bare)),
    left,
    isolation: stage.ground.isolation,
  };
}

/** What everybody writes who needs a model that says two things. */
async function bareServer() {
  const folder = mkdtempSync(join(tmpdir(), "agent-ci-bench-"));
  cpSync(AGENT, join(folder, "agent.mjs"));
  mkdirSync(join(folder, "skills/greet"), { recursive: true });
  writeFileSync(join(folder, "skills/greet/SKILL.md"), SKILL);
  const usage = { input_tokens: 10, output_tokens: 5 };
  const server = createServer((incoming, response) => {
    let body = "";
    incoming.on("data", (piece: Buffer) => (body += piece.toString()));
    incoming.on("end", () => {
      const again = body.includes("tool_result");
      const call = { type: "tool_use", id: "toolu_1", name: "Skill", input: { skill: "greet" } };
      const content = [again ? { type: "text", text: "pong" } : call];
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ type: "message", role: "assistant", content, usage }));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const env = { PATH: process.env["PATH"], HOME: folder, ANTHROPIC_BASE_URL: `http://127.0.0.1:${port}` };
  const run = (): Promise<number> =>
    new Promise((done, fail) => {
      const start = performance.now();
      const child = spawn(process.execPath, ["agent.mjs"], { cwd: folder, env, stdio: ["pipe", "ignore", "ignore"] });
      child.stdin.end("ping");
      child.on("close", (code) =>
        code === 0 ? done(performance.now() - start) : fail(new Error("bare agent failed")),
      );
    });
  const close = (): void => {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { run, close };
}

/** A whole command that rehearses one case which does nothing, as a multiple of a Node that does nothing. */
export function commandStart(rounds: number): Pick<PairedCase, "ratio" | "spread" | "milliseconds"> {
  const folder = mkdtempSync(join(tmpdir(), "agent-ci-bench-"));
  try {
    mkdirSync(join(folder, "scenarios"));
    writeFileSync(
      join(folder, "scenarios/a.yaml"),
      'prompt: ping\ncommand: ["true"]\nworkspace: { git: false }\nturns: [{ text: pong }]\n',
    );
    const [, own] = measure(
      [
        { name: "node -e 0", args: ["-e", "0"] },
        { name: "dry-run", args: [resolve("dist/cli.js"), "dry-run"], cwd: folder },
      ],
      rounds,
    );
    if (!own) throw new Error("The command was not measured.");
    return { ratio: own.ratio, spread: own.spread, milliseconds: own.median };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
