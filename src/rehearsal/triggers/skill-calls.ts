import type { AdapterName } from "../adapters/adapters.ts";
import type { ScriptedCall } from "../scripted/turn.ts";

/** How the model of a client loads a skill, and reads a file. */
export interface SkillCalls {
  /** By its name; `path` is that of its file, from the workspace. */
  readonly load: (skill: { readonly name: string; readonly path: string }) => ScriptedCall;
  readonly read: (path: string) => ScriptedCall;
  /** What the client needs to do as it is called, shut in as it is. */
  readonly args: readonly string[];
  readonly model?: string;
}

const shell =
  (name: string, argument: string, more: Readonly<Record<string, unknown>> = {}) =>
  (path: string): ScriptedCall => ({
    name,
    arguments: { [argument]: `cat '${path.replaceAll("'", String.raw`'\''`)}'`, ...more },
  });

/**
 * By the name of the adapter. Run on 2026-11-30 with Claude Code 2.1.332, Codex 0.171.0, Copilot CLI 1.0.102, Gemini
 * CLI 0.61.0 and OpenCode 1.18.33. Codex has no tool for skills, and reads their files; a model that it does not know
 * gets plain functions.
 */
export const skillCalls: Readonly<Record<AdapterName, SkillCalls>> = {
  "claude-code": {
    load: ({ name }) => ({ name: "Skill", arguments: { skill: name } }),
    read: (path) => ({ name: "Read", arguments: { file_path: path } }),
    args: [],
  },
  codex: {
    load: ({ path }) => shell("exec_command", "cmd")(path),
    read: shell("exec_command", "cmd"),
    args: ["--dangerously-bypass-approvals-and-sandbox"],
    model: "replay",
  },
  copilot: {
    load: ({ name }) => ({ name: "skill", arguments: { skill: name } }),
    read: shell("bash", "command", { description: "Read a file" }),
    args: [],
  },
  gemini: {
    load: ({ name }) => ({ name: "activate_skill", arguments: { name } }),
    read: shell("run_shell_command", "command"),
    args: ["--approval-mode", "yolo"],
  },
  opencode: {
    load: ({ name }) => ({ name: "skill", arguments: { name } }),
    read: shell("bash", "command", { description: "Read a file" }),
    args: [],
  },
  command: {
    load: ({ name }) => ({ name: "Skill", arguments: { skill: name } }),
    read: (path) => ({ name: "Read", arguments: { path } }),
    args: [],
  },
};
