import type { ProgramRun } from "../../rehearsal/isolation.ts";
import { decisionOf, joinDecisions } from "../../rehearsal/hooks/decision-of.ts";
import type { Decided, RehearsedDialect } from "../../rehearsal/hooks/decision.ts";
import type { HookOutcome } from "../../rehearsal/hooks/hook-case.ts";
import type { HookEvent } from "../../rehearsal/hooks/hook-event.ts";
import { type HookRun, hookRuns } from "../../rehearsal/hooks/hook-runs.ts";
import type { SandboxGround, IsolatedRun, Start } from "./isolated-run.ts";
import { runIsolated } from "./run-isolated.ts";

export interface HookRehearsal {
  readonly dialect: RehearsedDialect;
  readonly hooks: Parameters<typeof hookRuns>[0];
  readonly event: HookEvent;
  /** Of the plugin that the hooks belong to: POSIX, from the workspace. */
  readonly plugin?: string;
  /** Joins the environment that the client gives its hooks. */
  readonly env?: Readonly<Record<string, string>>;
  readonly place: Pick<IsolatedRun, "workspace" | "home" | "visible" | "hidden" | "limits">;
}

/** Whatever became of each hook, for a report that shows how well it was shut in. */
export type RehearsedEvent = HookOutcome & { readonly rans: readonly ProgramRun[] };

/**
 * Feeds an event to the hooks as their client would, shut in, one after the other; what the client would do then. A
 * hook has the time that its client gives it, at most that of the place.
 */
export async function rehearseHooks(ground: SandboxGround, rehearsal: HookRehearsal): Promise<RehearsedEvent> {
  const { place, event, dialect, hooks, plugin } = rehearsal;
  const rans: ProgramRun[] = [];
  const decided: Decided[] = [];
  const ran: HookOutcome["ran"][number][] = [];
  const planned = hookRuns(hooks, event, { ...PLACEHOLDER, ...(plugin !== undefined && { plugin }) });
  for (const [index, run] of planned.runs.entries()) {
    const most = place.limits?.timeMs ?? Number.POSITIVE_INFINITY;
    const one = await runIsolated(ground, {
      ...place,
      limits: { ...place.limits, timeMs: Math.min(run.timeMs, most) },
      // Planned again with the folders that the hook will see: they are known only now.
      start: (inside) =>
        startOf(
          hookRuns(hooks, event, { ...inside, ...(plugin !== undefined && { plugin }) }).runs[index] ?? run,
          rehearsal.env,
        ),
    });
    rans.push(one);
    decided.push(
      decisionOf(dialect, event, { ended: one.ended, stdout: one.stdout.text, stderr: one.stderr.text }, run),
    );
    ran.push({
      command: run.command,
      ...(one.ended.kind === "exit" && { exitCode: one.ended.code }),
      output: `${one.stdout.text}\n${one.stderr.text}`,
      durationMs: one.durationMs,
    });
  }
  return { decided: joinDecisions(decided), ran, rans, left: planned.left.map(({ what, why }) => `${what}: ${why}`) };
}

const PLACEHOLDER = { home: "/home/agent", workspace: "/home/workspace" };

/** A sandbox starts in the workspace: whoever starts elsewhere goes there first. */
function startOf({ program, args, env, input, cwd }: HookRun, more: Readonly<Record<string, string>> = {}): Start {
  return {
    program: "/bin/sh",
    args: ["-c", 'cd -- "$0" && exec "$@"', cwd, program, ...args],
    env: { ...more, ...env },
    input,
  };
}
