import { linkAnchor } from "../../src/rules/link/anchor.ts";
import { linkBackslash } from "../../src/rules/link/backslash.ts";
import { linkLeavesPlugin } from "../../src/rules/link/leaves-plugin.ts";
import { linkLeavesRoot } from "../../src/rules/link/leaves-root.ts";
import { linkLeavesSkill } from "../../src/rules/link/leaves-skill.ts";
import { linkMissing } from "../../src/rules/link/missing.ts";
import { linkRenamed } from "../../src/rules/link/renamed.ts";
import { linkUnresolved } from "../../src/rules/link/unresolved.ts";
import { casesOf } from "../support/rule-cases.ts";

const skill = (name: string) => `---\nname: ${name}\ndescription: Ships.\n---\nShip.\n`;
export const linkAnchorCases = casesOf(linkAnchor, [
  {
    because: "no anchor, a line of code, the top",
    files: { "AGENTS.md": "[a](b.md) [b](#L10) [c](#top)\n\n# Build\n", "b.md": "# B\n" },
  },
  { because: "an anchor in capitals", files: { "AGENTS.md": "[a](#BUILD)\n\n# Build\n" } },
  { because: "a file without headings", files: { "AGENTS.md": "[a](b.md#c)\n", "b.md": "Text.\n" } },
  { because: "a file that is not there", files: { "AGENTS.md": "[a](c.md#d)\n\n# Build\n" } },
  { because: "a file that is no Markdown", files: { "AGENTS.md": "[a](b.txt#d)\n\n# Build\n", "b.txt": "# B\n" } },
]);
export const linkBackslashCases = casesOf(linkBackslash, [
  {
    because: "doubled backslashes in the second of three lines, as a link's destination",
    files: { "AGENTS.md": "Rules.\nSee [it](docs\\\\a.md).\nEnd.\n", "docs/a.md": "" },
    reports: ['AGENTS.md:2:10 "docs\\\\a.md" has backslashes; the file is "docs/a.md".'],
    fixed: "Rules.\nSee [it](docs/a.md).\nEnd.\n",
  },
  {
    because: "two lines, the last without an end",
    files: { "AGENTS.md": "`docs\\a.md`\n`docs\\b.md`", "docs/a.md": "", "docs/b.md": "" },
    reports: [
      'AGENTS.md:1:2 "docs\\a.md" has backslashes; the file is "docs/a.md".',
      'AGENTS.md:2:2 "docs\\b.md" has backslashes; the file is "docs/b.md".',
    ],
  },
  {
    because: "a folder, and a name with a point in its middle",
    files: { "AGENTS.md": "`docs\\a` `v1.2\\b`\n", "docs/a/b.md": "", "v1.2/b": "" },
  },
  {
    because: "a line that is too long to search",
    files: { "AGENTS.md": `\`docs\\a.md\` ${"x".repeat(5000)}\n`, "docs/a.md": "" },
  },
]);
export const linkRenamedCases = casesOf(linkRenamed, [
  {
    because: "other paths that hold the name, and this one written with ./",
    base: { "skills/ship/SKILL.md": skill("ship") },
    files: {
      "AGENTS.md": "other/skills/ship\nskills/shipping\n./skills/ship\nskills/ship/notes.md\nxskills/ship\n",
    },
    reports: [
      '3:3 "skills/ship" is still mentioned, and this change removed it.',
      '4:1 "skills/ship" is still mentioned, and this change removed it.',
    ],
  },
  {
    because: "the skill is gone, and its folder has other files",
    base: { "skills/ship/SKILL.md": skill("ship") },
    files: { "skills/ship/notes.md": "", "AGENTS.md": "See skills/ship/notes.md.\nUse skills/ship/SKILL.md.\n" },
    reports: ['AGENTS.md:2:5 "skills/ship/SKILL.md" is still mentioned, and this change removed it.'],
  },
  {
    because: "an agent is named by its file",
    base: { ".claude/agents/qa.md": "---\nname: qa\ndescription: Tests.\n---\n" },
    files: { "AGENTS.md": "Agents are in .claude/agents.\nAsk .claude/agents/qa.md\n" },
    reports: ['2:5 ".claude/agents/qa.md" is still mentioned, and this change removed it.'],
  },
  {
    because: "a file at the top has a name that is everywhere",
    base: { "CLAUDE.md": "Rules.\n" },
    files: { "AGENTS.md": "Like CLAUDE.md.\n" },
  },
  {
    because: "what stays is mentioned",
    base: { "skills/ship/SKILL.md": skill("ship") },
    files: { "skills/ship/SKILL.md": skill("ship"), "AGENTS.md": "Use skills/ship.\n" },
  },
]);

const PLUGIN = { "p/.claude-plugin/plugin.json": '{ "name": "p" }\n' };
export const linkLeavesPluginCases = casesOf(linkLeavesPlugin, [
  {
    because: "the checked folder is the plugin: nothing of it stays behind",
    files: {
      "skills/a/SKILL.md": skill("a") + "[r](../../README.md)\n",
      ".claude-plugin/plugin.json": "{}\n",
      "README.md": "",
    },
  },
  {
    because: "no plugin at all",
    files: { ".claude/skills/a/SKILL.md": skill("a") + "[r](../../../README.md)\n", "README.md": "" },
  },
  {
    because: "a link that leaves and comes back, one to the plugin itself, one to nothing, one to an address",
    files: {
      ...PLUGIN,
      "p/skills/a/SKILL.md":
        skill("a") + "[b](../../../p/skills/b/SKILL.md) [p](../../) [n](../../../none.md) [w](https://a.b/../c)\n",
      "p/skills/b/SKILL.md": skill("b"),
    },
  },
  {
    because: "the file is there in the plugin too, seen from the plugin's root",
    files: { ...PLUGIN, "p/commands/a.md": "[r](docs/../README.md)\n", "p/README.md": "", "p/docs/a.md": "" },
  },
  {
    because: "a link to the neighbour of the plugin",
    files: { ...PLUGIN, "p/skills/a/SKILL.md": skill("a") + "[q](../../../pq/a.md)\n", "pq/a.md": "" },
    reports: ['p/skills/a/SKILL.md:6:1 The link to "../../../pq/a.md" leaves the plugin\'s folder.'],
  },
]);
export const linkLeavesSkillCases = casesOf(linkLeavesSkill, [
  {
    because: "the checked folder is the skill",
    files: { "SKILL.md": skill("a") + "[r](docs/a.md)\n", "docs/a.md": "" },
  },
  {
    because: "to itself, to an anchor, to its own folder, to nothing, to an address",
    files: {
      "skills/a/SKILL.md": skill("a") + "[a](SKILL.md) [b](#ship) [c](.) [d](../none.md) [e](mailto:a@b.c) [f](../a)\n",
    },
  },
  {
    because: "to the neighbour whose name begins alike",
    files: { "skills/a/SKILL.md": skill("a") + "[q](../ab/SKILL.md)\n", "skills/ab/SKILL.md": skill("ab") },
    reports: ['skills/a/SKILL.md:6:1 The link to "../ab/SKILL.md" leaves the skill\'s folder.'],
  },
]);
/** As many as a file of a megabyte holds: work that grows with their square would not end while a test runs. */
const FAR_OUT = "../".repeat(300_000);
export const linkLeavesRootCases = casesOf(linkLeavesRoot, [
  {
    because: "far more steps than there are folders",
    files: { "docs/AGENTS.md": `Read [it](${FAR_OUT}x.md).\n` },
    reports: [`1:6 The link "${FAR_OUT}x.md" leads out of the repository.`],
  },
  {
    because: "links to a user's folder and to a drive",
    files: {
      "skills/a/SKILL.md": skill("a"),
      "skills/a/notes": { link: "~/notes" },
      "skills/a/drive": { link: "C:\\notes" },
      "skills/a/odd": { link: "x/D:/y" },
      "skills/a/home~": { link: "notes~" },
    },
    reports: [
      'skills/a/drive The symbolic link points to "C:\\notes", outside the checked folder.',
      'skills/a/notes The symbolic link points to "~/notes", outside the checked folder.',
    ],
  },
  { because: "a link of the repository that no agent reads", files: { "src/lib": { link: "/usr/lib" } } },
]);
export const linkMissingCases = casesOf(linkMissing, [
  {
    because: "an agent's and a template's links have a rule of their own",
    files: {
      ".claude/agents/a.md": "---\nname: a\n---\n[n](none.md)\n",
      "templates/AGENTS.md": "[n](none.md)\n",
    },
  },
  { because: "an anchor of the file itself", files: { "AGENTS.md": "[a](#a)\n" } },
  {
    because: "the variable of a plugin inside a path is a folder like others",
    files: { "AGENTS.md": "[n](docs/${CLAUDE_PLUGIN_ROOT}/none.md)\n" },
  },
]);
export const linkMissingElsewhereCases = casesOf(linkMissing, [
  {
    because: "a skill that is read through a link lies deeper there",
    files: {
      ".claude/skills": { link: "../skills" },
      "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nRead [the guide](../../../docs/guide.md).\n",
      "docs/guide.md": "# Guide\n",
    },
  },
  {
    because: "a block whose first line is gone: what stands in front of its last one is code",
    files: {
      "CLAUDE.md":
        "# Diagrams\n\nWrite:\n\n- [Container](./container.md)\n```\n\nThen draw:\n\n```mermaid\nA\n```\n\n[b](b.md)\n",
    },
  },
  {
    because: "a block inside a block that is closed, too: only what is behind is doubtful",
    files: { "CLAUDE.md": "[a](a.md)\n\n```\n# Title\n```sh\nmake\n```\n```\n\n[b](b.md)\n" },
    reports: ['1:1 The link leads to "a.md", which is not there.'],
  },
  {
    because: "blocks that nest in nothing",
    files: { "CLAUDE.md": "[a](a.md)\n\n```\nmake\n```\n\n```sh\nmake\n```\n\n[b](b.md)\n" },
    reports: [
      '1:1 The link leads to "a.md", which is not there.',
      '11:1 The link leads to "b.md", which is not there.',
    ],
  },
  {
    because: "a skill that the line says how to install, and one that it does not",
    files: {
      "skills/build/SKILL.md":
        "---\nname: build\ndescription: Builds.\n---\n- Install [`move`](../move/SKILL.md): `npx skills add owner/build --skill move`\n- Run `npm install`, see [`lint`](../lint/SKILL.md)\n",
    },
    reports: ['6:26 The link leads to "../lint/SKILL.md", which is not there.'],
  },
  {
    because: "what is built, installed, personal, in a submodule, of the forge, or served without its ending",
    files: {
      "CLAUDE.md":
        "[a](dist/a.html) [b](node_modules/b/README.md) [c](.env) [d](.claude/settings.local.json) [e](vendor/lib/e.md) [f](../../wiki/F.md) [g](./guide) [h](docs/)\n",
      ".gitmodules": '[submodule "lib"]\n\tpath = vendor/lib/\n\turl = https://a.b/c.git\n',
      "guide.mdx": "",
      "docs/a.md": "",
    },
  },
  {
    because: "folders of such names that are in git, and a submodule that is checked out",
    files: {
      "CLAUDE.md": "[a](dist/a.html) [b](vendor/lib/b.md) [c](./guide.txt)\n",
      ".gitmodules": '[submodule "lib"]\n\tpath = vendor/lib\n',
      "dist/b.html": "",
      "vendor/lib/c.md": "",
      "guide.txt.md": "",
    },
    reports: [
      'CLAUDE.md:1:1 The link leads to "dist/a.html", which is not there.',
      'CLAUDE.md:1:18 The link leads to "vendor/lib/b.md", which is not there.',
      'CLAUDE.md:1:39 The link leads to "./guide.txt", which is not there.',
    ],
  },
]);
export const linkUnresolvedCases = casesOf(linkUnresolved, [
  {
    because: "instructions of a template, and instructions that are loaded",
    files: { "templates/AGENTS.md": "[n](none.md)\n", "AGENTS.md": "[n](none.md)\n" },
    reports: ['templates/AGENTS.md:1:1 The link leads to "none.md", which is not there.'],
  },
]);
