import { describe, expect, test } from "vitest";
import { locate } from "../../../src/inventory/places/locate.ts";
import { KINDS } from "../../../src/model/artifact.ts";

/** What is found among some paths, each as `path: kind dialect syntax`; a dash stands for no dialect. */
function found(...paths: readonly string[]): readonly string[] {
  return locate(paths.map((path) => ({ path }))).map(
    ({ path, kind, dialect, syntax }) => `${path}: ${kind} ${dialect ?? "-"} ${syntax}`,
  );
}

const ALONE: readonly (readonly [path: string, is: string])[] = [
  ["SKILL.md", "skill - markdown"],
  ["skills/git/SKILL.md", "skill - markdown"],
  [".claude/skills/git/SKILL.md", "skill - markdown"],
  [".agents/skills/git/SKILL.md", "skill - markdown"],
  ["skills/.curated/git/SKILL.md", "skill - markdown"],
  ["a/b/c/d/e/f/SKILL.md", "skill - markdown"],
  ["skills/git/skill.md", "skill - markdown"],
  [".cursor/skills/git/Skill.md", "skill - markdown"],
  ["docs/guide/skills/git/SKILL.md", "skill - markdown"],
  ["docs/zh-CN/.claude/skills/git/SKILL.md", "skill - markdown"],

  ["AGENTS.md", "instructions - markdown"],
  ["packages/api/AGENTS.md", "instructions - markdown"],
  ["skills/git/AGENTS.md", "instructions - markdown"],
  ["skills/git/assets/CLAUDE.md", "instructions claude-code markdown"],
  ["AGENTS.local.md", "instructions - markdown"],
  ["AGENTS.override.md", "instructions codex markdown"],
  ["CLAUDE.md", "instructions claude-code markdown"],
  [".claude/CLAUDE.md", "instructions claude-code markdown"],
  [".claude/agents/CLAUDE.md", "instructions claude-code markdown"],
  ["CLAUDE.local.md", "instructions claude-code markdown"],
  ["GEMINI.md", "instructions gemini-cli markdown"],
  [".github/copilot-instructions.md", "instructions copilot markdown"],
  ["AGENT.md", "instructions - markdown"],
  [".cursorrules", "instructions cursor markdown"],
  [".windsurfrules", "instructions windsurf markdown"],
  [".clinerules", "instructions cline markdown"],
  [".roorules", "instructions roo markdown"],
  [".roorules-architect", "instructions roo markdown"],
  [".rules", "instructions zed markdown"],

  [".claude/rules/style.md", "scoped-instructions claude-code markdown"],
  [".claude/rules/web/style.md", "scoped-instructions claude-code markdown"],
  [".cursor/rules/style.mdc", "scoped-instructions cursor markdown"],
  [".cursor/rules/web/style.md", "scoped-instructions cursor markdown"],
  ["templates/style.mdc", "scoped-instructions cursor markdown"],
  [".github/instructions/web/style.instructions.md", "scoped-instructions copilot markdown"],
  ["instructions/style.instructions.md", "scoped-instructions copilot markdown"],
  [".windsurf/rules/style.md", "scoped-instructions windsurf markdown"],
  [".devin/rules/style.md", "scoped-instructions windsurf markdown"],
  [".clinerules/style.md", "scoped-instructions cline markdown"],
  [".clinerules/README.md", "scoped-instructions cline markdown"],
  [".roo/rules/style.md", "scoped-instructions roo markdown"],
  [".roo/rules-code/web/style.txt", "scoped-instructions roo markdown"],
  [".kiro/steering/product.md", "scoped-instructions kiro markdown"],

  [".claude/agents/reviewer.md", "agent claude-code markdown"],
  ["packages/api/.claude/agents/team/reviewer.md", "agent claude-code markdown"],
  [".github/agents/reviewer.md", "agent copilot markdown"],
  [".github/agents/reviewer.agent.md", "agent copilot markdown"],
  ["agents/reviewer.agent.md", "agent copilot markdown"],
  [".github/chatmodes/reviewer.chatmode.md", "agent copilot markdown"],
  [".cursor/agents/reviewer.md", "agent cursor markdown"],
  [".opencode/agent/reviewer.md", "agent opencode markdown"],
  [".opencode/agents/reviewer.md", "agent opencode markdown"],
  [".gemini/agents/reviewer.md", "agent gemini-cli markdown"],
  [".kiro/agents/reviewer.md", "agent kiro markdown"],
  [".devin/agents/reviewer/AGENT.md", "agent windsurf markdown"],
  ["plugins/review/agents/reviewer.md", "agent - markdown"],
  [".codex/agents/reviewer.toml", "agent-file codex toml"],
  [".kiro/agents/reviewer.json", "agent-file kiro json"],

  [".claude/commands/deploy.md", "command claude-code markdown"],
  [".claude/commands/web/deploy.md", "command claude-code markdown"],
  [".github/prompts/deploy.prompt.md", "command copilot markdown"],
  ["prompts/deploy.prompt.md", "command copilot markdown"],
  [".cursor/commands/deploy.md", "command cursor markdown"],
  [".codex/prompts/deploy.md", "command codex markdown"],
  [".opencode/command/deploy.md", "command opencode markdown"],
  [".opencode/commands/web/deploy.md", "command opencode markdown"],
  [".windsurf/workflows/deploy.md", "command windsurf markdown"],
  [".clinerules/workflows/deploy.md", "command cline markdown"],
  [".roo/commands/deploy.md", "command roo markdown"],
  ["external_plugins/deploy/commands/deploy.md", "command - markdown"],
  [".gemini/commands/git/deploy.toml", "command-file gemini-cli toml"],
  [".claude/output-styles/terse.md", "output-style claude-code markdown"],
  ["plugins/terse/output-styles/terse.md", "output-style claude-code markdown"],

  ["hooks/hooks.json", "hooks - json"],
  ["hooks/session-logger/hooks.json", "hooks - json"],
  [".github/hooks/audit.json", "hooks copilot json"],
  [".github/hooks/audit/hooks.json", "hooks copilot json"],
  [".github/hooks/audit/shell/all.json", "hooks copilot json"],
  [".cursor/hooks.json", "hooks cursor jsonc"],
  [".codex/hooks.json", "hooks codex json"],
  [".windsurf/hooks.json", "hooks windsurf jsonc"],
  [".devin/hooks.v1.json", "hooks windsurf jsonc"],
  [".kiro/hooks/lint.kiro.hook", "hooks kiro json"],
  [".kiro/hooks/lint.json", "hooks kiro json"],

  [".claude/settings.json", "settings claude-code json"],
  [".claude/settings.local.json", "settings claude-code json"],
  [".codex/config.toml", "settings codex toml"],
  [".gemini/settings.json", "settings gemini-cli jsonc"],
  ["opencode.json", "settings opencode jsonc"],
  [".github/workflows/triage.md", "agentic-workflow copilot markdown"],
  [".github/workflows/shared/reporting/tone.md", "agentic-workflow copilot markdown"],
  ["skills-lock.json", "dependencies - json"],
  ["apm.yml", "dependencies - yaml"],
  ["packages/a/apm.lock.yaml", "dependencies - yaml"],
  [".lsp.json", "language-servers - json"],
  ["plugins/review/monitors/monitors.json", "monitors claude-code json"],
  ["plugins/review/workflows/triage.js", "program claude-code text"],
  [".codex/requirements.toml", "client-policy codex toml"],
  [".gemini/policies/safe.toml", "client-policy gemini-cli toml"],
  [".codex/rules/default.rules", "command-rules codex text"],
  [".opencode/plugin/guard.ts", "program opencode text"],
  [".opencode/plugins/guard.js", "program opencode text"],
  [".opencode/tool/search.ts", "program opencode text"],
  [".opencode/opencode.jsonc", "settings opencode jsonc"],
  [".zed/settings.json", "settings zed jsonc"],
  [".amp/settings.json", "settings amp jsonc"],
  [".github/copilot/settings.json", "settings copilot jsonc"],
  [".cursor/cli.json", "settings cursor jsonc"],
  [".roomodes", "settings roo yaml"],
  [".devin/config.json", "settings windsurf jsonc"],

  [".mcp.json", "mcp claude-code json"],
  ["packages/api/.mcp.json", "mcp claude-code json"],
  ["mcp.json", "mcp - json"],
  [".vscode/mcp.json", "mcp copilot jsonc"],
  [".github/mcp.json", "mcp copilot json"],
  [".copilot/mcp-config.json", "mcp copilot json"],
  [".cursor/mcp.json", "mcp cursor jsonc"],
  [".kiro/settings/mcp.json", "mcp kiro jsonc"],
  [".roo/mcp.json", "mcp roo json"],
  [".windsurf/mcp_config.json", "mcp windsurf json"],
  ["config/claude_desktop_config.json", "mcp claude-desktop json"],
  ["cline_mcp_settings.json", "mcp cline json"],

  [".claude-plugin/plugin.json", "plugin claude-code json"],
  ["plugins/review/.codex-plugin/plugin.json", "plugin codex json"],
  [".cursor-plugin/plugin.json", "plugin cursor json"],
  [".kimi-plugin/plugin.json", "plugin - json"],
  [".github/plugin/plugin.json", "plugin copilot json"],
  ["gemini-extension.json", "plugin gemini-cli json"],
  [".claude-plugin/marketplace.json", "marketplace claude-code json"],
  [".cursor-plugin/marketplace.json", "marketplace cursor json"],
  [".github/plugin/marketplace.json", "marketplace copilot json"],
  [".agents/plugins/marketplace.json", "marketplace codex json"],

  ["skills/git/agents/openai.yaml", "skill-metadata codex yaml"],
  [".agents/openai.yaml", "skill-metadata codex yaml"],
  ["teams/review/TEAM_SPEC.md", "team-spec - markdown"],
  ["teams/review/ORCHESTRATION.md", "orchestration - markdown"],
  [".claude/teams/default.csv", "team claude-code csv"],
  [".claude/agents/review-team.csv", "team claude-code csv"],
  ["teams/creative.csv", "team - csv"],
  ["agents/team_creative.csv", "team - csv"],
  ["agent-ci.yaml", "policy - yaml"],
  ["environments/staging/agent-ci.yml", "policy - yaml"],
  ["environments/staging/budget-limits.yaml", "environment - yaml"],
  ["environments/staging/.env.staging.example", "env-file - text"],
  ["scenarios/review.yaml", "scenario - yaml"],
  ["evals/triggers.json", "evals - json"],
  ["skills/git/evals/evals.json", "evals - json"],
  ["skills/git/evals/trigger_eval.json", "evals - json"],
];

describe("one file alone", () => {
  test.each(ALONE)("%s is %s", (path, is) => {
    expect(found(path)).toEqual([`${path}: ${is}`]);
  });

  test("the table has a row for every kind", () => {
    const kinds = new Set(ALONE.map(([, is]) => is.split(" ")[0]));
    expect(Object.keys(KINDS).filter((kind) => !kinds.has(kind))).toEqual([]);
  });

  test.each([
    "README.md",
    ".github/workflows/README.md",
    ".github/workflows/ci.yml",
    ".opencode/plugin/node_modules.d.ts.map",
    ".codex/rules/notes.md",
    "policies/safe.toml",
    "rules/default.rules",
    "docs/skill.md",
    "skills.md",
    "docs/SKILLS.md",
    "docs/agents.md",
    "docs/AGENTS_GUIDE.md",
    "docs/agents/overview.md",
    "agents/overview.md",
    "agents/README.md",
    "commands/deploy.md",
    "src/commands/deploy.ts",
    "skills/creator/agents/grader.md",
    ".claude/agents/README.md",
    ".claude/agents/readme.zh.md",
    ".claude/commands/CHANGELOG.md",
    ".claude/agents/reviewer.json",
    ".claude/agents.md",
    ".cursor/rules/README.md",
    "docs/README.instructions.md",
    "packages/x/AGENT.md",
    "packages/x/.rules",
    ".clinerules/hooks/PreToolUse",
    ".clinerules/skills/git/notes.md",
    ".github/prompts/notes.md",
    ".github/workflows/agents.yml",
    ".vscode/settings.json",
    "settings.json",
    "src/hooks/use-state.json",
    "hooks/package.json",
    "config/mcp.json",
    "server.mcp.json",
    "plugin.json",
    "src/plugin.json",
    "plugins/panel/plugin.json",
    "plugins/panel/settings.json",
    "plugins/panel/mcp.json",
    "plugins/README.md",
    "plugins/review/agents/README.md",
    "marketplace.json",
    "openai.yaml",
    "docs/openai.yaml",
    "TEAM_SPEC.md.bak",
    "data/teams/nba.csv",
    "agents/prices.csv",
    "infra/environments/prod/values.yaml",
    "environments/prod.yaml",
    "packages/x/agent-ci.yaml",
    "environments/staging/.env.staging",
    ".env.local.example",
    "tests/evals/progress.json",
    "agent-ci.yaml/readme.txt",
    "SKILL.md/notes.txt",
    "docs/zh-CN/skills/git/SKILL.md",
  ])("%s is no agent configuration", (path) => {
    expect(found(path)).toEqual([]);
  });
});

describe("plugins", () => {
  test.each([
    [".claude-plugin/plugin.json", "claude-code"],
    [".claude-plugin/marketplace.json", "claude-code"],
    [".cursor-plugin/plugin.json", "cursor"],
    [".github/plugin/plugin.json", "copilot"],
    [".kimi-plugin/plugin.json", "-"],
  ])("%s makes the folders beside it a plugin of %s", (manifest, dialect) => {
    const parts = ["agents/a.md", "agents/deep/b.md", "commands/c.md", "hooks/hooks.json", ".mcp.json", "mcp.json"];
    expect(found(`x/${manifest}`, ...parts.map((part) => `x/${part}`))).toEqual(
      expect.arrayContaining([
        `x/agents/a.md: agent ${dialect} markdown`,
        `x/agents/deep/b.md: agent ${dialect} markdown`,
        `x/commands/c.md: command ${dialect} markdown`,
        `x/hooks/hooks.json: hooks ${dialect} json`,
        `x/.mcp.json: mcp ${dialect} json`,
        `x/mcp.json: mcp ${dialect} json`,
      ]),
    );
  });

  test("of several manifests Claude Code's says how the plugin's files are written", () => {
    expect(found("x/.codex-plugin/plugin.json", "x/.claude-plugin/plugin.json", "x/agents/a.md")).toContain(
      "x/agents/a.md: agent claude-code markdown",
    );
  });

  test("a folder of a marketplace is a plugin even without a manifest", () => {
    const all = found(".claude-plugin/marketplace.json", "plugins/x/agents/a.md", "plugins/x/plugin.json");
    expect(all).toContain("plugins/x/agents/a.md: agent claude-code markdown");
    expect(all).toContain("plugins/x/plugin.json: plugin - json");
  });

  test("hooks for another client say so in their name", () => {
    expect(found(".claude-plugin/plugin.json", "hooks/hooks-cursor.json", "hooks/hooks-codex.json")).toEqual([
      ".claude-plugin/plugin.json: plugin claude-code json",
      "hooks/hooks-codex.json: hooks codex json",
      "hooks/hooks-cursor.json: hooks cursor json",
    ]);
  });

  test("a collection of hooks follows the marketplace that it belongs to", () => {
    expect(found(".github/plugin/marketplace.json", "hooks/audit/hooks.json")).toContain(
      "hooks/audit/hooks.json: hooks copilot json",
    );
  });

  test.each(["skills/git/SKILL.md", "agents/a.md", "mcp.json", "hooks.json", "SKILL.md"])(
    "plugin.json is a manifest where %s lies beside it",
    (beside) => {
      expect(found("x/plugin.json", `x/${beside}`)).toContain("x/plugin.json: plugin - json");
      expect(found("plugin.json", beside)).toContain("plugin.json: plugin - json");
    },
  );

  test("plugin.json of a program is none", () => {
    expect(found("x/plugin.json", "x/module.ts", "y/skills/git/SKILL.md")).toEqual([
      "y/skills/git/SKILL.md: skill - markdown",
    ]);
  });

  test("what lies in a plugin of another folder is not taken for one of this", () => {
    expect(found("x/.claude-plugin/plugin.json", "agents/a.md", "y/agents/a.md", "xx/agents/a.md")).toEqual([
      "x/.claude-plugin/plugin.json: plugin claude-code json",
    ]);
  });
});

describe("symbolic links", () => {
  test.each([
    ["CLAUDE.md", "AGENTS.md"],
    ["CLAUDE.md", "./AGENTS.md"],
    ["packages/x/CLAUDE.md", "../../AGENTS.md"],
  ])("%s → %s is the file it points to", (path, link) => {
    expect(locate([{ path, link }, { path: "AGENTS.md" }])).toEqual([
      { path: "AGENTS.md", kind: "instructions", syntax: "markdown", ways: ["AGENTS.md", path] },
    ]);
  });

  test("a file that only its links name is read once, through the first of them", () => {
    const listed = [
      { path: "GEMINI.md", link: "docs/guide.md" },
      { path: "docs/guide.md" },
      { path: "CLAUDE.md", link: "docs/guide.md" },
    ];
    const ways = ["CLAUDE.md", "GEMINI.md"];
    expect(locate(listed)).toEqual([
      {
        path: "CLAUDE.md",
        file: "docs/guide.md",
        kind: "instructions",
        dialect: "claude-code",
        syntax: "markdown",
        ways,
      },
    ]);
  });

  test("a file is what each of its paths says, and counts as the first", () => {
    const listed = [
      { path: ".zed/settings.json" },
      { path: ".claude/settings.json", link: "../.zed/settings.json" },
      { path: ".mcp.json", link: ".zed/settings.json" },
    ];
    const file = ".zed/settings.json";
    expect(locate(listed)).toEqual([
      { path: ".claude/settings.json", file, kind: "settings", dialect: "claude-code", syntax: "json", again: true },
      { path: ".mcp.json", file, kind: "mcp", dialect: "claude-code", syntax: "json", again: true },
      { path: ".zed/settings.json", kind: "settings", dialect: "zed", syntax: "jsonc" },
    ]);
  });

  test("a chain of links is followed to its end", () => {
    const listed = [
      { path: "CLAUDE.md", link: "GEMINI.md" },
      { path: "GEMINI.md", link: "AGENTS.md" },
      { path: "AGENTS.md" },
    ];
    expect(locate(listed).map(({ path }) => path)).toEqual(["AGENTS.md"]);
  });

  test.each([
    ["out of the folder", "../elsewhere/AGENTS.md"],
    ["to an absolute path", "/etc/AGENTS.md"],
    ["to nothing", "docs/gone.md"],
    ["to a folder", "docs"],
    ["to itself", "CLAUDE.md"],
    ["to no path at all", ""],
  ])("a link %s is not read", (_, link) => {
    expect(locate([{ path: "CLAUDE.md", link }, { path: "docs/guide.md" }])).toEqual([]);
  });
});

test("paths are sorted by code units, whatever order they come in", () => {
  const paths = ["b/AGENTS.md", "a/AGENTS.md", "ä/AGENTS.md", "B/AGENTS.md", "AGENTS.md"];
  expect(locate(paths.map((path) => ({ path }))).map(({ path }) => path)).toEqual([
    "AGENTS.md",
    "B/AGENTS.md",
    "a/AGENTS.md",
    "b/AGENTS.md",
    "ä/AGENTS.md",
  ]);
});

test.each([
  ["deep", `${"a/".repeat(2000)}SKILL.md`],
  ["plugins in plugins", `${"plugins/".repeat(500)}agents/a.md`],
  ["folders named like the table's", `${"skills/evals/".repeat(500)}evals.json`],
  ["named like a member of every object", "__proto__/constructor/AGENTS.md"],
])("a hostile path, %s, is located", (_, path) => {
  expect(locate([{ path }])).toHaveLength(1);
});
