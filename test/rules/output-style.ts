import { outputStyleMisspelt } from "../../src/rules/output-style/misspelt.ts";
import { casesOf } from "../support/rule-cases.ts";

const BRIEF = { ".claude/output-styles/sub/brief.md": "---\nname: Brief Words\n---\nBe brief.\n" };
const chosen = (style: string) => ({ ...BRIEF, ".claude/settings.json": `{ "outputStyle": "${style}" }\n` });
export const outputStyleMisspeltCases = casesOf(outputStyleMisspelt, [
  { because: "a plugin's style, with a colon", files: chosen("words:brief") },
  { because: "the usual style", files: chosen("default") },
  { because: "no style is near", files: chosen("MoAI-Learn") },
  {
    because: "a file with its ending",
    files: chosen("brief.md"),
    reports: ['.claude/settings.json:1:18 There is no output style "brief.md"; did you mean "Brief Words"?'],
  },
  {
    because: "a slip, and white space",
    files: { ...chosen("Brief Wrods"), ".claude/settings.local.json": '{ "outputStyle": "Concise " }\n' },
    reports: [
      '.claude/settings.json:1:18 There is no output style "Brief Wrods"; did you mean "Brief Words"?',
      '.claude/settings.local.json:1:18 There is no output style "Concise "; did you mean "Concise"?',
    ],
  },
  { because: "settings of another client", files: { ".gemini/settings.json": '{ "outputStyle": "concise" }\n' } },
  { because: "a number", files: { ".claude/settings.json": '{ "outputStyle": 5 }\n' } },
  {
    because: "a style of a plugin's folder is called by the plugin's name, too",
    files: {
      "p/.claude-plugin/plugin.json": '{ "name": "p" }\n',
      "p/output-styles/terse.md": "Be terse.\n",
      ".claude/settings.json": '{ "outputStyle": "Terse" }\n',
    },
  },
]);
