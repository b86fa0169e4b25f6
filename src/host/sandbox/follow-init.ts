import type { ChildProcessWithoutNullStreams } from "node:child_process";
import type { Server, Socket } from "node:net";
import { constants } from "node:os";
import { finished } from "node:stream/promises";
import type { Attempt, Ended } from "../../rehearsal/isolation.ts";
import type { SandboxLimits } from "./isolated-run.ts";
import { readWords } from "./read-words.ts";

/** Milliseconds for namespaces to be made, and to vanish. */
const PATIENCE_MS = 60_000;

/** What is known of a run in namespaces. */
interface Life {
  refused?: string;
  ended?: Ended;
  startedAt?: number;
  endedAt?: number;
  memoryBytes: number;
  processes: number;
  readonly left: string[];
  /** Looked up, and not found. */
  readonly names: Attempt[];
}

/**
 * Gives the orders, listens to what process 1 says, and ends it when its time is up.
 * Answers when nothing of it is left.
 */
export function followInit(
  child: ChildProcessWithoutNullStreams,
  control: Server,
  orders: string,
  { timeMs, graceMs, processes: most }: SandboxLimits,
): Promise<Life> {
  const life: Life = { memoryBytes: 0, processes: 0, left: [], names: [] };
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
      }, graceMs);
    };
    let limit = setTimeout(kill, PATIENCE_MS);
    const hear = ([word, ...rest]: readonly string[]): void => {
      if (word === "refused") life.refused = rest.join(": ");
      if (word === "memory") life.memoryBytes = Number(rest[0]);
      if (word === "processes") life.processes = Number(rest[0]);
      if (word === "left") life.left.push(rest[0] ?? "");
      if (word === "asked") life.names.push({ host: rest[0] ?? "", count: Number(rest[1]) });
      if (word === "too-many") life.ended = { kind: "too-many-processes", limit: most };
      if (word === "ended")
        life.ended ??= asked ? { kind: "time-limit", limitMs: timeMs, obeyed: true } : endedBy(rest);
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
    // The chain before process 1 holds both streams until the kernel has ended all in the namespaces, and itself needs
    // some 20 ms more to take them down. What process 1 said last may still be on its way.
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
