import type { Checkpoint } from "./checkpoint.ts";
import { type Brought, checkpointIn, placeFault, rolloutsIn, signedLines, stateFault } from "./coverage.ts";
import { type LogFault, ofLog } from "./faults.ts";
import { currentLog, logFiles } from "./files.ts";
import { type LogBytes, linesOf } from "./lines.ts";
import type { VerifyingKey } from "./note.ts";
import { startOf } from "./start.ts";
import { statesIn } from "./states.ts";
import { type LogVerdict, verifyFiles } from "./verify.ts";

/** Whether all that the branch of states holds is what was signed: every file of the log, and every state. */
export function auditState(
  files: ReadonlyMap<string, LogBytes>,
  brought: Brought,
  keys: readonly VerifyingKey[],
  earlier: readonly Checkpoint[],
): LogVerdict {
  const paths = logFiles(files.keys());
  const logs = paths.map((path) => ({ path, log: files.get(path) ?? "" }));
  const verdict = verifyFiles(logs, checkpointIn(files), keys, earlier);
  const fault = goneFile(files, paths) ?? (verdict.result === "fail" ? verdict.fault : undefined);
  if (fault) return { ...verdict, result: "fail", fault };
  if (verdict.result === "inconclusive") return verdict;
  if ("unknown" in brought)
    return {
      ...verdict,
      result: "inconclusive",
      why: `nothing tells when the checkpoint came here: ${brought.unknown}`,
    };
  const signed = signedLines(files.get(currentLog(paths)) ?? "", verdict);
  const rollouts = new Set([...rolloutsIn(files.keys()), ...statesIn(signed).keys()]);
  const other =
    placeFault(verdict, brought) ??
    [...rollouts].map((rollout) => stateFault(files, signed, rollout)).find((one) => one !== undefined);
  return other ? { ...verdict, result: "fail", fault: other } : verdict;
}

/** A file names the one before it. */
function goneFile(files: ReadonlyMap<string, LogBytes>, paths: readonly string[]): LogFault | undefined {
  for (const [at, path] of paths.entries()) {
    const { former, tree } = startOf(linesOf(files.get(path) ?? "").lines[0]?.entry);
    if (!former || former.path === paths[at - 1]) continue;
    return { ...ofLog("missing", `entries up to ${tree.size} were in ${former.path}`), file: former.path };
  }
  return undefined;
}
