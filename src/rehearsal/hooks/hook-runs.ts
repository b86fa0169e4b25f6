import { hookFormat } from "../../clients/hook-events.ts";
import type { Hook } from "../../inventory/hooks/hook.ts";
import { type DataMap, plain } from "../../model/data.ts";
import type { Inside } from "../isolation.ts";
import { isObject, listOf, stringOf } from "../../model/json.ts";
import type { RehearsedDialect } from "./decision.ts";
import type { HookEvent } from "./hook-event.ts";
import { hookFacts } from "./hook-facts.ts";
import { hookInput } from "./hook-input.ts";
import { hookMatches } from "./hook-matches.ts";

/** A hook as its client would start it at an event. */
export interface HookRun {
  /** The command as it is written. */
  readonly command: string;
  /** Absolute path. */
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** As the hook sees it. */
  readonly cwd: string;
  /** What it reads from its standard input. */
  readonly input: string;
  readonly timeMs: number;
  /** A failure refuses what it guards: Cursor's `failClosed`. */
  readonly failClosed: boolean;
  /** The client does not wait for its answer. */
  readonly unheard: boolean;
}

export interface HookRuns {
  readonly runs: readonly HookRun[];
  /** Hooks of this event that cannot be rehearsed, or of which nobody can say whether they hear of it. */
  readonly left: readonly { readonly what: string; readonly why: string }[];
}

interface Around extends Pick<Inside, "home" | "workspace"> {
  /** Of the plugin that the hooks belong to: POSIX, from the workspace. */
  readonly plugin?: string;
}

/** The hooks that a client starts at an event, in their order, each once. */
export function hookRuns(hooks: readonly Hook[], event: HookEvent, around: Around): HookRuns {
  const runs = new Map<string, HookRun>();
  const left: HookRuns["left"][number][] = [];
  for (const hook of hooks) {
    const { dialect } = hook;
    if (dialect === "kiro" || hook.event !== event.name) continue;
    const matcher = hook.matcher?.value.kind === "string" ? hook.matcher.value.value : undefined;
    const match = hookMatches(dialect, event, matcher);
    const what = commandOf(hook.handler, dialect)?.line ?? `a hook of the type ${hook.type}`;
    if ("unclear" in match) left.push({ what, why: match.unclear });
    if (!("matches" in match) || !match.matches) continue;
    const run = runOf(hook.handler, dialect, event, around);
    if (run) runs.set(JSON.stringify([run.program, run.args, run.cwd, run.env]), run);
    else left.push({ what, why: "only commands are rehearsed: this one asks a model or a server" });
  }
  return { runs: [...runs.values()], left };
}

interface Written {
  readonly line: string;
  /** Started without a shell. */
  readonly args?: readonly string[];
}

function commandOf(handler: DataMap, dialect: RehearsedDialect): Written | undefined {
  const own = fieldsOf(handler);
  const args = Array.isArray(own["args"]) ? listOf(own["args"]).map(stringOf) : undefined;
  const names = dialect === "copilot" ? ["bash", "linux", "command"] : ["command"];
  const line = names.map((name) => stringOf(own[name])).find((text) => text !== "");
  const exec = dialect === "copilot" ? stringOf(own["exec"]) : "";
  if (exec !== "") return { line: exec, args: args ?? [] };
  if (line === undefined) return undefined;
  return dialect === "claude-code" && args ? { line, args } : { line };
}

function runOf(handler: DataMap, dialect: RehearsedDialect, event: HookEvent, around: Around): HookRun | undefined {
  const own = fieldsOf(handler);
  const written = commandOf(handler, dialect);
  if (!written || (own["type"] !== undefined && own["type"] !== "command")) return undefined;
  const { shell, seconds } = hookFacts[dialect];
  const env = environmentOf(dialect, around);
  const [program, ...before] = written.args ? (["/usr/bin/env", "--"] as const) : shell;
  const line = dialect === "gemini-cli" || written.args ? filled(written.line, env, !written.args) : written.line;
  const rest = (written.args ?? []).map((one) => filled(one, env, false));
  const cwd = dialect === "copilot" ? stringOf(own["cwd"]) : "";
  const given = limitOf(own, dialect);
  return {
    command: [written.line, ...(written.args ?? [])].join(" "),
    program,
    args: [...before, line, ...rest],
    env: { ...env, ...declared(own["env"]) },
    cwd: cwd === "" || cwd === "." ? around.workspace : cwd.startsWith("/") ? cwd : `${around.workspace}/${cwd}`,
    input: JSON.stringify(hookInput(dialect, event, around)),
    timeMs: Math.round((given ?? (event.name === "SessionEnd" && dialect === "claude-code" ? 1.5 : seconds)) * 1000),
    failClosed: own["failClosed"] === true,
    unheard: own["async"] === true || own["asyncRewake"] === true,
  };
}

const fieldsOf = (handler: DataMap): Readonly<Record<string, unknown>> => {
  const value = plain(handler);
  return isObject(value) ? value : {};
};

/** Seconds; undefined where the handler has none that its client takes. */
function limitOf(own: Readonly<Record<string, unknown>>, dialect: RehearsedDialect): number | undefined {
  const format = hookFormat(dialect);
  const value = own[format?.timeout.field ?? "timeout"] ?? (dialect === "copilot" ? own["timeout"] : undefined);
  return typeof value === "number" && value > 0 ? value / (format?.timeout.perSecond ?? 1) : undefined;
}

function environmentOf(dialect: RehearsedDialect, { workspace, plugin }: Around): Readonly<Record<string, string>> {
  const root = plugin === undefined ? {} : { CLAUDE_PLUGIN_ROOT: plugin === "" ? workspace : `${workspace}/${plugin}` };
  switch (dialect) {
    case "claude-code":
      return { CLAUDE_PROJECT_DIR: workspace, CLAUDECODE: "1", ...root };
    case "cursor":
      return { CURSOR_PROJECT_DIR: workspace, CLAUDE_PROJECT_DIR: workspace, CURSOR_VERSION: "0.0.0" };
    case "gemini-cli":
      return { GEMINI_PROJECT_DIR: workspace, GEMINI_CWD: workspace, CLAUDE_PROJECT_DIR: workspace };
    case "copilot":
      return { COPILOT_CLI: "1", COPILOT_PROJECT_DIR: workspace, CLAUDE_PROJECT_DIR: workspace, ...root };
    default:
      return root;
  }
}

const declared = (value: unknown): Readonly<Record<string, string>> =>
  isObject(value) ? Object.fromEntries(Object.entries(value).map(([name, text]) => [name, String(text)])) : {};

/** Where no shell runs, or the client comes before it, its variables stand in the text by their values. */
function filled(text: string, env: Readonly<Record<string, string>>, quoted: boolean): string {
  let done = text;
  for (const [name, value] of Object.entries(env))
    done = done
      .replaceAll(`\${${name}}`, () => value)
      .replaceAll(new RegExp(`\\$${name}\\b`, "g"), () => (quoted ? `'${value}'` : value));
  return done;
}
