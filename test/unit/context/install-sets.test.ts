import { describe, expect, test } from "vitest";
import { takeInventory } from "../../../src/inventory/take-inventory.ts";
import { entriesOf, installSets, listingSize, skillsInNoSet } from "../../../src/context/install-sets.ts";
import { openFolder } from "../../../src/host/files/folder.ts";
import { corpora } from "../../support/corpus.ts";
import { inventoryOf } from "../../support/inventory-of.ts";

const skill = (name: string, more = ""): string => `---\nname: ${name}\ndescription: Twelve chars\n${more}---\n`;
const FILES = {
  ".claude-plugin/marketplace.json": '{"name":"m","owner":{"name":"o"},"plugins":[]}',
  "plugins/a/.claude-plugin/plugin.json": '{"name":"a"}',
  "plugins/a/skills/one/SKILL.md": skill("one"),
  "plugins/a/skills/two/SKILL.md": skill("two", "disable-model-invocation: true\n"),
  "plugins/b/.codex-plugin/plugin.json": '{"name":"bee"}',
  "plugins/b/skills/three/SKILL.md": skill("three"),
  "plugins/b/skills/four/SKILL.md": skill("four"),
  "plugins/b/skills/four/agents/openai.yaml": "policy:\n  allow_implicit_invocation: false\n",
  ".claude/skills/five/SKILL.md": skill("five"),
  ".agents/skills/six/SKILL.md": skill("six"),
};

const names = async (client: "claude-code" | "codex") => {
  const repository = await inventoryOf(FILES);
  return installSets(repository, client).map(({ what, root, skills }) =>
    [what, root].concat(entriesOf(repository, client, skills).map(({ name, characters }) => `${name} ${characters}`)),
  );
};

describe("skills that are installed together", () => {
  test("Claude Code leaves out what only people call, and reads .claude/skills", async () => {
    expect(await names("claude-code")).toEqual([
      ["project", "", "five 21"],
      ["plugin", "plugins/a", "one 20"],
      ["plugin", "plugins/b", "four 21", "three 22"],
    ]);
  });
  test("Codex puts the plugin's name in front, and reads .agents/skills", async () => {
    expect(await names("codex")).toEqual([
      ["project", "", "six 15"],
      ["plugin", "plugins/a", "a:one 17", "a:two 17"],
      ["plugin", "plugins/b", "bee:three 21"],
    ]);
  });
});

test("Claude Code shows 1,536 characters of a description and its when_to_use", async () => {
  const files = {
    ".claude/skills/a/SKILL.md": `---\nname: a\ndescription: ${"x".repeat(1000)}\nwhen_to_use: ${"x".repeat(1000)}\n---\n`,
  };
  const repository = await inventoryOf(files);
  expect(entriesOf(repository, "claude-code", repository.of("skill")).map(({ characters }) => characters)).toEqual([
    1542,
  ]);
});

/**
 * Counted independently with PyYAML over the same files. Names and descriptions without white space around them: in
 * wshobson__agents three block scalars end in a line break, which makes 50,102 where it counts.
 */
const SIZES: Readonly<Record<string, readonly [skills: number, characters: number]>> = {
  wshobson__agents: [181, 50_099],
  "anthropics__claude-plugins-official": [31, 11_400],
  harbour: [4, 301],
  bakery: [5, 467],
  observatory: [2, 243],
  orchard: [1, 117],
};
describe("names and descriptions of a whole repository in characters", () => {
  test.each(corpora.filter(({ name }) => Object.hasOwn(SIZES, name)))("$name", async ({ name, path }) => {
    const repository = await takeInventory(openFolder(path), { ignored: () => false }, { outline: false });
    const skills = repository.of("skill");
    expect([skills.length, listingSize(skills)]).toEqual(SIZES[name]);
  });
});

test("the skills of a plugin are those of its own layout, and those that its manifest names", async () => {
  const repository = await inventoryOf({
    ".claude-plugin/plugin.json": '{"name":"p","skills":["./more","./single"]}',
    "skills/own/SKILL.md": skill("own"),
    "more/added/SKILL.md": skill("added"),
    "single/SKILL.md": skill("single"),
    "docs/zh/skills/translated/SKILL.md": skill("translated"),
    "skills/group/deep/SKILL.md": skill("deep"),
  });
  const [set] = installSets(repository, "claude-code");
  expect(set?.skills.map(({ path }) => path)).toEqual([
    "more/added/SKILL.md",
    "single/SKILL.md",
    "skills/own/SKILL.md",
  ]);
});

test("skills that links lead to are in the list of the clients in whose folders the links stand", async () => {
  const repository = await inventoryOf({
    ".agents/skills/git/SKILL.md": skill("git"),
    ".claude/skills": { link: "../.agents/skills" },
  });
  const listed = (client: "claude-code" | "codex" | "cursor") =>
    installSets(repository, client).map(({ what, skills }) => [what, skills.length]);
  expect(listed("claude-code")).toEqual([["project", 1]]);
  expect(listed("codex")).toEqual([["project", 1]]);
});

test("skills of a folder are a set with those above it, those of templates are none", async () => {
  const repository = await inventoryOf({
    ".claude/skills/top/SKILL.md": skill("top"),
    "web/.claude/skills/css/SKILL.md": skill("css"),
    "api/.claude/skills/sql/SKILL.md": skill("sql"),
    "templates/app/.claude/skills/app/SKILL.md": skill("app"),
  });
  const sets = installSets(repository, "claude-code").map(({ root, skills }) => [root, skills.map(({ path }) => path)]);
  expect(sets).toEqual([
    ["", [".claude/skills/top/SKILL.md"]],
    ["api", [".claude/skills/top/SKILL.md", "api/.claude/skills/sql/SKILL.md"]],
    ["web", [".claude/skills/top/SKILL.md", "web/.claude/skills/css/SKILL.md"]],
  ]);
  expect(skillsInNoSet(repository, ["claude-code"]).map(({ path }) => path)).toEqual([
    "templates/app/.claude/skills/app/SKILL.md",
  ]);
});
