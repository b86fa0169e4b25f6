import type { ProgramRun } from "../../rehearsal/isolation.ts";
import type { SandboxGround, IsolatedRun } from "./isolated-run.ts";
import { runBehindProxy } from "./run-behind-proxy.ts";
import { runInNamespaces } from "./run-in-namespaces.ts";

/**
 * Runs a program shut in as well as the machine allows, to its end or that of its time. Nothing of it lives when the
 * answer comes, and nothing outside its workspace and HOME has changed. A program that fails is a value; throws only
 * for folders and arguments that cannot be.
 */
export function runIsolated(ground: SandboxGround, run: IsolatedRun): Promise<ProgramRun> {
  return ground.isolation === "proxy-and-canary" ? runBehindProxy(ground, run) : runInNamespaces(ground, run);
}
