import { loadingFence } from "../../src/rules/loading/fence.ts";
import { loadingGeminiCliAgent } from "../../src/rules/loading/gemini-cli-agent.ts";
import { loadingName } from "../../src/rules/loading/name.ts";
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
