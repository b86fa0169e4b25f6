import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { whenEnded } from "../machine/when-ended.ts";
import { chainTo } from "./chain.ts";
import { INIT_PROGRAM } from "./init/init-program.ts";
import type { Attempt, ProgramRun } from "../../rehearsal/isolation.ts";
import { SANDBOX_LIMITS, type SandboxGround, type IsolatedRun } from "./isolated-run.ts";
import { followInit } from "./follow-init.ts";
import { keepOutput } from "./keep-output.ts";
import { closed, listening } from "./listening.ts";
import { openCanary } from "./open-canary.ts";
import { give, otherUser } from "./other-user.ts";
import { CANARY_SOCKET, doorsOf, INSIDE, ordersFor } from "./orders.ts";

/** Characters of a folder for temporary files in which the path of a unix socket, of 107 bytes, has room. */
const LONGEST = 80;

/** Runs a program in namespaces of its own: what it must not reach is not there. */
export async function runInNamespaces(ground: SandboxGround, run: IsolatedRun): Promise<ProgramRun> {
  const folder = mkdtempSync(join(tmpdir().length < LONGEST ? tmpdir() : "/tmp", "aci-"));
  const control = createServer();
  const canary = openCanary(() => new URL(INSIDE.url).host, run.server);
  const doors = [{ name: CANARY_SOCKET, server: canary.server }, ...doorsOf(run)];
  const release = whenEnded(() => rmSync(folder, { recursive: true, force: true }));
  try {
    await listening(control, { path: join(folder, "control") });
    await Promise.all(doors.map(({ name, server }) => listening(server, { path: join(folder, name) })));
    const { names, ...ran } = await live(ground, run, folder, control);
    return { ...ran, attempts: [...canary.attempts(), ...names] };
  } finally {
    await Promise.all([control, ...doors.map(({ server }) => server)].map(closed));
    rmSync(folder, { recursive: true, force: true });
    release();
  }
}

async function live(
  ground: SandboxGround,
  run: IsolatedRun,
  folder: string,
  control: Server,
): Promise<Omit<ProgramRun, "attempts"> & { names: readonly Attempt[] }> {
  const limits = { ...SANDBOX_LIMITS, ...run.limits };
  const start = run.start(INSIDE);
  const other = ground.asOther ? otherUser(ground, run, start.program) : undefined;
  const orders = ordersFor(ground, run, start, { folder, other });
  writeFileSync(join(folder, "init"), INIT_PROGRAM);
  if (other) give(folder, other.uid);
  const [program = "", ...args] = chainTo(ground, "init", "control", other);
  // Not the environment of this process: perl would obey PERL5OPT.
  const child = spawn(program, args, { cwd: folder, env: { PATH: ground.path }, stdio: "pipe", detached: true });
  const stdout = keepOutput(child.stdout, limits.outputBytes);
  const stderr = keepOutput(child.stderr, limits.outputBytes);
  child.stdin.on("error", () => undefined); // it ended without reading all
  child.stdin.end(start.input ?? "");

  const life = await followInit(child, control, orders, limits);
  const reason = (life.refused ?? stderr().text.trim()) || "process 1 of its namespaces was ended";
  const { startedAt, endedAt, memoryBytes, processes, left, names } = life;
  return {
    isolation: ground.isolation,
    ended: life.ended ?? { kind: life.startedAt === undefined ? "not-started" : "lost", reason },
    stdout: stdout(),
    stderr: stderr(),
    durationMs: startedAt === undefined ? 0 : (endedAt ?? performance.now()) - startedAt,
    memoryBytes,
    processes,
    left,
    names,
  };
}
