import { skillBodyEmpty } from "../../src/rules/skill/body-empty.ts";
import { skillBundledFile } from "../../src/rules/skill/bundled-file.ts";
import { skillCompatibility } from "../../src/rules/skill/compatibility.ts";
import { skillDescriptionDuplicate } from "../../src/rules/skill/description-duplicate.ts";
import { skillDescriptionRequired } from "../../src/rules/skill/description-required.ts";
import { skillDescriptionShort } from "../../src/rules/skill/description-short.ts";
import { skillDuplicateName } from "../../src/rules/skill/duplicate-name.ts";
import { skillFieldType } from "../../src/rules/skill/field-type.ts";
import { skillFieldValue } from "../../src/rules/skill/field-value.ts";
import { skillFrontmatter } from "../../src/rules/skill/frontmatter.ts";
import { skillLicense } from "../../src/rules/skill/license.ts";
import { skillNameFormat } from "../../src/rules/skill/name-format.ts";
import { skillNameMatchesDirectory } from "../../src/rules/skill/name-matches-directory.ts";
import { skillNameRequired } from "../../src/rules/skill/name-required.ts";
import { skillReferenceDepth } from "../../src/rules/skill/reference-depth.ts";
import { skillScriptExecutable } from "../../src/rules/skill/script-executable.ts";
import { skillUnknownTool } from "../../src/rules/skill/unknown-tool.ts";
import { skillUnreferencedFile } from "../../src/rules/skill/unreferenced-file.ts";
import { skillUnrestrictedShell } from "../../src/rules/skill/unrestricted-shell.ts";
import { skillUploadSize } from "../../src/rules/skill/upload-size.ts";
import { casesOf } from "../support/rule-cases.ts";

const HEAD = "---\nname: git\ndescription: Commits.\n---\n";
const skill = (body: string) => ({ "skills/git/SKILL.md": HEAD + body });
export const skillBundledFileCases = casesOf(skillBundledFile, [
  {
    because: "the last line without an end, the line above says example",
    files: skill("For example:\nRead `references/a.md`"),
    reports: ['6:6 The skill has no "references/a.md".'],
  },
  { because: "the last line says example", files: skill("Read `references/a.md`, for example") },
  { because: "a mention without an order", files: skill("The folder has `references/a.md` and more.\n") },
  { because: "an entry of a list that nothing explains", files: skill("- `references/a.md`\n") },
  { because: "what explains it follows much later", files: skill("- `references/a.md` and others: see there\n") },
  { because: "an explanation outside of a list", files: skill("Here is `references/a.md`: it has the form.\n") },
  { because: "an order inside a fence", files: skill("```\nRead `references/a.md`.\n```\n") },
  {
    because: "another skill has the file, but is named only far away",
    files: {
      ...skill(`Read \`references/a.md\`.\n\n${"Commit often. ".repeat(20)}\nAsk pr.\n`),
      "skills/pr/references/a.md": "# A\n",
      "skills/pr/SKILL.md": "---\nname: pr\ndescription: Asks.\n---\n",
    },
    reports: ['skills/git/SKILL.md:5:6 The skill has no "references/a.md".'],
  },
  {
    because: "the file of a skill that is named, in folders by other names",
    files: {
      ...skill("Run `script/a.sh` of pr.\n\nRun `./scripts/b.sh` of pr. See `reference/a.md` of pr.\n"),
      "skills/pr/script/a.sh": "",
      "skills/pr/scripts/b.sh": "",
      "skills/pr/reference/a.md": "",
    },
  },
]);

const fields = (...lines: readonly string[]) => ({ "skills/git/SKILL.md": `---\n${lines.join("\n")}\n---\nCommit.\n` });
const named = (...lines: readonly string[]) => fields("name: git", "description: Commits.", ...lines);

export const skillBodyEmptyCases = casesOf(skillBodyEmpty, [
  { because: "a frontmatter that cannot be read", files: { "skills/git/SKILL.md": "---\nname: [\n---\n" } },
]);
export const skillCompatibilityCases = casesOf(skillCompatibility, [
  { because: "exactly as long as it may be", files: named(`compatibility: ${"x".repeat(500)}`) },
]);
export const skillDescriptionDuplicateCases = casesOf(skillDescriptionDuplicate, [
  {
    because: "two that are empty, and two that differ",
    files: {
      "skills/a/SKILL.md": '---\nname: a\ndescription: ""\n---\n',
      "skills/b/SKILL.md": '---\nname: b\ndescription: ""\n---\n',
      "skills/c/SKILL.md": "---\nname: c\ndescription: C.\n---\n",
      "skills/d/SKILL.md": "---\nname: d\ndescription: D.\n---\n",
    },
  },
]);
export const skillDescriptionRequiredCases = casesOf(skillDescriptionRequired, [
  {
    because: "a template that is filled in elsewhere, and one in a client's own folder, which is loaded as it is",
    files: {
      "templates/SKILL.md": "---\nname: {{name}}\ndescription: {{description}}\n---\n",
      ".claude/skills/templates/SKILL.md": "---\nname: templates\ndescription: {{description}}\n---\n",
    },
    reports: [".claude/skills/templates/SKILL.md:3:14 The skill's description is a map, not a text."],
  },
  {
    because: "nothing",
    files: fields("name: git", "description:"),
    reports: ["3:1 The skill's description is empty."],
  },
  {
    because: "white space",
    files: fields("name: git", 'description: "  "'),
    reports: ["3:1 The skill's description is empty."],
  },
  {
    because: "a map",
    files: fields("name: git", "description: { a: b }"),
    reports: ["3:14 The skill's description is a map, not a text."],
  },
  {
    because: "a list of texts",
    files: fields("name: git", "description: [a]"),
    reports: ["3:14 The skill's description is a list, not a text."],
  },
]);
export const skillDescriptionShortCases = casesOf(skillDescriptionShort, [
  {
    because: "exactly as short as it may be",
    files: fields("name: git", "description: Commits."),
    options: { "min-characters": 8 },
  },
  {
    because: "one character shorter",
    files: fields("name: git", "description: Commits."),
    options: { "min-characters": 9 },
    reports: ["3:14 The description has 8 characters, fewer than 9."],
  },
  { because: "an empty one has a rule of its own", files: fields("name: git", 'description: ""') },
]);
export const skillDuplicateNameCases = casesOf(skillDuplicateName, [
  {
    because: "outside of any folder of skills, in two of them, and twice without a name",
    files: {
      "a/SKILL.md": "---\nname: a\n---\n",
      "b/SKILL.md": "---\nname: a\n---\n",
      "x/skills/a/SKILL.md": "---\nname: a\n---\n",
      "y/skills/a/SKILL.md": "---\nname: a\n---\n",
      "y/skills/b/SKILL.md": '---\nname: ""\n---\n',
      "y/skills/c/SKILL.md": '---\nname: ""\n---\n',
    },
  },
  {
    because: "a folder of skills inside a folder of skills is installed with it",
    files: { "x/y/skills/a/SKILL.md": "---\nname: a\n---\n", "x/y/skills/b/skills/c/SKILL.md": "---\nname: a\n---\n" },
    reports: ['x/y/skills/b/skills/c/SKILL.md:2:7 The name "a" is also that of "x/y/skills/a".'],
  },
]);
export const skillFieldTypeCases = casesOf(skillFieldType, [
  {
    because: "yes and off, which YAML once took for true and false",
    files: named("user-invocable: yes", "disable-model-invocation: Off"),
  },
  {
    because: "words that only contain one of them",
    files: named("user-invocable: yesterday", "disable-model-invocation: carry on"),
    reports: [
      '4:17 The field "user-invocable" is a string, not a boolean.',
      '5:27 The field "disable-model-invocation" is a string, not a boolean.',
    ],
  },
  { because: "left empty", files: named("argument-hint:") },
  {
    because: "yes is no text",
    files: named("argument-hint: { a: b }"),
    reports: ['4:16 The field "argument-hint" is a map, not a text or a list.'],
  },
]);
export const skillFieldValueCases = casesOf(skillFieldValue, [
  { because: "white space around it", files: named('context: " fork "') },
  {
    because: "a value that resembles no other",
    files: named("context: somewhere-else-entirely"),
    reports: ['4:10 The context "somewhere-else-entirely" is not documented.'],
  },
]);
export const skillFrontmatterCases = casesOf(skillFrontmatter, [
  { because: "a fixture of a test", files: { "tests/fixtures/bad/SKILL.md": "Commit.\n" } },
  {
    because: "a skill that is called so, in a client's folder",
    files: { ".claude/skills/fixtures/SKILL.md": "Commit.\n" },
    reports: ["1:1 The skill has no frontmatter."],
  },
  { because: "a file that is no text", files: { "skills/git/SKILL.md": new Uint8Array([0xff, 0xfe, 0xff]) } },
]);
export const skillLicenseCases = casesOf(skillLicense, [
  { because: "exactly as long as it may be", files: named("license: MIT"), options: { "max-characters": 3 } },
  {
    because: "one character longer",
    files: named("license: MIT"),
    options: { "max-characters": 2 },
    reports: ["4:10 The license has 3 of 2 characters."],
  },
]);
export const skillNameFormatCases = casesOf(skillNameFormat, [
  { because: "an empty one has a rule of its own", files: fields('name: ""') },
  {
    because: "a hyphen at the end",
    files: fields("name: git-"),
    reports: ['2:7 The name "git-" begins or ends with a hyphen.'],
    fixed: "---\nname: git\n---\nCommit.\n",
  },
  {
    because: "in quotes",
    files: fields('name: "Git: Commit"'),
    reports: ['2:7 The name "Git: Commit" contains ":", " " and is not lowercase.'],
    fixed: '---\nname: "git-commit"\n---\nCommit.\n',
  },
  {
    because: "what YAML would read as true or as a number, and nothing that is left",
    files: fields("name: True-"),
    reports: ['2:7 The name "True-" is not lowercase and begins or ends with a hyphen.'],
    fixed: "---\nname: True-\n---\nCommit.\n",
  },
  {
    because: "nothing but signs",
    files: fields('name: "!"'),
    reports: ['2:7 The name "!" contains "!".'],
    fixed: '---\nname: "!"\n---\nCommit.\n',
  },
]);
export const skillNameMatchesDirectoryCases = casesOf(skillNameMatchesDirectory, [
  { because: "an empty one has a rule of its own", files: fields('name: ""') },
  { because: "the checked folder is the skill", files: { "SKILL.md": "---\nname: git\n---\n" } },
]);
export const skillNameRequiredCases = casesOf(skillNameRequired, [
  { because: "white space", files: fields('name: " "'), reports: ["2:1 The skill's name is empty."] },
]);
export const skillReferenceDepthCases = casesOf(skillReferenceDepth, [
  {
    because: "back to the skill itself, and to a folder",
    files: {
      ...skill("[a](references/a.md)\n"),
      "skills/git/references/a.md": "[s](../SKILL.md) [f](more)\n",
      "skills/git/references/more/b.md": "",
    },
  },
]);
export const skillScriptExecutableCases = casesOf(skillScriptExecutable, [
  {
    because: "a link, a text, a script without a program, a script outside of a skill",
    files: {
      ...skill("Run.\n"),
      "skills/git/scripts/a.sh": { link: "b.txt" },
      "skills/git/scripts/b.txt": "#!/bin/sh\n",
      "skills/git/scripts/c.sh": "echo\n",
      "skills/git/scripts/d.sh.txt": "#!/bin/sh\n",
      "tools/e.sh": "#!/bin/sh\n",
    },
  },
]);
export const skillUnknownToolCases = casesOf(skillUnknownTool, [
  { because: "white space and commas, many of them", files: named("allowed-tools: 'Read,  Grep , Bash(git log:*)'") },
  {
    because: "a tool that resembles no other",
    files: named("allowed-tools: codebase_search_everywhere"),
    reports: ['4:16 Claude Code has no tool "codebase_search_everywhere".'],
  },
]);
export const skillUnreferencedFileCases = casesOf(skillUnreferencedFile, [
  {
    because: "files outside of the three folders, and of a skill inside the skill",
    files: {
      ...skill("Commit.\n"),
      "skills/git/notes.md": "",
      "skills/git/docs/references/a.md": "",
      "skills/git/b/SKILL.md": HEAD,
      "skills/git/b/assets/logo.png": "",
    },
    reports: ['skills/git/b/assets/logo.png No text of the skill names "assets/logo.png".'],
  },
  {
    because: "by its name without its ending, by its folder, by a script, by YAML, never by itself",
    files: {
      ...skill("See style. All of references/maps.\n"),
      "skills/git/reference/style.css": "",
      "skills/git/references/maps/x1.png": "",
      "skills/git/script/run.sh": "cat helper\n",
      "skills/git/scripts/helper.py": "",
      "skills/git/config.yml": "logo: icon\n",
      "skills/git/assets/icon.png": "",
      "skills/git/scripts/alone.py": "# alone.py\n",
      "skills/git/data.bin": "lost\n",
      "skills/git/assets/lost.png": "",
    },
    reports: [
      'skills/git/assets/lost.png No text of the skill names "assets/lost.png".',
      'skills/git/script/run.sh No text of the skill names "script/run.sh".',
      'skills/git/scripts/alone.py No text of the skill names "scripts/alone.py".',
    ],
  },
  {
    because: "the checked folder is the skill",
    files: { "SKILL.md": HEAD, "assets/logo.png": "" },
    reports: ['assets/logo.png No text of the skill names "assets/logo.png".'],
  },
]);
export const skillUnrestrictedShellCases = casesOf(skillUnrestrictedShell, [
  {
    because: "empty parentheses, and a tool whose name ends alike",
    files: named("allowed-tools: [Bash(), MyBash]"),
    reports: ["4:17 The skill may run every shell command unasked."],
  },
]);
export const skillUploadSizeCases = casesOf(skillUploadSize, [
  {
    because: "exactly as large as it may be",
    files: { "skills/git/SKILL.md": HEAD, "skills/git/a.txt": "ab" },
    options: { "max-bytes": HEAD.length + 2, "max-files": 2 },
  },
  {
    because: "one byte and one file more",
    files: { "skills/git/SKILL.md": HEAD, "skills/git/a.txt": "ab" },
    options: { "max-bytes": HEAD.length + 1, "max-files": 1 },
    reports: [
      "skills/git/SKILL.md The skill has 2 files, more than 1.",
      "skills/git/SKILL.md The skill has 42 bytes, more than 41.",
    ],
  },
  {
    because: "a skill inside the skill counts for itself",
    files: { "skills/git/SKILL.md": HEAD, "skills/git/b/SKILL.md": HEAD },
    options: { "max-bytes": HEAD.length, "max-files": 1 },
  },
]);
