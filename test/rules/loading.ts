import { loadingFence } from "../../src/rules/loading/fence.ts";
import { loadingGeminiCliAgent } from "../../src/rules/loading/gemini-cli-agent.ts";
import { loadingName } from "../../src/rules/loading/name.ts";
import { loadingOpencodeProgram } from "../../src/rules/loading/opencode-program.ts";
import { casesOf } from "../support/rule-cases.ts";

const skill = (text: string) => ({ "skills/a/SKILL.md": text });

export const loadingFenceCases = casesOf(loadingFence, [
  {
    because: "white space behind the first line only",
    files: skill("---  \nname: a\ndescription: Ships.\n---\nShip.\n"),
    reports: ["1:1 Gemini CLI drops this skill: White space follows the opening ---."],
    fixed: "---\nname: a\ndescription: Ships.\n---\nShip.\n",
    safe: true,
  },
  {
    because: "white space behind a last line that nothing follows",
    files: skill("---\nname: a\ndescription: Ships.\n---\t"),
    fixed: "---\nname: a\ndescription: Ships.\n---\t",
  },
  {
    because: "white space behind both, in a file of Windows",
    files: skill("--- \r\nname: a\r\ndescription: Ships.\r\n--- \r\nShip.\r\n"),
    reports: ["1:1 Gemini CLI drops this skill: White space follows the opening ---."],
    fixed: "---\r\nname: a\r\ndescription: Ships.\r\n---\r\nShip.\r\n",
  },
  { because: "white space between the lines", files: skill("---\nname: a \ndescription: Ships. \n---\nShip. \n") },
]);
export const loadingNameCases = casesOf(loadingName, [
  {
    because: "a template that is filled in elsewhere",
    files: { "templates/SKILL.md": "---\nname: {{name}}\ndescription: A.\n---\n" },
  },
  {
    because: "a map",
    files: skill("---\nname: { a: b }\ndescription: Ships.\n---\n"),
    reports: ["2:7 The skill's name is a map, not a text."],
  },
]);
export const loadingGeminiCliAgentCases = casesOf(loadingGeminiCliAgent, [
  { because: "an agent of another client", files: { ".cursor/agents/a.md": "---\nname: A B\n---\nLook.\n" } },
  {
    because: "YAML that cannot be read has a rule of its own",
    files: { ".gemini/agents/a.md": "---\nname: [\n---\nLook.\n" },
  },
]);

const TOOL = 'export default { description: "Asks.", args: {}, execute: rows };\n';
export const loadingOpencodeProgramCases = casesOf(loadingOpencodeProgram, [
  {
    because: "far more steps than there are folders",
    files: { ".opencode/tool/a.js": `import x from "${"../".repeat(300_000)}x.js";\nexport default x;\n` },
  },
  {
    because: "what is built, out of the repository, or asked for with a question mark",
    files: {
      ".opencode/tool/a.ts": `import { rows } from "../../dist/rows.js";\n${TOOL}`,
      ".opencode/tool/b.ts": `import { rows } from "../../../rows";\n${TOOL}`,
      ".opencode/tool/c.ts": `import { rows } from "./rows.sql?raw";\n${TOOL}`,
    },
  },
  {
    because: "an import that nothing uses keeps a program of JavaScript alone",
    files: {
      ".opencode/tools/a.ts": 'import { x } from "./x";\nexport default {};\n',
      ".opencode/tools/b.js": 'import { x } from "./x";\nexport default {};\n',
    },
    reports: ['.opencode/tools/b.js:1:20 OpenCode answers no prompt: there is no ".opencode/tools/x" to import.'],
  },
  {
    because: "a folder, a file by its whole name, and a program below the tools, which OpenCode does not run",
    files: {
      ".opencode/tool/a.ts": `import { rows } from "./rows";\nimport sql from "./rows/all.sql";\n${TOOL}sql;\n`,
      ".opencode/tool/rows/index.ts": 'import "./gone";\nexport const rows = 1;\n',
      ".opencode/tool/rows/all.sql": "select 1\n",
    },
  },
  {
    because: "a text that looks like an import, and a plugin that asks the test runner for something",
    files: {
      ".opencode/tool/a.ts": 'const text = `\nimport "./x";\n`;\nexport default text;\n',
      ".opencode/plugin/b.ts": 'import { test } from "bun:test";\nexport const B = async () => ({ test });\n',
    },
  },
  {
    because: "a program of another client",
    files: { "p/.claude-plugin/plugin.json": '{ "name": "p" }\n', "p/workflows/a.js": 'import "./gone";\n' },
  },
]);
