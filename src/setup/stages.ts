/** A stage of a pipeline that exists. */
export interface Stage {
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

/** What `hygiene/*` would rather not see: names that begin the stage of validation, wherever they stand. */
const UNWANTED = {
  globs: [
    "**/{.env*,.netrc,_netrc,.pgpass,.git-credentials,.htpasswd,.aider.*,id_*}",
    "**/{.aws,.kube,gcloud,shared-state,active}/**/*",
    "**/*.{pid,lock,ppk,kdbx,p12,pfx}",
    "**/*{secret,account,credentials}*.json",
  ],
  pattern: String.raw`(^|/)(\.env|[._]netrc$|\.pgpass$|\.git-credentials$|\.htpasswd$|\.aider\.|id_[a-z0-9]+$)|(^|/)(\.aws|\.kube|gcloud|shared-state|active)/|\.(pid|lock|ppk|kdbx|p12|pfx)$|(secret|account|credentials)[^/]*\.json$`,
} as const;

/**
 * Kinds of change, as GitLab's globs and as an extended regular expression. GitLab compares at most 50 globs of a rule.
 * https://docs.gitlab.com/ci/yaml/#ruleschanges, read 2026-11-25.
 */
export const CHANGES = {
  /** Everything that a client loads, that links may lead to, that has no place in git, or that judges. */
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
      "**/*agent-ci*.{yaml,yml}",
      "{.agent-ci,environments}/**/*",
      ...UNWANTED.globs,
    ],
    pattern: String.raw`${UNWANTED.pattern}|\.mdc?$|(^|/)\.(agents|amp|claude|cline|codex|copilot|cursor|devin|gemini|kimi-plugin|kiro|opencode|plugin|roo|rules|vscode|windsurf|zed)|(^|/)(agents|commands|evals|hooks|output-styles|plugins|skills|teams)/|^\.github/(agents|copilot|hooks|instructions|plugin|prompts)|mcp[^/]*\.json$|(^|/)(claude_desktop_config|gemini-extension|hooks|marketplace|opencode|plugin)\.json|agent-ci[^/]*\.ya?ml$|^(\.agent-ci|environments)/`,
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

/** The stages that exist, in the order of a release. What does not exist yet has no place here. */
export const STAGES: readonly Stage[] = [
  { name: "validate", title: "Validate", changes: "configuration", section: "validate" },
  { name: "token-budget", title: "Token budget", changes: "context", section: "token-budget" },
  { name: "secret-scan", title: "Secret scan", section: "secret-scan", commits: "request" },
];
