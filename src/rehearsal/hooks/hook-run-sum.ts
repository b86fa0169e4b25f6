import type { Output, ProgramRun } from "../isolation.ts";

/** What several programs that ran one after the other come to, as if they were one; undefined where none ran. */
export function sumOfRuns(rans: readonly ProgramRun[]): ProgramRun | undefined {
  const [first] = rans;
  if (!first) return undefined;
  return {
    ...first,
    // A hook that refuses does so by its exit code: that is no failure of the case.
    ended: rans.find(({ ended }) => ended.kind === "not-started" || ended.kind === "lost")?.ended ?? {
      kind: "exit",
      code: 0,
    },
    stdout: joined(rans.map(({ stdout }) => stdout)),
    stderr: joined(rans.map(({ stderr }) => stderr)),
    durationMs: rans.reduce((sum, { durationMs }) => sum + durationMs, 0),
    memoryBytes: Math.max(...rans.map(({ memoryBytes }) => memoryBytes)),
    processes: Math.max(...rans.map(({ processes }) => processes)),
    left: rans.flatMap(({ left }) => left),
    attempts: rans.flatMap(({ attempts }) => attempts),
  };
}

const joined = (all: readonly Output[]): Output => ({
  text: all.map(({ text }) => text).join(""),
  bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
  cut: all.some(({ cut }) => cut),
});
