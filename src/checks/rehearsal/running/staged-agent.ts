import { findAgent, type FoundAgent } from "../../../host/sandbox/find-agent.ts";
import type { SandboxLimits, Start } from "../../../host/sandbox/isolated-run.ts";
import type { Started } from "../../../rehearsal/adapters/adapter.ts";
import { adapters } from "../../../rehearsal/adapters/adapters.ts";
import type { Inside } from "../../../rehearsal/isolation.ts";
import type { ScenarioLimits, StagedAgent } from "../../../rehearsal/scenarios/scenario.ts";
import { HTTP_PROGRAM } from "./http-program.ts";
import type { Stage } from "../stage.ts";

/** The program of an agent, and what it needs to see; why there is none. The adapter `http` starts ours first. */
export function findStaged(staged: StagedAgent, { env, untrusted }: Stage): FoundAgent | string {
  const { adapter, command } = staged;
  const [named = ""] = command;
  const names = adapter === "http" ? ["node"] : command.length > 0 ? [named] : adapters[adapter].programs;
  const found = findAgent(names, env, untrusted);
  if (!found) return `There is no ${names.map((name) => `\`${name}\``).join(" or ")} on PATH.`;
  const { beside } = { beside: [], ...(adapter !== "http" && adapters[adapter]) };
  const others = adapter === "http" ? [named] : beside;
  const behind = others.flatMap((one) => findAgent([one], env, untrusted)?.visible ?? []);
  return { ...found, visible: [...found.visible, ...behind] };
}

/** How it is started, as its adapter knows. */
export function startedAs({ adapter, command, args, model, prompt }: StagedAgent, inside: Inside): Started {
  const asked = { ...inside, prompt, ...(model !== undefined && { model }) };
  if (adapter === "http")
    return adapters.command.start({ ...asked, args: ["-e", HTTP_PROGRAM, "--", ...command, ...args] });
  return adapters[adapter].start({ ...asked, args: [...command.slice(1), ...args] });
}

export function programOf(
  { adapter, prompt }: StagedAgent,
  { program }: FoundAgent,
  { inside, started, env }: { readonly inside: Inside; readonly started: Started; readonly env: Start["env"] },
): Start {
  const reads = adapter === "command" || adapter === "http";
  return {
    program: program.startsWith("./") ? `${inside.workspace}${program.slice(1)}` : program,
    args: started.args,
    env: { ...env, ...started.env },
    ...(reads && { input: prompt }),
  };
}

/** What a scenario says of its limits, as a sandbox takes it. */
export const limitsOf = ({
  seconds,
  "output-bytes": outputBytes,
  processes,
}: ScenarioLimits): Partial<SandboxLimits> => ({
  ...(seconds !== undefined && { timeMs: seconds * 1000 }),
  ...(outputBytes !== undefined && { outputBytes }),
  ...(processes !== undefined && { processes }),
});
