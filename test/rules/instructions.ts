import { instructionsDeadCommand } from "../../src/rules/instructions/dead-command.ts";
import { instructionsDeadPath } from "../../src/rules/instructions/dead-path.ts";
import { instructionsFileName } from "../../src/rules/instructions/file-name.ts";
import { instructionsLegacyFile } from "../../src/rules/instructions/legacy-file.ts";
import { instructionsNearRepeated } from "../../src/rules/instructions/near-repeated.ts";
import { instructionsOverrideCommitted } from "../../src/rules/instructions/override-committed.ts";
import { instructionsRepeated } from "../../src/rules/instructions/repeated.ts";
import type { Example } from "../../src/model/rule.ts";
import { casesOf } from "../support/rule-cases.ts";

const PACKAGE = { "package.json": '{ "scripts" : {\n  "check" : "oxlint", "test": "vitest" } }\n' };
const MAKEFILE = { Makefile: "test check : build\n\tgo test ./...\nX := 1\n\tmake hidden: no\n" };
const npm = (because: string, text: string, reports?: readonly string[]): Example => ({
  because,
  files: { "AGENTS.md": text, ...PACKAGE },
  ...(reports && { reports }),
});
const make = (
  because: string,
  text: string,
  makefile: Record<string, string>,
  reports?: readonly string[],
): Example => ({
  because,
  files: { "AGENTS.md": text, ...makefile },
  ...(reports && { reports }),
});

export const instructionsDeadCommandCases = casesOf(instructionsDeadCommand, [
  npm("scripts that exist, however the JSON is spaced", "`npm run check` and `pnpm run test`\n"),
  npm("a name between other words of code", "`cd web && npm run lint` and `npm run check`\n", [
    'AGENTS.md:1:12 No package.json has a script "lint".',
  ]),
  {
    because: "keys beside the scripts are none, whatever text holds the word",
    files: {
      "AGENTS.md": "`npm run lint`, `npm run check`, `npm run clean`\n",
      "package.json": JSON.stringify({
        description: '"scripts": { "lint": "no" }',
        config: { scripts: { lint: "no" } },
        scripts: { clean: "rm -rf {dist,tmp}", check: 'echo "{"' },
        lint: {},
      }),
    },
    reports: ['AGENTS.md:1:2 No package.json has a script "lint".'],
  },
  npm("the same words in prose behind code", "`npm` is fine. We npm run lint here, `x`.\n"),
  npm("a fence in another language", "```ts\nnpm run lint\n```\n"),
  npm("a fence in a shell", "```console\n$ cd web && npm run lint\n> yarn run format\necho npm run other\n```\n", [
    'AGENTS.md:2:13 No package.json has a script "lint".',
    'AGENTS.md:3:3 No package.json has a script "format".',
  ]),
  npm("a fence without a language", "```\nnpm run lint\n```\n", ['AGENTS.md:2:1 No package.json has a script "lint".']),
  npm("a fence in a language that only ends like a shell", "```powershell\nnpm run lint\n```\n"),
  { because: "no package.json at all", files: { "AGENTS.md": "`npm run lint`, `make test`\n" } },
  {
    because: "a package without scripts, and files that are only named alike",
    files: {
      "AGENTS.md": "`npm run lint`, `make test`\n",
      "package.json": '{ "name": "a" }\n',
      "package.json.tmpl": '{ "scripts": { "a": "b" } }\n',
      "docs/Makefile.md": "a: b\n",
    },
  },
  make("targets that exist", "`make test` and `make check`\n", MAKEFILE),
  make("a variable and a line of a recipe are no targets", "`make X`, `make hidden`, `make test`\n", MAKEFILE, [
    'AGENTS.md:1:12 No Makefile has a target "hidden".',
  ]),
  make("targets of a file that is included", "`make lint`\n", { Makefile: "include common.mk\na:\n\tb\n" }),
  make("targets of a file that may be included", "`make lint`\n", { Makefile: "-include local.mk\na:\n\tb\n" }),
  make("a pattern stands for any target", "`make lint`\n", { Makefile: "bin/%.o: src\n\tb\na:\n\tb\n" }),
  make("targets that an expression makes", "`make lint`\n", { Makefile: "a:\n\tb\n$(foreach x,$(ALL),$(x))\n" }),
  make(
    "the word include, a percent sign and an expression inside a recipe",
    "`make lint`\n",
    { Makefile: "a:\n\techo include this; date +%s: now\n\techo $(X)\n" },
    ['AGENTS.md:1:2 No Makefile has a target "lint".'],
  ),
  make("a file of rules by its ending", "`make lint`\n", { "build/rules.mk": "lint:\n\tb\n" }),
  {
    because: "instructions of a template mean another repository",
    files: { "templates/app/AGENTS.md": "Run `npm run lint`.\n", ...PACKAGE },
  },
]);

const text = (words: string, files: Record<string, string> = { "src/a.ts": "" }) => ({
  "AGENTS.md": words,
  ...files,
});
export const instructionsDeadPathCases = casesOf(instructionsDeadPath, [
  {
    because: "a path with ./ that is there below another folder",
    files: text("See `./src/b.ts`.\n", { "web/src/b.ts": "", "src/a.ts": "" }),
  },
  {
    because: "a path with ./ that is not there",
    files: text("See `./src/b.ts`.\n"),
    reports: ['AGENTS.md:1:5 There is no "./src/b.ts".'],
  },
  { because: "inside a fence", files: text("```\nSee `src/b.ts`.\n```\n") },
  {
    because: "only the line itself says that the file need not be there",
    files: text("Generated files:\nSee `src/b.ts`.\nOptional.\n"),
    reports: ['AGENTS.md:2:5 There is no "src/b.ts".'],
  },
  { because: "a file of another repository", files: text("Check `src/b.ts` in that repo, too.\n") },
  { because: "hedged on the last line", files: text("Rules.\nSee `src/b.ts` if present") },
  { because: "a built folder that is there", files: text("See `dist/b.js`.\n", { "dist/a.js": "" }) },
  {
    because: "a path from the folder of the instructions",
    files: { "web/AGENTS.md": "See `src/b.ts`.\n", "web/src/a.ts": "" },
    reports: ['web/AGENTS.md:1:5 There is no "src/b.ts".'],
  },
  { because: "a path that leaves the folder", files: { "AGENTS.md": "See `../b.ts`.\n", "src/a.ts": "" } },
  {
    because: "instructions of a template",
    files: { "templates/app/AGENTS.md": "See `src/b.ts`.\n", "src/a.ts": "" },
  },
]);

export const instructionsFileNameCases = casesOf(instructionsFileName, [
  {
    because: "in Claude Code's folder",
    files: { ".claude/claude.md": "A.\n" },
    reports: ["The file is called claude.md; clients look for CLAUDE.md."],
  },
  {
    because: "in Claude Code's folder, and the right one too",
    files: { ".claude/claude.md": "A.\n", ".claude/CLAUDE.md": "A.\n" },
  },
  {
    because: "in Claude Code's folder, and the right one elsewhere",
    files: { ".claude/claude.md": "A.\n", "CLAUDE.md": "A.\n" },
    reports: [".claude/claude.md The file is called claude.md; clients look for CLAUDE.md."],
  },
  { because: "in another folder it may be anything", files: { "docs/agents.md": "A.\n" } },
]);
export const instructionsLegacyFileCases = casesOf(instructionsLegacyFile, [
  {
    because: "in a folder",
    files: { "web/.cursorrules": "A.\n" },
    reports: ["1:1 `.cursorrules` is the old place; the new one is `.cursor/rules/*.mdc` or `AGENTS.md`."],
  },
]);
const LONG = "Always run the whole test suite before you push to the main branch of the repository.";
export const instructionsNearRepeatedCases = casesOf(instructionsNearRepeated, [
  {
    because: "one line for two clients is reported once",
    files: {
      "AGENTS.md": `# A\n\n  ${LONG}\n`,
      "web/AGENTS.md": `# B\n\n${LONG.replace("whole ", "full ")}\n`,
    },
    reports: ["web/AGENTS.md:3:1 This line says nearly what AGENTS.md says in line 3."],
  },
]);
export const instructionsRepeatedCases = casesOf(instructionsRepeated, [
  {
    because: "one line for several clients is reported once",
    files: { "AGENTS.md": `# A\n\n${LONG}\n`, "web/AGENTS.md": `# B\n\n${LONG}\n`, "web/api/AGENTS.md": "# C\n\nC.\n" },
    reports: ["web/AGENTS.md:3:1 This line stands already in AGENTS.md, line 3."],
  },
]);
export const instructionsOverrideCommittedCases = casesOf(instructionsOverrideCommitted, [
  { because: "a note about one", files: { ".claude/rules/CLAUDE.local.md.md": "A.\n" } },
]);
