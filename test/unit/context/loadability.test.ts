import { describe, expect, test } from "vitest";
import { loadability } from "../../../src/context/loadability.ts";
import { LOADERS } from "../../../src/clients/readers/loaders.ts";
import type { LoadOutcome } from "../../../src/context/loading.ts";
import type { ExampleFiles } from "../../../src/model/rule.ts";
import { rules } from "../../../src/rules/index.ts";
import { examineTexts } from "../../support/examine-texts.ts";
import { inventoryOf } from "../../support/inventory-of.ts";

async function outcomes(files: ExampleFiles, path: string): Promise<Readonly<Record<string, LoadOutcome>>> {
  const row = loadability(await inventoryOf(files), LOADERS).find(({ artifact }) => artifact.path === path);
  return Object.fromEntries((row?.loadings ?? []).map(({ client, outcome }) => [client, outcome]));
}

/** In the order of LOADERS: the CLI and VS Code are two readers of Copilot's files. */
type Row = readonly [
  claude: LoadOutcome,
  codex: LoadOutcome,
  gemini: LoadOutcome,
  copilot: LoadOutcome,
  vscode: LoadOutcome,
  cursor: LoadOutcome,
  opencode: LoadOutcome,
  ref: LoadOutcome,
];
const skill = (fields: string): string => `---\n${fields}---\nCommit.\n`;
const GIT = "name: git\ndescription: Commits.\n";

/** Each verdict from the client's source or documentation: see src/clients and src/context/loads. */
const SKILLS: readonly (readonly [because: string, text: string, row: Row])[] = [
  ["as the specification asks", skill(GIT), ["loads", "loads", "loads", "loads", "loads", "loads", "loads", "loads"]],
  [
    "a name with capitals",
    skill("name: Git\ndescription: Commits.\n"),
    ["differs", "loads", "loads", "loads", "differs", "unknown", "loads", "dropped"],
  ],
  [
    "no name",
    skill("description: Commits.\n"),
    ["loads", "differs", "dropped", "loads", "differs", "unknown", "dropped", "dropped"],
  ],
  [
    "no description",
    skill("name: git\n"),
    ["differs", "dropped", "dropped", "differs", "loads", "unknown", "dropped", "dropped"],
  ],
  [
    "a description of 1,024 characters",
    skill(`name: git\ndescription: ${"x".repeat(1024)}\n`),
    ["loads", "loads", "loads", "loads", "loads", "loads", "loads", "loads"],
  ],
  [
    "a description of 1,025 characters",
    skill(`name: git\ndescription: ${"x".repeat(1025)}\n`),
    ["loads", "differs", "loads", "dropped", "differs", "loads", "loads", "dropped"],
  ],
  [
    "a description of 600 emoji, which are 1,200 UTF-16 units",
    skill(`name: git\ndescription: ${"😀".repeat(600)}\n`),
    ["loads", "loads", "loads", "dropped", "loads", "loads", "loads", "loads"],
  ],
  [
    "a description without a word",
    skill('name: git\ndescription: " "\n'),
    ["differs", "dropped", "loads", "loads", "loads", "unknown", "loads", "dropped"],
  ],
  [
    "a colon at the end of a description",
    skill("name: git\ndescription: Commits:\n"),
    ["differs", "dropped", "differs", "dropped", "unknown", "unknown", "loads", "dropped"],
  ],
  [
    "a description of 1,537 characters",
    skill(`name: git\ndescription: ${"x".repeat(1537)}\n`),
    ["differs", "differs", "loads", "dropped", "differs", "loads", "loads", "dropped"],
  ],
  [
    "an unquoted colon",
    skill("name: git\ndescription: Commits: all of them\n"),
    ["loads", "loads", "differs", "dropped", "unknown", "unknown", "loads", "dropped"],
  ],
  [
    "no frontmatter",
    "# Git\n",
    ["differs", "dropped", "dropped", "dropped", "differs", "unknown", "dropped", "dropped"],
  ],
  [
    "a byte order mark",
    `\uFEFF${skill(GIT)}`,
    ["loads", "dropped", "dropped", "loads", "loads", "loads", "loads", "dropped"],
  ],
  [
    "a space behind the opening fence",
    `--- \n${GIT}---\nCommit.\n`,
    ["loads", "loads", "dropped", "loads", "loads", "loads", "loads", "loads"],
  ],
  [
    "a space behind the closing fence",
    `---\n${GIT}--- \nCommit.\n`,
    ["loads", "loads", "differs", "loads", "loads", "loads", "loads", "loads"],
  ],
  [
    "a field of one's own",
    skill(`${GIT}version: 1\n`),
    ["loads", "loads", "loads", "loads", "loads", "loads", "loads", "dropped"],
  ],
  [
    "the description twice",
    skill(`${GIT}description: Commits.\n`),
    ["loads", "dropped", "differs", "dropped", "loads", "loads", "dropped", "dropped"],
  ],
  [
    "metadata that is a list",
    skill(`${GIT}metadata: [a]\n`),
    ["loads", "dropped", "loads", "loads", "loads", "loads", "loads", "loads"],
  ],
  [
    "a colon in the name",
    skill("name: 'git:push'\ndescription: Commits.\n"),
    ["differs", "loads", "differs", "loads", "differs", "unknown", "loads", "dropped"],
  ],
  [
    "argument-hint that YAML takes for a list",
    skill(`${GIT}argument-hint: [branch]\n`),
    ["loads", "loads", "loads", "dropped", "loads", "loads", "loads", "dropped"],
  ],
  [
    "three hyphens in a value",
    skill("name: git\ndescription: Commits --- all of them.\ndisable-model-invocation: true\n"),
    ["differs", "loads", "loads", "loads", "loads", "loads", "loads", "dropped"],
  ],
];

describe("a skill in every reader", () => {
  test.each(SKILLS)("%s", async (_because, text, row) => {
    const expected = Object.fromEntries(LOADERS.map((client, index) => [client, row[index]]));
    expect(await outcomes({ "skills/git/SKILL.md": text }, "skills/git/SKILL.md")).toEqual(expected);
  });

  // serde_yaml, test_de.rs: a plain 1.10 is "1.10" where a String is asked for. Gemini CLI falls back to the line.
  test("a name that YAML takes for a number is a name", async () => {
    const found = await outcomes(
      { "skills/123/SKILL.md": skill("name: 123\ndescription: Counts.\n") },
      "skills/123/SKILL.md",
    );
    expect(found).toMatchObject({ codex: "loads", "gemini-cli": "loads" });
  });
});

describe("the folder of one client is not read by the others", () => {
  test.each<[path: string, row: Row]>([
    [".claude/skills/git/SKILL.md", ["loads", "not-read", "not-read", "loads", "loads", "loads", "loads", "loads"]],
    [".agents/skills/git/SKILL.md", ["not-read", "loads", "loads", "loads", "loads", "loads", "loads", "loads"]],
    [
      ".github/skills/git/SKILL.md",
      ["not-read", "not-read", "not-read", "loads", "loads", "not-read", "not-read", "loads"],
    ],
    [
      ".gemini/skills/vcs/git/SKILL.md",
      ["not-read", "not-read", "dropped", "not-read", "not-read", "not-read", "not-read", "loads"],
    ],
    [
      ".agents/skills/1/2/3/4/5/6/git/SKILL.md",
      ["not-read", "dropped", "dropped", "loads", "loads", "loads", "loads", "loads"],
    ],
    [
      ".agents/skills/1/2/3/4/5/git/SKILL.md",
      ["not-read", "loads", "dropped", "loads", "loads", "loads", "loads", "loads"],
    ],
  ])("%s", async (path, row) => {
    expect(Object.values(await outcomes({ [path]: skill(GIT) }, path))).toEqual(row);
  });
});

test("VS Code takes the first of two skills of one folder's name", async () => {
  const files = { ".github/skills/git/SKILL.md": skill(GIT), ".claude/skills/git/SKILL.md": skill(GIT) };
  expect((await outcomes(files, ".github/skills/git/SKILL.md"))["vscode"]).toBe("loads");
  expect((await outcomes(files, ".claude/skills/git/SKILL.md"))["vscode"]).toBe("dropped");
});

test("the plugin's name in front does not count in Codex", async () => {
  const files = {
    ".claude-plugin/plugin.json": '{"name":"abcdefghij"}',
    "skills/git/SKILL.md": skill(`name: ${"g".repeat(64)}\ndescription: Commits.\n`),
  };
  expect((await outcomes(files, "skills/git/SKILL.md"))["codex"]).toBe("loads");
});

describe("a skill that links lead to", () => {
  const shared = { "library/git/SKILL.md": skill(GIT) };
  test("is read by the clients in whose folders they stand", async () => {
    const files = { ...shared, ".claude/skills/git": { link: "../../library/git" } };
    expect(await outcomes(files, "library/git/SKILL.md")).toMatchObject({
      "claude-code": "loads",
      codex: "not-read",
      "gemini-cli": "not-read",
      copilot: "loads",
    });
  });
  test("is read by a whole folder that is a link, beside its own", async () => {
    const files = { ".agents/skills/git/SKILL.md": skill(GIT), ".claude/skills": { link: "../.agents/skills" } };
    expect(await outcomes(files, ".agents/skills/git/SKILL.md")).toMatchObject({
      "claude-code": "loads",
      codex: "loads",
      copilot: "loads",
    });
  });
  test("is dropped by Codex where the SKILL.md itself is one", async () => {
    const files = { ...shared, ".agents/skills/git/SKILL.md": { link: "../../../library/git/SKILL.md" } };
    expect(await outcomes(files, "library/git/SKILL.md")).toMatchObject({
      codex: "dropped",
      "gemini-cli": "loads",
      "claude-code": "not-read",
    });
  });
});

describe("subagents", () => {
  const agent = "---\nname: reviewer\ndescription: Reviews.\n---\nReview.\n";
  test.each<[because: string, path: string, text: string, row: Row]>([
    [
      "of Claude Code",
      ".claude/agents/a.md",
      agent,
      ["loads", "not-read", "not-read", "loads", "loads", "loads", "not-read", "not-read"],
    ],
    [
      "of Claude Code, without a description",
      ".claude/agents/a.md",
      "---\nname: a\n---\n",
      ["dropped", "not-read", "not-read", "dropped", "loads", "loads", "not-read", "not-read"],
    ],
    [
      "of Gemini CLI",
      ".gemini/agents/a.md",
      agent,
      ["not-read", "not-read", "loads", "not-read", "not-read", "not-read", "not-read", "not-read"],
    ],
    [
      "of Gemini CLI, with capitals",
      ".gemini/agents/a.md",
      agent.replace("reviewer", "Reviewer"),
      ["not-read", "not-read", "dropped", "not-read", "not-read", "not-read", "not-read", "not-read"],
    ],
    [
      "of Copilot",
      ".github/agents/a.agent.md",
      agent,
      ["not-read", "not-read", "not-read", "loads", "loads", "not-read", "not-read", "not-read"],
    ],
    [
      "of Codex",
      ".codex/agents/a.toml",
      'name = "a"\ndescription = "A."\ndeveloper_instructions = "Do."\n',
      ["not-read", "loads", "not-read", "not-read", "not-read", "not-read", "not-read", "not-read"],
    ],
    [
      "of Codex, with a field of another client",
      ".codex/agents/a.toml",
      'name = "a"\ndescription = "A."\ndeveloper_instructions = "Do."\ncolor = "red"\n',
      ["not-read", "dropped", "not-read", "not-read", "not-read", "not-read", "not-read", "not-read"],
    ],
    [
      "of OpenCode, with a field that stands twice",
      ".opencode/agents/a.md",
      "---\ndescription: A.\nmode: all\nmode: all\n---\nDo.\n",
      ["not-read", "not-read", "not-read", "not-read", "not-read", "not-read", "differs", "not-read"],
    ],
  ])("%s", async (_because, path, text, row) => {
    expect(Object.values(await outcomes({ [path]: text }, path))).toEqual(row);
  });

  test("of Codex, whose name and description a config.toml may give", async () => {
    const files = {
      ".codex/agents/a.toml": 'developer_instructions = "Do."\n',
      ".codex/config.toml": '[agents.a]\ndescription = "A."\nconfig_file = "agents/a.toml"\n',
    };
    expect((await outcomes(files, ".codex/agents/a.toml"))["codex"]).toBe("loads");
  });
});

describe("what Codex and Gemini CLI drop is an error for their users", () => {
  const texts = [
    ...SKILLS.map(([because, text]) => [because, { "skills/git/SKILL.md": text }] as const),
    ["a name that is a list", { "skills/git/SKILL.md": skill("name: [git]\ndescription: Commits.\n") }] as const,
    ["a nameless agent", { ".gemini/agents/a.md": "---\ndescription: A.\n---\n" }] as const,
  ];
  test.each(texts)("%s", async (_because, files) => {
    const rows = loadability(await inventoryOf(files), LOADERS);
    for (const client of ["codex", "gemini-cli"] as const) {
      const dropped = rows.some(({ loadings }) =>
        loadings.some((one) => one.client === client && one.outcome === "dropped"),
      );
      const errors = (await examineTexts(files, rules, { clients: [client] })).filter(
        ({ severity }) => severity === "error",
      );
      if (dropped) expect(errors.map(({ rule }) => rule)).not.toEqual([]);
    }
  });
});
