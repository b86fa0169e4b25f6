import { dayOf } from "../../../src/model/citation.ts";
import { describe, expect, test } from "vitest";
import { pluginContexts, projectContext } from "../../../src/context/client-context.ts";
import { type Reader, READERS } from "../../../src/context/instruction-files.ts";
import { viewFolders } from "../../../src/context/folders/views.ts";
import type { ExampleFiles } from "../../../src/model/rule.ts";
import { inventoryOf } from "../../support/inventory-of.ts";

const skill = (name: string, description: string): string =>
  `---\nname: ${name}\ndescription: ${description}\n---\nDo it.\n`;

/** One of everything that some client reads. */
const EVERYTHING = {
  "AGENTS.md": "agents\n",
  "CLAUDE.md": "<!-- for people -->\nclaude @docs/style.md\n",
  "docs/style.md": "style\n",
  "GEMINI.md": "gemini\n",
  ".github/copilot-instructions.md": "copilot\n",
  "api/AGENTS.md": "api\n",
  "api/main.ts": "",
  ".claude/rules/all.md": "rule\n",
  ".claude/rules/ts.md": "---\npaths: '**/*.ts'\n---\nts\n",
  ".cursor/rules/all.mdc": "---\nalwaysApply: true\n---\ncursor rule\n",
  ".github/instructions/all.instructions.md": "---\napplyTo: '**'\n---\nhub rule\n",
  ".claude/skills/one/SKILL.md": skill("one", "First."),
  ".claude/skills/one/references/more.md": "more\n",
  ".claude/skills/one/LICENSE.txt": "licence\n",
  ".claude/skills/mine/SKILL.md": skill("mine", "Mine.\ndisable-model-invocation: true"),
  ".agents/skills/two/SKILL.md": skill("two", "Second."),
  ".claude/agents/reviewer.md": "---\nname: reviewer\ndescription: Reviews.\n---\nReview.\n",
  ".gemini/agents/scout.md": "---\nname: scout\ndescription: Scouts.\n---\nLook.\n",
  ".claude/commands/ship.md": "Ship it.\n",
  ".agent-ci/mcp.lock.json": JSON.stringify({
    servers: { git: { tools: [{ name: "log", description: "Shows.", inputSchema: { type: "object" } }] } },
  }),
} satisfies ExampleFiles;

/** What is loaded as `when kind path: text`, the source's first words behind it. */
async function loadedIn(client: Reader, folder: string): Promise<readonly string[]> {
  const { loaded } = projectContext(await inventoryOf(EVERYTHING), client, folder);
  return loaded.map(({ when, kind, path, text }) => `${when} ${kind} ${path}: ${text.trim()}`);
}

const TOOLS =
  'always mcp-tools .agent-ci/mcp.lock.json: {"name":"log","description":"Shows.","inputSchema":{"type":"object"}}';

/** Each line follows from a fact of src/clients, which `source` names; the next test holds that. */
describe("what is loaded for work in api", () => {
  test.each<[client: Reader, lines: readonly string[]]>([
    [
      "claude-code",
      [
        "always instructions CLAUDE.md: claude @docs/style.md",
        "always import docs/style.md: style",
        "always rule .claude/rules/all.md: rule",
        "always skill-listing .claude/skills/one/SKILL.md: - one: First.",
        "always agent-listing .claude/agents/reviewer.md: - reviewer: Reviews.",
        TOOLS,
        "on-trigger rule .claude/rules/ts.md: ts",
        "on-trigger skill .claude/skills/one/SKILL.md: Do it.",
        "on-trigger agent .claude/agents/reviewer.md: Review.",
        "on-trigger command .claude/commands/ship.md: Ship it.",
        "on-demand reference .claude/skills/one/references/more.md: more",
      ],
    ],
    [
      "codex",
      [
        "always instructions AGENTS.md: agents",
        "always instructions api/AGENTS.md: api",
        "always skill-listing .agents/skills/two/SKILL.md: - two: Second.",
        TOOLS,
        "on-trigger skill .agents/skills/two/SKILL.md: ---\nname: two\ndescription: Second.\n---\nDo it.",
      ],
    ],
    [
      "copilot",
      [
        "always instructions .github/copilot-instructions.md: copilot",
        "always instructions api/AGENTS.md: api",
        "always instructions CLAUDE.md: <!-- for people -->\nclaude @docs/style.md",
        "always instructions GEMINI.md: gemini",
        "always rule .github/instructions/all.instructions.md: hub rule",
        "always skill-listing .agents/skills/two/SKILL.md: - two: Second.",
        "always skill-listing .claude/skills/mine/SKILL.md: - mine: Mine.",
        "always skill-listing .claude/skills/one/SKILL.md: - one: First.",
        TOOLS,
        "on-trigger skill .agents/skills/two/SKILL.md: Do it.",
        "on-trigger skill .claude/skills/mine/SKILL.md: Do it.",
        "on-trigger skill .claude/skills/one/SKILL.md: Do it.",
        "on-demand reference .claude/skills/one/references/more.md: more",
      ],
    ],
    [
      "cursor",
      [
        "always instructions AGENTS.md: agents",
        "always instructions api/AGENTS.md: api",
        "always rule .cursor/rules/all.mdc: cursor rule",
        "always skill-listing .agents/skills/two/SKILL.md: - two: Second.",
        "always skill-listing .claude/skills/mine/SKILL.md: - mine: Mine.",
        "always skill-listing .claude/skills/one/SKILL.md: - one: First.",
        TOOLS,
        "on-trigger skill .agents/skills/two/SKILL.md: Do it.",
        "on-trigger skill .claude/skills/mine/SKILL.md: Do it.",
        "on-trigger skill .claude/skills/one/SKILL.md: Do it.",
        "on-demand reference .claude/skills/one/references/more.md: more",
      ],
    ],
    ["gemini-cli", ["always instructions GEMINI.md: gemini", TOOLS]],
  ])("%s", async (client, lines) => {
    expect(await loadedIn(client, "api")).toEqual(lines);
  });

  test.each(READERS)("%s: each names the fact that says so, with its source and day", async (client) => {
    const { loaded } = projectContext(await inventoryOf(EVERYTHING), client, "api");
    for (const { source } of loaded) {
      expect(source.says).toMatch(/^[A-Z].*\.$/);
      expect(dayOf(source)).toMatch(/^\d{4}-\d\d-\d\d$/);
    }
  });
});

test("Codex's chain is cut where it ends", async () => {
  const repository = await inventoryOf({ "AGENTS.md": "x".repeat(32_760), "api/AGENTS.md": "# Api\nRun make.\n" });
  const { loaded } = projectContext(repository, "codex", "api");
  expect(loaded.map(({ text, read }) => [text.length, read])).toEqual([
    [32_760, undefined],
    [8, 8],
  ]);
});

test("a file that two links lead to counts once", async () => {
  const repository = await inventoryOf({
    "AGENTS.md": "agents\n",
    "GEMINI.md": { link: "AGENTS.md" },
    ".gemini/settings.json": '{"context":{"fileName":["AGENTS.md","GEMINI.md"]}}',
  });
  expect(projectContext(repository, "gemini-cli", "").loaded.map(({ path }) => path)).toEqual(["AGENTS.md"]);
});

test("a comment in code is code", async () => {
  const text = "a\n```html\n<!-- kept -->\n```\n<!--\ngone\n-->\nb <!-- kept too -->\n";
  const [one] = projectContext(await inventoryOf({ "CLAUDE.md": text }), "claude-code", "").loaded;
  expect(one?.text).toBe("a\n```html\n<!-- kept -->\n```\nb <!-- kept too -->\n");
});

test.each(["{", "[]", '{"servers":{"git":{"tools":[{"name":1}]}}}', '{"servers":{"git":{}}}'])(
  "a lock that is none says nothing: %s",
  async (text) => {
    const repository = await inventoryOf({ "AGENTS.md": "", ".agent-ci/mcp.lock.json": text });
    expect(projectContext(repository, "codex", "").loaded).toEqual([]);
  },
);

test("a plugin adds its skills, agents and commands, each plugin for itself", async () => {
  const repository = await inventoryOf({
    "plugins/git/.claude-plugin/plugin.json": '{"name":"git"}',
    "plugins/git/skills/log/SKILL.md": skill("log", "Logs."),
    "plugins/git/agents/mender.md": "---\nname: mender\ndescription: Mends.\n---\nMend.\n",
    "plugins/git/commands/push.md": "Push.\n",
    "plugins/web/.claude-plugin/plugin.json": '{"name":"web"}',
    "plugins/web/skills/css/SKILL.md": skill("css", "Styles."),
  });
  const found = pluginContexts(repository, "claude-code").map(({ plugin, loaded }) => [
    plugin,
    loaded.map(({ when, kind, text }) => `${when} ${kind}: ${text.trim()}`),
  ]);
  expect(found).toEqual([
    [
      "plugins/git",
      [
        "always skill-listing: - log: Logs.",
        "always agent-listing: - mender: Mends.",
        "on-trigger skill: Do it.",
        "on-trigger agent: Mend.",
        "on-trigger command: Push.",
      ],
    ],
    ["plugins/web", ["always skill-listing: - css: Styles.", "on-trigger skill: Do it."]],
  ]);
});

test("there is a view for each folder in which a client reads something else", async () => {
  const repository = await inventoryOf({ ...EVERYTHING, "web/main.ts": "", "api/v1/main.ts": "" });
  expect(viewFolders(repository, "codex")).toEqual(["", "api"]);
  expect(viewFolders(repository, "gemini-cli")).toEqual([""]);
});

describe("a folder with configuration of its own", () => {
  const files = {
    ".claude/skills/top/SKILL.md": skill("top", "Tops."),
    ".agents/skills/top/SKILL.md": skill("top", "Tops."),
    "web/.claude/skills/css/SKILL.md": skill("css", "Styles."),
    "web/.claude/agents/mender.md": "---\nname: mender\ndescription: Mends.\n---\nMend.\n",
    "web/.claude/commands/push.md": "Push.\n",
    "web/.claude/rules/web.md": "Web only.\n",
    "web/.agents/skills/css/SKILL.md": skill("css", "Styles."),
    "web/main.ts": "",
    "api/.claude/skills/sql/SKILL.md": skill("sql", "Asks."),
    "templates/app/.claude/skills/app/SKILL.md": skill("app", "For others."),
  };
  const paths = async (client: Reader, folder: string): Promise<readonly string[]> =>
    projectContext(await inventoryOf(files), client, folder).loaded.flatMap(({ when, path, kind }) =>
      when === "always" || kind === "command" ? path : [],
    );

  test("is no part of what is loaded above it", async () => {
    expect(await paths("claude-code", "")).toEqual([".claude/skills/top/SKILL.md"]);
    expect(await paths("codex", "")).toEqual([".agents/skills/top/SKILL.md"]);
  });
  test("is loaded there and below, with what stands above it", async () => {
    const all = [
      "web/.claude/rules/web.md",
      ".claude/skills/top/SKILL.md",
      "web/.claude/skills/css/SKILL.md",
      "web/.claude/agents/mender.md",
      "web/.claude/commands/push.md",
    ];
    expect(await paths("claude-code", "web")).toEqual(all);
    expect(await paths("claude-code", "web/src")).toEqual(all);
    expect(await paths("claude-code", "website")).toEqual([".claude/skills/top/SKILL.md"]);
  });
  test("is all that Gemini CLI takes there", async () => {
    expect(await paths("gemini-cli", "web")).toEqual(["web/.agents/skills/css/SKILL.md"]);
    expect(await paths("gemini-cli", "web/src")).toEqual([]);
  });
  test("has a view, unless it is material for others", async () => {
    expect(viewFolders(await inventoryOf(files), "claude-code")).toEqual(["", "api", "web"]);
    expect(viewFolders(await inventoryOf(files), "codex")).toEqual(["", "web"]);
  });
});
