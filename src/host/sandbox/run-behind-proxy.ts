import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { randomUUID } from "node:crypto";
import { finished } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { whenEnded } from "../machine/when-ended.ts";
import { identityOf } from "./chain.ts";
import { environmentOf } from "./environment.ts";
import type { Ended, Inside, ProgramRun } from "../../rehearsal/isolation.ts";
import { SANDBOX_LIMITS, type SandboxGround, type IsolatedRun, type SandboxLimits } from "./isolated-run.ts";
import { keepOutput } from "./keep-output.ts";
import { closed, listening } from "./listening.ts";
import { openCanary } from "./open-canary.ts";
import { otherUser } from "./other-user.ts";
import { memoryOfProcesses, membersOf, nameOfProcess, withDescendants } from "./processes.ts";

const SAMPLE_MS = 100;
const LOCAL = { host: "127.0.0.1", port: 0 };

/**
 * Runs a program where the machine has no namespaces for us. Nothing keeps it from the network, and little from the
 * file system: proxy variables lead what it sends to the canary, and what it starts is found by its group, by a mark in
 * its environment, and by its user where that is not ours.
 */
export async function runBehindProxy(ground: SandboxGround, run: IsolatedRun): Promise<ProgramRun> {
  let url = "http://127.0.0.1:9"; // nobody answers
  const canary = openCanary(() => new URL(url).host, run.server);
  const others = run.others ?? [];
  const doors = [canary.server, ...(run.server ? [run.server] : []), ...others.map(({ server }) => server)];
  try {
    const canaryPort = await listening(canary.server, LOCAL);
    if (run.server) url = `http://127.0.0.1:${await listening(run.server, LOCAL)}`;
    await Promise.all(others.map(({ server, port }) => listening(server, { ...LOCAL, port })));
    const inside = { url, canary: `http://127.0.0.1:${canaryPort}`, home: run.home, workspace: run.workspace };
    return { ...(await live(ground, run, inside)), attempts: canary.attempts() };
  } finally {
    await Promise.all(doors.map(closed));
  }
}

async function live(ground: SandboxGround, run: IsolatedRun, inside: Inside): Promise<Omit<ProgramRun, "attempts">> {
  const limits = { ...SANDBOX_LIMITS, ...run.limits };
  const start = run.start(inside);
  const mark = `AGENT_CI_RUN=${randomUUID()}`;
  const [name = "", value = ""] = mark.split("=");
  const env = { ...environmentOf(inside, start, ground.path), [name]: value };
  const { setpriv } = ground.programs;
  const user = otherUser(ground, run, start.program);
  const become = user && setpriv ? [setpriv, ...identityOf(user), "--"] : [];
  // Without a way to become somebody else, and not longer than this process: to become another forgets that.
  const chain = setpriv === undefined ? [] : [...become, setpriv, "--no-new-privs", "--pdeathsig=KILL", "--"];
  const [program = "", ...args] = [...chain, start.program, ...start.args];
  const startedAt = performance.now();
  const child = spawn(program, args, { cwd: run.workspace, env, stdio: "pipe", detached: true });
  const stdout = keepOutput(child.stdout, limits.outputBytes);
  const stderr = keepOutput(child.stderr, limits.outputBytes);
  child.stdin.on("error", () => undefined); // it ended without reading all
  child.stdin.end(start.input ?? "");
  const release = whenEnded(() => signal(child, "SIGKILL"));
  const sampled = sample(child);
  const ended = await endOf(child, limits, sampled);
  const durationMs = performance.now() - startedAt;
  const left = child.pid === undefined ? [] : await clearAway(child.pid, mark, user?.uid);
  await outputEnd(child, limits.graceMs);
  sampled.stop();
  release();
  const { memoryBytes, processes } = sampled;
  return {
    isolation: ground.isolation,
    ended,
    stdout: stdout(),
    stderr: stderr(),
    durationMs,
    memoryBytes,
    processes,
    left,
  };
}

interface Sampled {
  memoryBytes: number;
  processes: number;
  readonly stop: () => void;
}

function sample({ pid }: ChildProcessWithoutNullStreams): Sampled {
  const memoryOf = memoryOfProcesses();
  const look = (): void => {
    const all = pid === undefined ? [] : withDescendants(pid);
    sampled.memoryBytes = Math.max(sampled.memoryBytes, memoryOf(all));
    sampled.processes = Math.max(sampled.processes, all.length);
  };
  const timer = setInterval(look, SAMPLE_MS);
  const sampled: Sampled = { memoryBytes: 0, processes: 0, stop: () => clearInterval(timer) };
  return sampled;
}

/** Waits for the end, asks for it when the time is up, and forces it when that is not obeyed. */
function endOf(child: ChildProcessWithoutNullStreams, limits: SandboxLimits, sampled: Sampled): Promise<Ended> {
  let forced: Ended | undefined;
  const force = (why: Ended): void => {
    forced = why;
    signal(child, "SIGKILL");
  };
  const late = (obeyed: boolean): Ended => ({ kind: "time-limit", limitMs: limits.timeMs, obeyed });
  let asked = false;
  let limit = setTimeout(() => {
    asked = true;
    signal(child, "SIGTERM");
    limit = setTimeout(() => force(late(false)), limits.graceMs);
  }, limits.timeMs);
  const watch = setInterval(() => {
    if (sampled.processes > limits.processes) force({ kind: "too-many-processes", limit: limits.processes });
  }, SAMPLE_MS);
  return new Promise<Ended>((done) => {
    child.on("error", ({ message }) => done({ kind: "not-started", reason: message }));
    child.on("exit", (code, name) => {
      const own: Ended = name === null ? { kind: "exit", code: code ?? 0 } : { kind: "signal", signal: name };
      done(forced ?? (asked ? late(true) : own));
    });
  }).finally(() => {
    clearTimeout(limit);
    clearInterval(watch);
  });
}

/**
 * Kills whatever is still there; answers with the names.
 * What forks faster than it is killed is met again in the next round.
 */
async function clearAway(group: number, mark: string, user: number | undefined): Promise<readonly string[]> {
  const names: string[] = [];
  for (let round = 0; round < 50; round += 1) {
    const left = membersOf(group, mark, user);
    if (round === 0) names.push(...left.slice(0, 20).map(nameOfProcess));
    if (left.length === 0) break;
    for (const pid of [-group, ...left]) kill(pid, "SIGKILL");
    await sleep(20);
  }
  if (process.platform !== "linux") kill(-group, "SIGKILL");
  return names;
}

/** Both streams end with the last process that holds them; one that nobody found must not hold this one up. */
async function outputEnd(child: ChildProcessWithoutNullStreams, patienceMs: number): Promise<void> {
  const streams = [child.stdout, child.stderr];
  const patience = sleep(patienceMs, undefined, { ref: false }).then(() =>
    streams.forEach((stream) => stream.destroy()),
  );
  await Promise.race([Promise.allSettled(streams.map((stream) => finished(stream))), patience]);
}

function signal(child: ChildProcessWithoutNullStreams, name: NodeJS.Signals): void {
  // Windows has no groups that a signal could be sent to.
  if (process.platform === "win32") child.kill(name);
  else if (child.pid !== undefined) kill(-child.pid, name);
}

function kill(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended meanwhile.
  }
}
