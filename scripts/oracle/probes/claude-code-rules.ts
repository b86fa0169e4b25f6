import { frontmatter, mark, type Expectation, type Probe } from "../probe.ts";

/** When a rule is there: from the start, with src/a.ts, or never. */
type When = "start" | "file" | "never";

const SCOPES: readonly (readonly [lines: string, when: When])[] = [
  ["paths: src/**", "file"],
  ["paths: [src/**]", "file"],
  ["paths: src/**, lib/**", "file"],
  ["paths: lib/**", "never"],
  ["path: src/**", "start"],
  ["Paths: src/**", "start"],
  ["pathes: src/**", "start"],
  ["file_paths: src/**", "start"],
  ["glob: src/**", "start"],
  ["globs: src/**", "start"],
  ["applyTo: src/**", "start"],
  ["paths:", "start"],
  ['paths: ""', "start"],
  ["paths: 5", "start"],
  ["paths: true", "start"],
  ["paths: {}", "start"],
  ["paths: []", "start"],
  ["paths: [5]", "start"],
  ["paths: [5, src/**]", "file"],
];
const GLOBS: readonly (readonly [lines: string, when: When])[] = [
  ["paths: /src/**", "file"],
  ["paths: src", "file"],
  ["paths: src/", "file"],
  ["paths: |\n  src/**", "file"],
  ["paths: ./src/**", "never"],
  ["paths: ../src/**", "never"],
  ["paths: ['./src/**', 'lib/**']", "never"],
  ["paths: |\n  src/**\n  lib/**", "never"],
  ['paths: "src/** lib/**"', "never"],
  ['paths: "src/**; lib/**"', "never"],
  ['paths: "src/**|lib/**"', "never"],
  [`paths: "'src/**'"`, "never"],
];
const rules = (cases: readonly (readonly [lines: string, when: When])[]): Probe["files"] => ({
  "src/a.ts": "a\n",
  ".claude/rules/always.md": mark("always"),
  ...Object.fromEntries(
    cases.map(([lines], index) => [`.claude/rules/case${index}.md`, frontmatter([lines], mark(`case${index}x`))]),
  ),
});
const READS_FILE: Probe["calls"] = [{ name: "Read", arguments: { file_path: "src/a.ts" } }];

/** Each rule asked for at the start, and again once the file has been read. */
const asked = (name: "ruleScope" | "ruleGlobs", cases: typeof SCOPES): readonly Probe[] =>
  [[], READS_FILE].map((calls): Probe => ({
    question: "claude prompt",
    files: rules(cases),
    calls,
    expects: [
      { fact: `claude-code.${name}`, says: "a rule without frontmatter is loaded", there: mark("always") },
      ...cases.map(([lines, when], index): Expectation => {
        const isThere = when === "start" || (when === "file" && calls.length > 0);
        return {
          fact: `claude-code.${name}`,
          says: `${lines.replaceAll("\n", " ")}: ${isThere ? "" : "not "}loaded ${calls.length > 0 ? "with src/a.ts" : "at the start"}`,
          [isThere ? "there" : "gone"]: mark(`case${index}x`),
        };
      }),
    ],
  }));

/** When Claude Code loads the rules below .claude/rules. */
export const claudeCodeRuleProbes: readonly Probe[] = [...asked("ruleScope", SCOPES), ...asked("ruleGlobs", GLOBS)];
