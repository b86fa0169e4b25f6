import { GEMINI_REFUSED } from "../../clients/forms/gemini-settings.ts";
import { geminiCliFacts } from "../../clients/gemini-cli.ts";
import { misfits } from "../../inventory/texts/misfits.ts";
import type { DataNode } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";
import type { Range } from "../../model/source.ts";

export const settingsGeminiSettings = defineArtifactRule({
  id: "settings/gemini-settings",
  on: ["settings"],
  severity: "off",
  severityFor: { "gemini-cli": "error" },
  summary: "Gemini CLI starts with its settings.",
  why: "Some settings it uses before anything else, and ends where they are of another form. Of what is no JSON it takes comments only.",
  consequence: "Gemini CLI does not start in this repository.",
  help: "Write the value as the message says.",
  since: "0.1.0",
  sources: [geminiCliFacts.settingsRefused, geminiCliFacts.settingsText],

  *check({ data, dialect, source }) {
    if (dialect !== "gemini-cli" || !data) return;
    if (source.bom)
      yield {
        message: "A byte order mark stands at the start of the file.",
        at: { start: 0, end: 1 },
        client: "gemini-cli",
      };
    for (const at of lastCommas(data, source.text))
      yield { message: "A comma stands behind the last value; take it out.", at, client: "gemini-cli" };
    for (const { message, at } of misfits(data, GEMINI_REFUSED, "")) yield { message, at, client: "gemini-cli" };
  },

  examples: [
    {
      because: "values that Gemini CLI has, and a key that nobody knows",
      files: {
        ".gemini/settings.json":
          '{ "general": { "defaultApprovalMode": "plan" }, "tools": { "core": ["ls"] }, "x": 1 }',
      },
    },
    {
      because: "a mode that it does not have, and a text for a list",
      files: {
        ".gemini/settings.json": '{ "general": { "defaultApprovalMode": "never" },\n"tools": { "core": "ls" } }',
      },
      reports: [
        '1:39 "general.defaultApprovalMode" is "never"; it may be default, auto_edit, plan, yolo.',
        '2:20 "tools.core" has to be a list.',
      ],
    },
    {
      because: "comments, and commas behind the last value",
      files: {
        ".gemini/settings.json":
          '{\n// ours, and theirs\n"tools": { "core": ["ls"] /* a, b */ },\n"context": { "fileName": ["A.md", ] },\n}',
      },
      reports: [
        "4:33 A comma stands behind the last value; take it out.",
        "4:38 A comma stands behind the last value; take it out.",
      ],
    },
    {
      because: "a byte order mark",
      files: { ".gemini/settings.json": "\uFEFF{}" },
      reports: ["1:1 A byte order mark stands at the start of the file."],
    },
  ],
});

/** The commas behind the last value of each map and list. */
function* lastCommas(node: DataNode, text: string): Generator<Range> {
  const values = node.kind === "list" ? node.items : node.kind === "map" ? node.entries.map(({ value }) => value) : [];
  for (const value of values) yield* lastCommas(value, text);
  const last = values.at(-1);
  if (!last) return;
  const comma = commaIn(text, last.range.end, node.range.end);
  if (comma !== undefined) yield { start: comma, end: comma + 1 };
}

/** Where the first comma between two places stands that is in no comment. */
function commaIn(text: string, from: number, to: number): number | undefined {
  for (let at = from; at < to; at += 1) {
    if (text[at] === ",") return at;
    if (text.startsWith("//", at)) at = orEnd(text.indexOf("\n", at), to);
    else if (text.startsWith("/*", at)) at = orEnd(text.indexOf("*/", at + 2), to) + 1;
  }
  return undefined;
}

const orEnd = (index: number, end: number): number => (index === -1 ? end : index);
