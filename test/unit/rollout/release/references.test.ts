import { expect, test } from "vitest";
import { dependencyOrder } from "../../../../src/rollout/release/dependency-order.ts";
import { inventoryOfRelease, unresolvedReferences } from "../../../../src/rollout/release/references.ts";
import { releaseOf } from "../../../support/releases.ts";

const unresolved = async (
  files: Readonly<Record<string, string>>,
  said: Parameters<typeof unresolvedReferences>[1] = {},
): Promise<readonly string[]> =>
  unresolvedReferences(await inventoryOfRelease(releaseOf(files)), said).map(
    ({ rule, path, line, message }) => `${path}:${line} ${message} (${rule})`,
  );

const AGENT = "---\nname: reviewer\ndescription: Reviews.\nskills: deploy\n---\nReview.\n";
const SKILL = "---\nname: deploy\ndescription: Deploys.\n---\nRead [how](references/how.md).\n";

test("a release in which all is there", async () => {
  expect(
    await unresolved({
      "CLAUDE.md": "@docs/rules.md\n",
      "docs/rules.md": "Rules.\n",
      ".claude/agents/reviewer.md": AGENT,
      ".claude/skills/deploy/SKILL.md": SKILL,
      ".claude/skills/deploy/references/how.md": "How.\n",
      ".claude/teams/a.csv": "agent_type,role,priority,tools,model\nreviewer,leads,1,Read,opus\n",
    }),
  ).toEqual([]);
});

test.each([
  [
    "an import",
    { "CLAUDE.md": "# Rules\n\n@docs/rules.md\n" },
    'CLAUDE.md:3 The import "docs/rules.md" is not there. (context/import-missing)',
  ],
  [
    "an import of what is imported",
    { "CLAUDE.md": "@docs/a.md\n", "docs/a.md": "@b.md\n" },
    'CLAUDE.md:1 docs/a.md, which this imports, imports a file that is not there: "docs/b.md". (context/import-missing)',
  ],
  [
    "an import of what only one machine has",
    { "CLAUDE.md": "@~/.claude/mine.md\n" },
    'CLAUDE.md:1 The import of "~/.claude/mine.md" leaves the release: whoever gets it has another file there, or none. (context/import-missing)',
  ],
  [
    "a link of a skill",
    { "skills/deploy/SKILL.md": SKILL },
    'skills/deploy/SKILL.md:5 The link leads to "references/how.md", which is not there. (link/missing)',
  ],
  [
    "the skill of an agent",
    { ".claude/agents/reviewer.md": AGENT },
    '.claude/agents/reviewer.md:4 There is no skill "deploy". (agent/skill-missing)',
  ],
  [
    "the agent of a skill",
    { ".claude/skills/a/SKILL.md": "---\nname: a\ndescription: A.\ncontext: fork\nagent: reviewer\n---\nText.\n" },
    '.claude/skills/a/SKILL.md:5 There is no subagent "reviewer". (skill/agent-missing)',
  ],
  [
    "a member of a team",
    { ".claude/teams/a.csv": "agent_type,role,priority,tools,model\n.claude/agents/gone.md,leads,1,Read,opus\n" },
    '.claude/teams/a.csv:2 There is no agent ".claude/agents/gone.md". (team/agent-missing)',
  ],
  [
    "the script of a hook",
    {
      ".claude/settings.json":
        '{"hooks":{"PreToolUse":[{"hooks":[{"type":"command","command":"$CLAUDE_PROJECT_DIR/.claude/check.sh"}]}]}}',
    },
    '.claude/settings.json:1 There is no ".claude/check.sh", which "PreToolUse" starts. (hooks/script-missing)',
  ],
  [
    "a folder of a plugin",
    { ".claude-plugin/plugin.json": '{"name":"p","skills":"./more"}' },
    '.claude-plugin/plugin.json:1 There is no "more", which `skills` names. (plugin/path-exists)',
  ],
  [
    "a plugin of a marketplace",
    {
      ".claude-plugin/marketplace.json":
        '{"name":"m","owner":{"name":"o"},"plugins":[{"name":"p","source":"./plugins/p"}]}',
    },
    '.claude-plugin/marketplace.json:1 There is no "plugins/p". (marketplace/source-exists)',
  ],
])("%s leads to something in a release", async (_what, files, line) => {
  expect(await unresolved(files)).toContain(line);
});

test("what the policy lets through in the repository is let through in a release", async () => {
  const files = { ".claude/agents/reviewer.md": AGENT };
  expect(await unresolved(files, { "agent/skill-missing": { options: { allowed: ["deploy"] } } })).toEqual([]);
  expect(await unresolved(files, { "agent/skill-missing": { severity: "off" } })).toEqual([]);
});

test("a scope of packages and somebody's handle are no references", async () => {
  expect(await unresolved({ "CLAUDE.md": "Ask @ada, and import from @/components.\n" })).toEqual([]);
});

const order = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> =>
  dependencyOrder(await inventoryOfRelease(releaseOf(files)));

test("files are written behind those that they need", async () => {
  expect(
    await order({
      "AGENTS.md": "See [notes](notes.md).\n",
      "CLAUDE.md": "@rules.md\n",
      ".claude/agents/reviewer.md": AGENT,
      ".claude/skills/deploy/SKILL.md": SKILL,
      ".claude/skills/deploy/references/how.md": "How.\n",
      ".claude/teams/a.csv": "agent_type,role,priority,tools,model\nreviewer,leads,1,Read,opus\n",
      "notes.md": "Notes.\n",
      "rules.md": "Rules.\n",
    }),
  ).toEqual([
    ".claude/skills/deploy/references/how.md",
    ".claude/skills/deploy/SKILL.md",
    ".claude/agents/reviewer.md",
    ".claude/teams/a.csv",
    "notes.md",
    "AGENTS.md",
    "rules.md",
    "CLAUDE.md",
  ]);
});

test("files that need each other have an order all the same", async () => {
  const files = { "CLAUDE.md": "@a.md\n", "a.md": "@b.md\n", "b.md": "@a.md\n@CLAUDE.md\n" };
  expect(await order(files)).toEqual(["b.md", "a.md", "CLAUDE.md"]);
});
