import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { agents } from "../agents/table.ts";
import { clientFolder } from "../clients/client-cache.ts";
import { newModelServer } from "../../src/host/models/model-server.ts";
import { fillHome } from "../../src/host/sandbox/fill-home.ts";
import { findGround } from "../../src/host/sandbox/find-ground.ts";
import type { SandboxGround } from "../../src/host/sandbox/isolated-run.ts";
import type { ProgramRun } from "../../src/rehearsal/isolation.ts";
import { runIsolated } from "../../src/host/sandbox/run-isolated.ts";
import { visibleFor } from "../../src/host/sandbox/visible-for.ts";
import type { Script, ScriptedCall, ScriptedTurn } from "../../src/rehearsal/scripted/turn.ts";
import type { ProbeFiles } from "./probe.ts";
import { questions, type Question, type Way } from "./questions.ts";

/** What a client did when it was asked. */
export interface Answer {
  /** Standard output and standard error. */
  readonly said: string;
  /** The bodies of its requests to the model, as they came. */
  readonly asked: string;
  readonly ended: ProgramRun["ended"];
}

const PONG: ScriptedTurn = { answer: { text: "pong" } };

/** Calls these tools, where there are any, and answers whatever else is asked with one word. */
function scriptsOf(calls: readonly ScriptedCall[]): readonly Script[] {
  const others: Script = { name: "others", when: {}, turns: [PONG], forever: true };
  if (calls.length === 0) return [others];
  // Side requests, for a title and the like, offer no tools.
  const turns: readonly ScriptedTurn[] = [{ answer: { text: "It is done.", calls } }, PONG];
  return [{ name: "calls", when: { tools: true }, turns, forever: true }, others];
}

let ground: Promise<SandboxGround> | undefined;

/**
 * Lays out a repository, and asks the real client about it, shut in, with a model that calls these tools and answers one
 * word. Throws where the machine has no namespaces: behind a proxy alone nothing would be proven.
 */
export async function askClient(
  question: Question,
  files: ProbeFiles,
  calls: readonly ScriptedCall[] = [],
): Promise<Answer> {
  ground ??= findGround(process.env, []);
  const known = await ground;
  if (known.isolation === "proxy-and-canary") throw new Error("This machine has no namespaces to shut a client in.");
  const { agent, start, keeps }: Way = questions[question];
  const program = join(clientFolder(agents[agent]), agents[agent].program);
  const { server, exchanges } = newModelServer({ mode: "strict", scripts: scriptsOf(calls) });
  const [home, workspace] = [mkdtempSync(join(tmpdir(), "oracle-")), mkdtempSync(join(tmpdir(), "oracle-"))];
  try {
    layOut(workspace, files);
    const ran = await runIsolated(known, {
      workspace,
      home,
      server,
      visible: [program, realpathSync(process.execPath)].flatMap((one) => visibleFor(one, homedir())),
      limits: { timeMs: 600_000, outputBytes: 32 * 1024 * 1024 },
      start: (inside) => {
        const started = start(inside, program);
        fillHome(home, started.files);
        return { program, ...started };
      },
    });
    const asked = exchanges()
      .map(({ body }) => Buffer.from(body).toString("utf8"))
      .join("\n");
    const kept = keeps !== undefined && existsSync(join(home, keeps)) ? readFileSync(join(home, keeps), "utf8") : "";
    return { said: `${ran.stdout.text}\n${ran.stderr.text}\n${kept}`, asked, ended: ran.ended };
  } finally {
    for (const folder of [home, workspace]) rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes the files, links last, into a folder that is a repository of its own: clients look for its top. */
function layOut(folder: string, files: ProbeFiles): void {
  for (const [path, content] of Object.entries(files)) {
    const at = join(folder, path);
    mkdirSync(dirname(at), { recursive: true });
    if (typeof content === "string") writeFileSync(at, content);
    else symlinkSync(content.link, at);
  }
  execFileSync("git", ["init", "--quiet"], { cwd: folder });
}
