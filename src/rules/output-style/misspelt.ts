import { claudeCodeFacts } from "../../clients/claude-code.ts";
import { stringAt } from "../../inventory/texts/text-nodes.ts";
import { textField } from "../../model/field.ts";
import { nearest } from "../../model/nearest.ts";
import { defineRepositoryRule, type Repository } from "../../model/rule.ts";

export const outputStyleMisspelt = defineRepositoryRule({
  id: "output-style/misspelt",
  severity: "off",
  severityFor: { "claude-code": "warning" },
  summary: "The output style that settings choose is called by its name.",
  why: "Claude Code compares `outputStyle` with the names of styles letter by letter. A style goes by the `name` of its frontmatter, and by its file where it has none. What resembles no style that is known here may be one of a user or a plugin.",
  consequence: "Claude Code goes on in its usual style, and says nothing.",
  help: "Write the name as the style has it.",
  since: "0.1.0",
  sources: [claudeCodeFacts.outputStyles],

  *check(repository) {
    for (const artifact of repository.of("settings")) {
      const chosen = artifact.dialect === "claude-code" ? stringAt(artifact.data, "outputStyle") : undefined;
      if (!chosen || chosen.value.trim() === "" || chosen.value.includes(":")) continue; // none, or a plugin's
      const styles = stylesOf(repository);
      if (styles.has(chosen.value)) continue;
      const meant = meantBy(chosen.value, styles);
      if (meant !== undefined)
        yield {
          artifact,
          message: `There is no output style "${chosen.value}"; did you mean "${meant}"?`,
          at: chosen.range,
          client: "claude-code",
        };
    }
  },

  examples: [
    {
      because: "a style by its name, one by its file, one of Claude Code's own, one that is not known here, and none",
      files: {
        ".claude/output-styles/brief.md": "---\nname: Short Answers\n---\nBe brief.\n",
        ".claude/output-styles/plain.md": "Use plain words.\n",
        ".claude/settings.json": '{ "outputStyle": "Short Answers" }\n',
        "api/.claude/settings.json": '{ "outputStyle": "plain" }\n',
        "docs/.claude/settings.json": '{ "outputStyle": "Explanatory" }\n',
        "web/.claude/settings.json": '{ "outputStyle": "mustard" }\n',
        ".claude/output-styles/x.md": "Be brief.\n",
        "app/.claude/settings.json": '{ "outputStyle": "" }\n',
      },
    },
    {
      because: "the name of a file whose style has another, and one in lower case",
      files: {
        ".claude/output-styles/brief.md": "---\nname: Short Answers\n---\nBe brief.\n",
        ".claude/settings.json": '{ "outputStyle": "brief" }\n',
        "docs/.claude/settings.json": '{ "outputStyle": "explanatory" }\n',
      },
      reports: [
        '.claude/settings.json:1:18 There is no output style "brief"; did you mean "Short Answers"?',
        'docs/.claude/settings.json:1:18 There is no output style "explanatory"; did you mean "Explanatory"?',
      ],
    },
  ],
});

/** The name of each style of a repository and of Claude Code's own, with the name of its file. */
function stylesOf(repository: Repository): ReadonlyMap<string, string> {
  const own = repository
    .of("output-style")
    .filter(({ path }) => /(?:^|\/)\.claude\/output-styles\//.test(path))
    .map((style): [string, string] => {
      const file = style.path.slice(style.path.lastIndexOf("/") + 1, -".md".length);
      return [textField(style, "name")?.value || file, file];
    });
  return new Map([...claudeCodeFacts.outputStyles.value.map((name): [string, string] => [name, name]), ...own]);
}

function meantBy(chosen: string, styles: ReadonlyMap<string, string>): string | undefined {
  const byFile = [...styles].find(([, file]) => file === chosen.replace(/\.md$/, ""));
  return byFile?.[0] ?? nearest(chosen.trim(), styles.keys());
}
