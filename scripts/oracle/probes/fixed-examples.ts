import type { Rule } from "../../../src/model/rule.ts";
import { fileRepairedSyntax } from "../../../src/rules/file/repaired-syntax.ts";
import { fileSyntax } from "../../../src/rules/file/syntax.ts";
import { loadingCopilotFields } from "../../../src/rules/loading/copilot-fields.ts";
import { pluginFieldTypes } from "../../../src/rules/plugin/field-types.ts";
import { pluginPathForm } from "../../../src/rules/plugin/path-form.ts";
import type { Expectation, Probe } from "../probe.ts";

/** An example of a rule, and what its fix makes of it. */
interface Fixed {
  readonly rule: string;
  readonly because: string;
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

function fixedBy(rule: Rule): readonly Fixed[] {
  return rule.examples.flatMap(({ because, files, fixed }) => {
    const [path, before] = Object.entries(files)[0] ?? [];
    if (path === undefined || typeof before !== "string" || fixed === undefined) return [];
    return [{ rule: rule.id, because, path, before, after: fixed }];
  });
}

/** Claude Code refuses the manifest before the fix, and takes it afterwards. */
function manifests(rule: Rule, fact: string): Probe {
  const cases = fixedBy(rule).flatMap(({ because, path, before, after }, index) => [
    { folder: `before-${index}`, path, text: before, says: `refused: ${because}`, there: '"success": false' },
    { folder: `after-${index}`, path, text: after, says: `taken when fixed: ${because}`, there: '"success": true' },
  ]);
  return {
    question: "claude validate each",
    files: Object.fromEntries(
      cases.flatMap(({ folder, path, text }) => [
        [`${folder}/${path}`, text] as const,
        [`${folder}/commands/a.md`, "---\ndescription: What a path leads to.\n---\nDo it.\n"] as const,
      ]),
    ),
    expects: cases.map(({ folder, says, there }): Expectation => ({ fact, folder, says, there })),
  };
}

/** Copilot CLI names the file among those that failed to load before the fix, and no longer afterwards. */
function skills(rules: readonly Rule[], fact: string): Probe {
  const cases = rules.flatMap(fixedBy).flatMap((one, index) => [
    { path: placed(one.path, `before-${index}`), text: one.before, says: `refused: ${one.because}`, lost: true },
    {
      path: placed(one.path, `after-${index}`),
      text: one.after,
      says: `taken when fixed: ${one.because}`,
      lost: false,
    },
  ]);
  return {
    question: "copilot skills",
    files: Object.fromEntries(cases.map(({ path, text }) => [path, text] as const)),
    expects: cases.map(({ path, says, lost }): Expectation => ({ fact, says, [lost ? "there" : "gone"]: path })),
  };
}

/** Where Copilot CLI finds the skill or the command under another name than that of the example. */
const placed = (path: string, name: string): string =>
  path.endsWith("/SKILL.md") ? `.claude/skills/${name}/SKILL.md` : `.claude/commands/${name}.md`;

/** Fixes that a client can be asked about. */
export const fixProbes: readonly Probe[] = [
  manifests(pluginFieldTypes, "claude-code.pluginTypes"),
  manifests(pluginPathForm, "claude-code.pluginPaths"),
  skills([loadingCopilotFields, fileRepairedSyntax, fileSyntax], "copilot-cli.skillFields"),
];
