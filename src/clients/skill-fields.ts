import { nearest } from "../model/nearest.ts";

/**
 * What Claude Code reads in a skill's frontmatter beyond the specification, as of version 2.1.92 and its documentation
 * (https://code.claude.com/docs/en/skills as copied at
 * https://claude-code-best-practics.netlify.app/best-practices/skills, read 2026-11-21):
 * the kinds of value that each field takes. What 2.1.332 takes for a switch and as `when_to_use` was run.
 */
export const CLAUDE_SKILL_FIELDS = {
  agent: ["string"],
  "argument-hint": ["string", "list"],
  arguments: ["string", "list"],
  background: ["boolean"],
  context: ["string"],
  "disable-model-invocation": ["boolean"],
  "disallowed-tools": ["string", "list"],
  effort: ["string", "number"],
  fallback: ["boolean", "string"],
  hooks: ["map"],
  model: ["string"],
  paths: ["string", "list"],
  shell: ["string"],
  "user-invocable": ["boolean"],
  when_to_use: ["string", "number", "list"],
} as const;

/**
 * The values that were documented on that day. They grow: whatever else stands there may be right with a newer version.
 */
export const CLAUDE_SKILL_VALUES: Readonly<Record<string, readonly string[]>> = {
  context: ["fork", "inline"],
  effort: ["low", "medium", "high", "xhigh", "max"],
  shell: ["bash", "powershell"],
};

/** The one context that Claude Code runs a skill apart for; it is compared letter by letter. */
export const FORK = "fork";
export const isSlipOfFork = (context: string): boolean => context !== FORK && nearest(context, [FORK]) === FORK;

/**
 * What a client other than Claude Code does not read although an author may count on it.
 * Read as above, and in Codex's and VS Code's loaders.
 */
export const CLAUDE_ONLY_BEHAVIOUR: Readonly<Record<string, string>> = {
  agent: "the subagent that runs it",
  context: "the context of its own",
  hooks: "its hooks",
  paths: "the paths that it is limited to",
};
