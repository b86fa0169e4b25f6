import { scopedInstructionsActivation } from "../../src/rules/scoped-instructions/activation.ts";
import { scopedInstructionsCursorExtension } from "../../src/rules/scoped-instructions/cursor-extension.ts";
import { scopedInstructionsFieldTypes } from "../../src/rules/scoped-instructions/field-types.ts";
import { scopedInstructionsForeignScope } from "../../src/rules/scoped-instructions/foreign-scope.ts";
import { scopedInstructionsGlob } from "../../src/rules/scoped-instructions/glob.ts";
import { scopedInstructionsIdleGlobs } from "../../src/rules/scoped-instructions/idle-globs.ts";
import { scopedInstructionsLostScope } from "../../src/rules/scoped-instructions/lost-scope.ts";
import { scopedInstructionsMode } from "../../src/rules/scoped-instructions/mode.ts";
import { scopedInstructionsUnknownField } from "../../src/rules/scoped-instructions/unknown-field.ts";
import { casesOf } from "../support/rule-cases.ts";

const rule = (path: string, ...fields: readonly string[]) => ({ [path]: `---\n${fields.join("\n")}\n---\nDo.\n` });

export const scopedInstructionsActivationCases = casesOf(scopedInstructionsActivation, [
  { because: "a .md file of Cursor, which it does not read", files: rule(".cursor/rules/a.md", "title: A") },
  { because: "another client applies it always", files: rule(".kiro/steering/a.md", "title: A") },
  { because: "a frontmatter that cannot be read", files: rule(".cursor/rules/a.mdc", "globs: [") },
  {
    because: "a scope that says no file or has another key, which another rule says",
    files: {
      ...rule(".github/instructions/a.instructions.md", "applyTo:"),
      ...rule(".github/instructions/b.instructions.md", 'applyto: "**/*.py"'),
    },
  },
  {
    because: "a glob that is empty",
    files: rule(".cursor/rules/a.mdc", 'globs: ""'),
    reports: ["1:1 Nothing says when the rule applies."],
  },
]);
export const scopedInstructionsCursorExtensionCases = casesOf(scopedInstructionsCursorExtension, [
  { because: "what explains the folder", files: { ".cursor/rules/web/README.md": "A.\n" } },
]);
export const scopedInstructionsFieldTypesCases = casesOf(scopedInstructionsFieldTypes, [
  { because: "a number for a text", files: rule(".cursor/rules/a.mdc", "description: 1", "globs: a") },
  {
    because: "a list that is not all texts",
    files: rule(".claude/rules/a.md", 'paths: ["a", 1]'),
    reports: ["2:8 `paths` has to be a text or a list of texts."],
  },
]);
export const scopedInstructionsForeignScopeCases = casesOf(scopedInstructionsForeignScope, [
  { because: "a field of nobody", files: rule(".cursor/rules/a.mdc", "title: A") },
]);
export const scopedInstructionsGlobCases = casesOf(scopedInstructionsGlob, [
  {
    because: "a colon, a tilde and a home inside the path",
    files: rule(".claude/rules/a.md", 'paths: ["a/C:/b", "a~/b", "web/home/c"]'),
  },
  {
    because: "a drive, a home and a user",
    files: rule(".claude/rules/a.md", "paths:", '  - "C:/a"', '  - "~/a"', '  - "/Users/a"'),
    reports: [
      '3:5 The glob "C:/a" is a path of one machine.',
      '4:5 The glob "~/a" is a path of one machine.',
      '5:5 The glob "/Users/a" is a path of one machine.',
    ],
  },
  {
    because: "backslashes between folders, and in front of a star",
    files: rule(".claude/rules/a.md", "paths:", "  - 'src\\a'", "  - 'src/\\*'"),
    reports: ['3:5 The glob "src\\a" has backslashes between its folders.'],
  },
  {
    because: "several faults in one value",
    files: rule(".cursor/rules/a.mdc", "globs: ~/a,{b"),
    reports: ['2:8 The glob "~/a" is a path of one machine.'],
  },
]);
export const scopedInstructionsIdleGlobsCases = casesOf(scopedInstructionsIdleGlobs, [
  {
    because: "another client knows no such field",
    files: rule(".claude/rules/a.md", "alwaysApply: true", "globs: src/**"),
  },
]);
export const scopedInstructionsModeCases = casesOf(scopedInstructionsMode, [
  {
    because: "a word that resembles no other",
    files: rule(".kiro/steering/a.md", "inclusion: whenever-it-rains"),
    reports: ['2:12 The inclusion "whenever-it-rains" is not documented.'],
  },
]);
export const scopedInstructionsUnknownFieldCases = casesOf(scopedInstructionsUnknownField, [
  {
    because: "a field that resembles no other",
    files: rule(".cursor/rules/a.mdc", "globs: a", "owner-of-the-rule: me"),
    reports: ['3:1 The client of this file knows no field "owner-of-the-rule".'],
  },
]);
const copilot = (name: string, ...lines: readonly string[]) =>
  rule(`.github/instructions/${name}.instructions.md`, ...lines);
const EVERYWHERE = "names no file, so Copilot CLI puts the rule into every request.";
export const scopedInstructionsLostScopeCases = casesOf(scopedInstructionsLostScope, [
  {
    because: "a number, blanks and commas, in a folder below",
    files: {
      ...copilot("a", "applyTo: 5"),
      ...copilot("b", 'applyTo: "  "'),
      ...copilot("web/c", 'applyTo: ","'),
    },
    reports: ["a", "b", "web/c"].map(
      (name) => `.github/instructions/${name}.instructions.md:2:1 \`applyTo\` ${EVERYWHERE}`,
    ),
  },
  {
    because: "another folder, of which Copilot CLI reads nothing",
    files: {
      ...rule("docs/a.instructions.md", "applyTo:"),
      ...rule("web/.github/instructions/a.instructions.md", "applyTo:"),
    },
  },
  {
    because: "a slip there",
    files: rule("docs/a.instructions.md", 'applyto: "**/*.py"'),
    reports: ["2:1 This client reads `applyTo`, not `applyto`: the rule applies to no file."],
  },
]);
