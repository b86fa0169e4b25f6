import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { chainTo } from "./chain.ts";
import { INIT_PROGRAM } from "./init/init-program.ts";
import { GRACE_MS, LIMITS, type Ended, type Ground, type IsolatedRun, type Ran } from "./isolation.ts";
import { keepOutput } from "./keep-output.ts";
import { closed, listening } from "./listening.ts";
import { openCanary } from "./open-canary.ts";
import { CANARY_SOCKET, doorsOf, INSIDE, ordersFor } from "./orders.ts";
import { readWords } from "./read-words.ts";

/** Milliseconds for namespaces to be made, and to vanish. */
const PATIENCE_MS = 20_000;

/** Runs a program in namespaces of its own: what it must not reach is not there. */
export async function runInNamespaces(ground: Ground, run: IsolatedRun): Promise<Ran> {
  // A short path: that of a unix socket has at most 107 bytes.
  const folder = mkdtempSync(join(tmpdir(), "aci-"));
  const control = createServer();
  const canary = openCanary(() => new URL(INSIDE.url).host, run.server);
  const doors = [{ name: CANARY_SOCKET, server: canary.server }, ...doorsOf(run)];
  try {
    await listening(control, { path: join(folder, "control") });
    await Promise.all(doors.map(({ name, server }) => listening(server, { path: join(folder, name) })));
    return { ...(await live(ground, run, folder, control)), attempts: canary.attempts() };
  } finally {
    await Promise.all([control, ...doors.map(({ server }) => server)].map(closed));
    rmSync(folder, { recursive: true, force: true });
  }
}

async function live(ground: Ground, run: IsolatedRun, folder: string, control: Server): Promise<Omit<Ran, "attempts">> {
  const limits = { ...LIMITS, ...run.limits };
  const start = run.start(INSIDE);
  const orders = ordersFor(ground, run, start, folder);
  writeFileSync(join(folder, "init"), INIT_PROGRAM);
  const [program = "", ...args] = chainTo(ground, "init", "control");
  // Not the environment of this process: perl would obey PERL5OPT.
  const child = spawn(program, args, { cwd: folder, env: { PATH: ground.path }, stdio: "pipe", detached: true });
  const stdout = keepOutput(child.stdout, limits.outputBytes);
  const stderr = keepOutput(child.stderr, limits.outputBytes);
  child.stdin.on("error", () => undefined); // it ended without reading all
  child.stdin.end(start.input ?? "");

  const life = await follow(child, control, orders, limits.timeMs, limits.processes);
  const reason = (life.refused ?? stderr().text.trim()) || "process 1 of its namespaces was ended";
  const { startedAt, endedAt, memoryBytes, processes, left } = life;
  return {
    isolation: ground.isolation,
    ended: life.ended ?? { kind: life.startedAt === undefined ? "not-started" : "lost", reason },
    stdout: stdout(),
    stderr: stderr(),
    durationMs: startedAt === undefined ? 0 : (endedAt ?? performance.now()) - startedAt,
    memoryBytes,
    processes,
    left,
  };
}

interface Life {
  refused?: string;
  ended?: Ended;
  startedAt?: number;
  endedAt?: number;
  memoryBytes: number;
  processes: number;
  readonly left: string[];
}

/** Gives the orders, listens to what process 1 says, and ends it when its time is up. Answers when nothing of it is left. */
function follow(child: ChildProcessWithoutNullStreams, control: Server, orders: string, timeMs: number, most: number): Promise<Life> {
  const life: Life = { memoryBytes: 0, processes: 0, left: [] };
  let init: Socket | undefined;
  let asked = false;
  return new Promise((done) => {
    const kill = (): void => {
      init?.destroy();
      child.kill("SIGKILL");
    };
    const end = (): void => {
      asked = true;
      init?.write("term\n");
      limit = setTimeout(() => {
        life.ended ??= { kind: "time-limit", limitMs: timeMs, obeyed: false };
        init?.write("kill\n"); // process 1 ends, and all others with it
        limit = setTimeout(kill, PATIENCE_MS);
      }, GRACE_MS);
    };
    let limit = setTimeout(kill, PATIENCE_MS);
    const hear = ([word, ...rest]: readonly string[]): void => {
      if (word === "refused") life.refused = rest.join(": ");
      if (word === "memory") life.memoryBytes = Number(rest[0]);
      if (word === "processes") life.processes = Number(rest[0]);
      if (word === "left") life.left.push(rest[0] ?? "");
      if (word === "too-many") life.ended = { kind: "too-many-processes", limit: most };
      if (word === "ended") life.ended ??= asked ? { kind: "time-limit", limitMs: timeMs, obeyed: true } : endedBy(rest);
      if (word === "ended" || word === "too-many" || word === "killed") life.endedAt = performance.now();
      if (word !== "started") return;
      life.startedAt = performance.now();
      clearTimeout(limit);
      limit = setTimeout(end, timeMs);
    };
    control.once("connection", (socket) => {
      init = socket;
      socket.on("error", () => undefined); // it is gone, which `close` of the child tells
      readWords(socket, hear);
      socket.write(orders);
    });
    const over = (): void => {
      clearTimeout(limit);
      done(life);
    };
    child.on("error", (error) => {
      life.refused ??= error.message;
      over();
    });
    // The chain before process 1 holds both streams until the kernel has ended all in the namespaces, and itself needs some
    // 20 ms more to take them down. What process 1 said last may still be on its way.
    Promise.all([finished(child.stdout), finished(child.stderr)]).then(
      () => (init === undefined || init.closed ? over() : init.once("close", over)),
      over,
    );
  });
}

/** The words of process 1: the exit code, and the number of the signal that ended the program, or 0. */
function endedBy([code = "0", signal = "0"]: readonly string[]): Ended {
  return signal === "0" ? { kind: "exit", code: Number(code) } : { kind: "signal", signal: nameOf(Number(signal)) };
}

const nameOf = (number: number): string =>
  Object.entries(constants.signals).find(([, known]) => known === number)?.[0] ?? `signal ${number}`;
