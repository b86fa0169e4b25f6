import type { Kind } from "../../model/artifact.ts";
import type { Client } from "../../model/client.ts";

/**
 * Paths by the client whose format the files follow: `any` where several share it, `plugin` where it is the client that
 * the plugin is made for. A path is looked for at any depth, except that `/x` is at the top of the checked folder and
 * `<plugin>/x` in the root of a plugin. `*` stands for any characters of a name, `**` for any folders or none.
 */
export type Places = Readonly<Partial<Record<Client | "any" | "plugin", readonly string[]>>>;

/**
 * Where files of each kind live; where a file fits several rows, the first one holds. Compared in November 2026 with
 * docs.github.com (Copilot: cli-plugin-reference, cli-config-dir-reference, customization-cheat-sheet), code.claude.com
 * and cursor.com/docs/plugins (plugins), geminicli.com/docs, kiro.dev/docs (agents, hooks), docs.roocode.com,
 * zed.dev/docs/ai, docs.devin.ai/cli/extensibility (Devin, once Windsurf), opencode.ai/docs,
 * and skillsaw's docs/repo-types.md for Cline.
 */
export const LOCATIONS = {
  skill: { any: ["SKILL.md", "skills/*/skill.md", "skills/*/Skill.md", "skills/*/SKILL.MD"] },
  instructions: {
    any: ["AGENTS.md", "AGENTS.local.md", "/AGENT.md"],
    "claude-code": ["CLAUDE.md", "CLAUDE.local.md"],
    cline: [".clinerules"],
    codex: ["AGENTS.override.md"],
    copilot: [".github/copilot-instructions.md"],
    cursor: [".cursorrules"],
    "gemini-cli": ["GEMINI.md"],
    roo: [".roorules", ".roorules-*"],
    windsurf: [".windsurfrules"],
    zed: ["/.rules"],
  },
  "team-spec": { any: ["TEAM_SPEC.md"] },
  orchestration: { any: ["ORCHESTRATION.md"] },
  "scoped-instructions": {
    "claude-code": [".claude/rules/**/*.md"],
    cline: [".clinerules/*.md", ".clinerules/*.txt", ".cline/rules/*.md"],
    copilot: ["*.instructions.md"],
    cursor: ["*.mdc", ".cursor/rules/**/*.md"],
    kiro: [".kiro/steering/**/*.md"],
    roo: [".roo/rules/**/*.md", ".roo/rules/**/*.txt", ".roo/rules-*/**/*.md", ".roo/rules-*/**/*.txt"],
    windsurf: [".windsurf/rules/**/*.md", ".devin/rules/**/*.md"],
  },
  agent: {
    "claude-code": [".claude/agents/**/*.md"],
    copilot: [".github/agents/**/*.md", "*.agent.md", "*.chatmode.md"],
    cursor: [".cursor/agents/**/*.md"],
    "gemini-cli": [".gemini/agents/*.md"],
    kiro: [".kiro/agents/**/*.md"],
    opencode: [".opencode/agent/**/*.md", ".opencode/agents/**/*.md", ".opencode/mode/*.md", ".opencode/modes/*.md"],
    windsurf: [".devin/agents/*/AGENT.md"],
    plugin: ["<plugin>/agents/**/*.md"],
  },
  "agent-file": { codex: [".codex/agents/**/*.toml"], kiro: [".kiro/agents/*.json"] },
  command: {
    "claude-code": [".claude/commands/**/*.md"],
    cline: [".clinerules/workflows/**/*.md", ".cline/workflows/*.md"],
    codex: [".codex/prompts/*.md"],
    copilot: ["*.prompt.md"],
    cursor: [".cursor/commands/**/*.md"],
    kiro: [".kiro/prompts/*.md"],
    opencode: [".opencode/command/**/*.md", ".opencode/commands/**/*.md"],
    roo: [".roo/commands/**/*.md"],
    windsurf: [".windsurf/workflows/**/*.md", ".devin/workflows/**/*.md"],
    plugin: ["<plugin>/commands/**/*.md"],
  },
  "command-file": { "gemini-cli": [".gemini/commands/**/*.toml", "<plugin>/commands/**/*.toml"] },
  "output-style": { "claude-code": [".claude/output-styles/**/*.md", "<plugin>/output-styles/**/*.md"] },
  hooks: {
    codex: [".codex/hooks.json", "<plugin>/hooks/hooks-codex.json"],
    copilot: [".github/hooks/**/*.json", "<plugin>/hooks/hooks-copilot.json"],
    cursor: [".cursor/hooks.json", "<plugin>/hooks/hooks-cursor.json"],
    kiro: [".kiro/hooks/*.json", ".kiro/hooks/*.kiro.hook"],
    windsurf: [".windsurf/hooks.json", ".devin/hooks.v1.json"],
    plugin: ["<plugin>/hooks/hooks*.json", "<plugin>/hooks/*/hooks.json", "<plugin>/hooks.json"],
    any: ["hooks/hooks.json", "hooks/*/hooks.json"],
  },
  settings: {
    amp: [".amp/settings.json", ".amp/settings.jsonc"],
    "claude-code": [".claude/settings.json", ".claude/settings.local.json"],
    codex: [".codex/config.toml"],
    copilot: [".github/copilot/settings.json", ".github/copilot/settings.local.json"],
    cursor: [".cursor/cli.json", ".cursor/environment.json", ".cursor/permissions.json", ".cursor/sandbox.json"],
    "gemini-cli": [".gemini/settings.json"],
    opencode: ["opencode.json", "opencode.jsonc"],
    roo: [".roomodes"],
    windsurf: [".devin/config.json", ".devin/config.local.json"],
    zed: [".zed/settings.json"],
  },
  mcp: {
    "claude-desktop": ["claude_desktop_config.json"],
    cline: ["cline_mcp_settings.json", ".cline/mcp.json"],
    copilot: [".vscode/mcp.json", ".github/mcp.json", ".copilot/mcp-config.json"],
    cursor: [".cursor/mcp.json"],
    kiro: [".kiro/settings/mcp.json"],
    roo: [".roo/mcp.json"],
    windsurf: ["mcp_config.json", ".windsurf/mcp.json"],
    plugin: ["<plugin>/.mcp.json", "<plugin>/mcp.json"],
    "claude-code": [".mcp.json"],
    any: ["/mcp.json", "mcp-config.json"],
  },
  plugin: {
    "claude-code": [".claude-plugin/plugin.json"],
    codex: [".codex-plugin/plugin.json"],
    copilot: [".github/plugin/plugin.json"],
    cursor: [".cursor-plugin/plugin.json"],
    "gemini-cli": ["gemini-extension.json"],
    any: [".kimi-plugin/plugin.json", ".plugin/plugin.json", "<plugin>/plugin.json"],
  },
  marketplace: {
    "claude-code": [".claude-plugin/marketplace.json"],
    codex: [".agents/plugins/marketplace.json"],
    copilot: [".github/plugin/marketplace.json"],
    cursor: [".cursor-plugin/marketplace.json"],
    any: [".plugin/marketplace.json", "<plugin>/marketplace.json"],
  },
  "skill-metadata": { codex: ["agents/openai.yaml", ".agents/openai.yaml", "skills/*/openai.yaml"] },
  team: {
    any: ["/agents/**/*team*.csv", "/teams/*.csv", "<plugin>/agents/**/*team*.csv", "<plugin>/teams/*.csv"],
    "claude-code": [".claude/teams/**/*.csv", ".claude/agents/**/*team*.csv"],
  },
  policy: {
    any: ["/agent-ci.yaml", "/agent-ci.yml", "/environments/*/agent-ci.yaml", "/environments/*/agent-ci.yml"],
  },
  environment: { any: ["/environments/*/*.yaml", "/environments/*/*.yml"] },
  "env-file": { any: ["/environments/*/.env.*.example", "/environments/*/.env.example"] },
  scenario: { any: ["/scenarios/*.yaml", "/scenarios/*.yml"] },
  evals: {
    any: ["evals/evals.json", "/evals/*.json", "skills/**/evals/*.json", "<plugin>/evals/*.json"],
    "claude-code": ["<plugin>/evals/**/case.yaml"],
  },
  "agentic-workflow": { copilot: [".github/workflows/*.md", ".github/workflows/shared/**/*.md"] },
  dependencies: { any: ["skills-lock.json", "apm.yml", "apm.lock.yaml"] },
  "language-servers": { "claude-code": ["<plugin>/.lsp.json"], any: [".lsp.json"] },
  monitors: { "claude-code": ["<plugin>/monitors/monitors.json"] },
  "client-policy": {
    codex: [".codex/requirements.toml"],
    "gemini-cli": [".gemini/policies/*.toml", "<plugin>/policies/*.toml"],
  },
  "command-rules": { codex: [".codex/rules/*.rules"] },
  program: {
    "claude-code": ["<plugin>/workflows/*.js"],
    opencode: [
      ".opencode/plugin/*.ts",
      ".opencode/plugin/*.js",
      ".opencode/plugins/*.ts",
      ".opencode/plugins/*.js",
      ".opencode/tool/*.ts",
      ".opencode/tool/*.js",
      ".opencode/tools/*.ts",
      ".opencode/tools/*.js",
    ],
  },
} as const satisfies Readonly<Record<Kind, Places>>;

/**
 * JSON that its client reads with comments and trailing commas, or may read so: of the last six rows that is not known.
 */
export const COMMENTED: ReadonlySet<string> = new Set([
  ".amp/settings.json",
  ".cursor/cli.json",
  ".cursor/environment.json",
  ".cursor/permissions.json",
  ".cursor/sandbox.json",
  ".devin/config.json",
  ".devin/config.local.json",
  ".gemini/settings.json",
  ".github/copilot/settings.json",
  ".github/copilot/settings.local.json",
  ".vscode/mcp.json",
  ".zed/settings.json",
  "opencode.json",
  ".cursor/hooks.json",
  ".cursor/mcp.json",
  ".devin/hooks.v1.json",
  ".kiro/settings/mcp.json",
  ".windsurf/hooks.json",
  ".windsurf/mcp.json",
]);
