import { type ChangeFilter, patternFilter, unwantedFilter } from "./change-filter.ts";

/** A stage of a pipeline that exists. */
export interface PipelineStage {
  /** The action and the component. */
  readonly name: string;
  readonly title: string;
  /** It begins where files of this kind change; without a kind it concerns every file, and waits for no other job. */
  readonly changes?: ChangeKind;
  /** The section of the comment. */
  readonly section: string;
  /** Which commits it searches, so that it needs them all. */
  readonly commits?: "request";
}

const UNWANTED = unwantedFilter();

/**
 * Kinds of change, as GitLab's globs and as an extended regular expression. GitLab compares at most 50 globs of a rule.
 * https://docs.gitlab.com/ci/yaml/#ruleschanges, read 2026-11-25.
 */
const CHANGES = {
  /** Everything that a client loads, that links may lead to, that has no place in git, or that judges. */
  configuration: {
    globs: [
      "**/*.{md,mdc}",
      "**/.{agents,amp,claude,claude-plugin,cline,clinerules,codex,codex-plugin,copilot,cursor,cursor-plugin}/**/*",
      "**/.{devin,gemini,kimi-plugin,kiro,opencode,plugin,roo,vscode,windsurf,zed}/**/*",
      "**/{agents,commands,evals,hooks,output-styles,plugins,scenarios,skills,teams}/**/*",
      ".github/{agents,copilot,hooks,instructions,plugin,prompts}/**/*",
      "**/{.clinerules,.cursorrules,.roomodes,.roorules*,.rules,.windsurfrules}",
      "**/*mcp*.json",
      "**/{claude_desktop_config,gemini-extension,hooks,marketplace,opencode,plugin}.json*",
      "**/*agent-ci*.{yaml,yml}",
      "{.agent-ci,environments}/**/*",
      ...UNWANTED.globs,
    ],
    pattern: String.raw`${UNWANTED.pattern}|\.mdc?$|(^|/)\.(agents|amp|claude|cline|codex|copilot|cursor|devin|gemini|kimi-plugin|kiro|opencode|plugin|roo|rules|vscode|windsurf|zed)|(^|/)(agents|commands|evals|hooks|output-styles|plugins|scenarios|skills|teams)/|^\.github/(agents|copilot|hooks|instructions|plugin|prompts)|mcp[^/]*\.json$|(^|/)(claude_desktop_config|gemini-extension|hooks|marketplace|opencode|plugin)\.json|agent-ci[^/]*\.ya?ml$|^(\.agent-ci|environments)/`,
  },
  /** What fills a client's context, and the budgets for it. */
  context: {
    globs: [
      "**/*.{md,mdc,txt}",
      "**/{agents,commands,output-styles,plugins,skills}/**/*",
      "**/{.clinerules,.cursorrules,.roorules*,.rules,.windsurfrules}",
      "**/{marketplace,plugin}.json",
      "**/*agent-ci*.{yaml,yml}",
      "{.agent-ci,environments}/**/*",
    ],
    pattern: String.raw`\.(mdc?|txt)$|(^|/)(agents|commands|output-styles|plugins|skills)/|(^|/)\.(cline|cursor|roo|windsurf)?rules|(^|/)(marketplace|plugin)\.json$|agent-ci[^/]*\.ya?ml$|^(\.agent-ci|environments)/`,
  },
} as const;
export type ChangeKind = keyof typeof CHANGES;
export const CHANGE_KINDS: readonly ChangeKind[] = ["configuration", "context"];

/** What a repository's configuration adds to a kind of change, as `.gitignore` writes patterns. */
export type MorePatterns = Readonly<Partial<Record<ChangeKind, readonly string[]>>>;

const MOST_GLOBS = 50;

/** A kind of change, as it is where a configuration adds to it. */
export function changeFilter(kind: ChangeKind, more: MorePatterns = {}): ChangeFilter {
  const { globs, pattern } = CHANGES[kind];
  const added = patternFilter(more[kind] ?? []);
  const all = [...globs, ...added.globs];
  return {
    globs: all.length > MOST_GLOBS ? ["**/*"] : all,
    pattern: added.pattern === "" ? pattern : `${pattern}|${added.pattern}`,
  };
}

/** The stages that exist, in the order of a release. What does not exist yet has no place here. */
export const STAGES: readonly PipelineStage[] = [
  { name: "validate", title: "Validate", changes: "configuration", section: "validate" },
  { name: "token-budget", title: "Token budget", changes: "context", section: "token-budget" },
  { name: "secret-scan", title: "Secret scan", section: "secret-scan", commits: "request" },
];
