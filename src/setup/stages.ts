/** A stage of a pipeline that exists: it begins where files of its kind change. */
export interface Stage {
  /** The action and the component. */
  readonly name: string;
  readonly title: string;
  readonly changes: ChangeKind;
  /** The section of the comment. */
  readonly section: string;
}

/**
 * Kinds of change, as GitLab's globs and as an extended regular expression. GitLab compares at most 50 globs of a rule.
 * https://docs.gitlab.com/ci/yaml/#ruleschanges, read 2026-11-25.
 */
export const CHANGES = {
  /** Everything that a client loads, that links may lead to, or that judges. */
  configuration: {
    globs: [
      "**/*.{md,mdc}",
      "**/.{agents,amp,claude,claude-plugin,cline,clinerules,codex,codex-plugin,copilot,cursor,cursor-plugin}/**/*",
      "**/.{devin,gemini,kimi-plugin,kiro,opencode,plugin,roo,vscode,windsurf,zed}/**/*",
      "**/{agents,commands,evals,hooks,output-styles,plugins,skills,teams}/**/*",
      ".github/{agents,copilot,hooks,instructions,plugin,prompts}/**/*",
      "**/{.clinerules,.cursorrules,.roomodes,.roorules*,.rules,.windsurfrules}",
      "**/*mcp*.json",
      "**/{claude_desktop_config,gemini-extension,hooks,marketplace,opencode,plugin}.json*",
      "**/agent-ci.{yaml,yml}",
      "{.agent-ci,environments}/**/*",
    ],
    pattern: String.raw`\.mdc?$|(^|/)\.(agents|amp|claude|cline|codex|copilot|cursor|devin|gemini|kimi-plugin|kiro|opencode|plugin|roo|rules|vscode|windsurf|zed)|(^|/)(agents|commands|evals|hooks|output-styles|plugins|skills|teams)/|^\.github/(agents|copilot|hooks|instructions|plugin|prompts)|mcp[^/]*\.json$|(^|/)(claude_desktop_config|gemini-extension|hooks|marketplace|opencode|plugin)\.json|(^|/)agent-ci\.ya?ml$|^(\.agent-ci|environments)/`,
  },
  /** What fills a client's context, and the budgets for it. */
  context: {
    globs: [
      "**/*.{md,mdc,txt}",
      "**/{agents,commands,output-styles,plugins,skills}/**/*",
      "**/{.clinerules,.cursorrules,.roorules*,.rules,.windsurfrules}",
      "**/{marketplace,plugin}.json",
      "**/agent-ci.{yaml,yml}",
      "{.agent-ci,environments}/**/*",
    ],
    pattern: String.raw`\.(mdc?|txt)$|(^|/)(agents|commands|output-styles|plugins|skills)/|(^|/)\.(cline|cursor|roo|windsurf)?rules|(^|/)(marketplace|plugin)\.json$|(^|/)agent-ci\.ya?ml$|^(\.agent-ci|environments)/`,
  },
} as const;
export type ChangeKind = keyof typeof CHANGES;

/** Those that exist, in the order of a release. What does not exist yet has no place here. */
export const STAGES: readonly Stage[] = [
  { name: "validate", title: "Validate", changes: "configuration", section: "validate" },
  { name: "token-budget", title: "Token budget", changes: "context", section: "token-budget" },
];
