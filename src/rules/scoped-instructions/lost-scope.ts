import { claudeCodeFacts } from "../../clients/claude-code.ts";
import { copilotCliFacts } from "../../clients/copilot-cli.ts";
import { isOfCopilotCli, RULE_FILES } from "../../clients/rule-file-fields.ts";
import { meansScope } from "../../inventory/texts/meant-scope.ts";
import type { Client } from "../../model/client.ts";
import { type DataNode, entryOf } from "../../model/data.ts";
import { nearest } from "../../model/nearest.ts";
import { defineArtifactRule } from "../../model/rule.ts";
import { correctedKey } from "../corrected-key.ts";

export const scopedInstructionsLostScope = defineArtifactRule({
  id: "scoped-instructions/lost-scope",
  on: ["scoped-instructions"],
  severity: "warning",
  summary: "A rule that says for which files it is says so where its client reads it.",
  why: "Claude Code reads `paths`, Cursor `globs` and Copilot `applyTo`, letter by letter. A rule of Claude Code or Copilot CLI without a usable one is for everything.",
  consequence:
    "Claude Code loads the rule at the start of every session, and Copilot CLI what lies in .github/instructions, where each request pays for it; Cursor and VS Code apply it to no file by themselves.",
  help: 'Write the field as the message says; a rule for all files needs none in Claude Code, and `applyTo: "**"` for Copilot.',
  since: "0.1.0",
  sources: [
    claudeCodeFacts.ruleScope,
    copilotCliFacts.instructionScope,
    {
      read: {
        url: "https://raw.githubusercontent.com/stbenjam/skillsaw/main/docs/rules/cursor-rules-valid.md",
        date: "2026-11-21",
      },
    },
    { read: { url: "https://code.visualstudio.com/docs/agent-customization/custom-instructions", date: "2026-11-21" } },
  ],

  *check({ dialect, frontmatter, path, source }) {
    const scope = dialect && RULE_FILES[dialect]?.scope;
    if (scope === undefined || !frontmatter?.data) return;
    const own = entryOf(frontmatter.data, scope);
    const always = alwaysLoaded(dialect, path);
    if (own && always !== undefined && namesNothing(own.value))
      yield { message: `\`${scope}\` names no file, so ${always}.`, at: own.keyRange };
    if (own || entryOf(frontmatter.data, "alwaysApply")) return;
    const lost = frontmatter.data.entries.find((entry) => meansScope(entry, scope));
    if (!lost) return;
    yield {
      message: `This client reads \`${scope}\`, not \`${lost.key}\`: ${always ?? "the rule applies to no file"}.`,
      at: lost.keyRange,
      ...(nearest(lost.key, [scope]) !== undefined && { fix: correctedKey(source, lost.keyRange, scope) }),
    };
  },

  examples: [
    {
      because: "each client's own field, a rule for everything, and a key that names no files",
      files: {
        ".claude/rules/a.md": '---\npaths: "src/**"\n---\nUse types.\n',
        ".claude/rules/b.md": "---\ndescription: For all.\nscope: backend\n---\nUse types.\n",
        ".cursor/rules/c.mdc": "---\nglobs: src/**\n---\nUse types.\n",
      },
    },
    {
      because: "a letter is missing: every request pays for the rule",
      files: { ".claude/rules/a.md": "---\npath: src/**\n---\nUse types.\n" },
      reports: ["2:1 This client reads `paths`, not `path`: the rule is loaded at the start of every session."],
      fixed: "---\npaths: src/**\n---\nUse types.\n",
    },
    {
      because: "nothing stands there, or no text",
      files: {
        ".claude/rules/a.md": "---\npaths:\n---\nUse types.\n",
        ".claude/rules/b.md": "---\npaths: 5\n---\nUse types.\n",
        ".claude/rules/c.md": "---\npaths: []\n---\nUse types.\n",
      },
      reports: [
        ".claude/rules/a.md:2:1 `paths` names no file, so the rule is loaded at the start of every session.",
        ".claude/rules/b.md:2:1 `paths` names no file, so the rule is loaded at the start of every session.",
        ".claude/rules/c.md:2:1 `paths` names no file, so the rule is loaded at the start of every session.",
      ],
    },
    {
      because: "instructions of Copilot CLI for all Python, and for no file",
      files: {
        ".github/instructions/a.instructions.md": '---\napplyTo: "**/*.py"\n---\nUse types.\n',
        ".github/instructions/b.instructions.md": "---\napplyTo:\n---\nUse types.\n",
      },
      reports: [
        ".github/instructions/b.instructions.md:2:1 `applyTo` names no file, so Copilot CLI puts the rule into every request.",
      ],
    },
    {
      because: "small letters in instructions of Copilot CLI",
      files: { ".github/instructions/a.instructions.md": '---\napplyto: "**/*.py"\n---\nUse types.\n' },
      reports: ["2:1 This client reads `applyTo`, not `applyto`: Copilot CLI puts the rule into every request."],
      fixed: '---\napplyTo: "**/*.py"\n---\nUse types.\n',
    },
    {
      because: "a word that no client reads",
      files: { ".claude/rules/a.md": '---\nfiles: ["src/**"]\n---\nUse types.\n' },
      reports: ["2:1 This client reads `paths`, not `files`: the rule is loaded at the start of every session."],
    },
    {
      because: "a slip in a rule of Cursor",
      files: { ".cursor/rules/a.mdc": "---\ndescription: Types\nglob: src/**\n---\nUse types.\n" },
      reports: ["3:1 This client reads `globs`, not `glob`: the rule applies to no file."],
      fixed: "---\ndescription: Types\nglobs: src/**\n---\nUse types.\n",
    },
  ],
});

/** What comes of a rule whose client loads it always where it has no scope. */
function alwaysLoaded(dialect: Client | undefined, path: string): string | undefined {
  if (dialect === "claude-code") return "the rule is loaded at the start of every session";
  return isOfCopilotCli(path) ? "Copilot CLI puts the rule into every request" : undefined;
}

/** Values without a text in them that `scoped-instructions/field-types` lets pass. */
const namesNothing = (value: DataNode): boolean =>
  value.kind === "null" ||
  value.kind === "number" ||
  (value.kind === "string" && /^[\s,]*$/.test(value.value)) ||
  (value.kind === "list" && value.items.every((item) => item.kind === "string" && item.value.trim() === ""));
