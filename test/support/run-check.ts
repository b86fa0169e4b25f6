import { said as atTerminal } from "../../src/cli/say.ts";
import type { JudgedReport, World } from "../../src/workspace/world.ts";
import { commands } from "../../src/commands/index.ts";
import type { Report, Verdict } from "../../src/model/report.ts";
import { gitEnvironment } from "./git.ts";

export interface Checked {
  readonly code: number;
  readonly report: Report;
  readonly verdict: Verdict;
  /** `severity rule path:line`, in the report's order. */
  readonly found: readonly string[];
  /** What the command said beside its report. */
  readonly said: string;
}
export interface CheckRequest {
  readonly command?: string;
  readonly values?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly target?: string;
  /** ISO 8601. */
  readonly today?: string;
}

/** Runs a command that judges in a folder, and gives what it would show. */
export async function runCheck(cwd: string, request: CheckRequest = {}): Promise<Checked> {
  const { command = "check", values = {}, env = {}, target, today = "2026-11-25" } = request;
  const shown: JudgedReport[] = [];
  let said = "";
  const world: World = {
    cwd,
    env: { ...gitEnvironment(), ...env },
    out: (text) => void (said += text),
    err: (text) => void (said += text),
    notice: (sentence) => void (said += atTerminal(sentence)),
    terminal: { out: false, err: false },
    clock: { now: () => Date.parse(`${today}T12:00:00Z`) },
    show: async (judged) => void shown.push(judged),
  };
  const load = commands[command];
  if (!load) throw new Error(`There is no command ${command}.`);
  const code = await (await load()).run(world, values, target === undefined ? [] : [target]);
  const [judged] = shown;
  if (!judged) throw new Error(`${command} showed nothing: ${said}`);
  const { report, verdict } = judged;
  return { code, report, verdict, found: report.diagnostics.map(lineOf), said };
}

export function lineOf({ severity, rule, path, line }: Report["diagnostics"][number]): string {
  return [severity, rule, [path, line].filter((part) => part !== undefined).join(":")].filter(Boolean).join(" ");
}
