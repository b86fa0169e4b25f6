import { defineArtifactRule } from "../../model/rule.ts";
import { type Artifact, KINDS, type Kind } from "../../model/artifact.ts";
import type { Range } from "../../model/source.ts";

export const formatYamlTab = defineArtifactRule({
  id: "format/yaml-tab",
  on: Object.keys(KINDS).filter((kind): kind is Kind => kind in KINDS),
  severity: "info",
  summary: "YAML is indented with spaces.",
  why: "YAML allows no tab in front of a key, and how many spaces it stands for nobody can tell but its author.",
  consequence: "The file, or the frontmatter, cannot be read.",
  help: "Replace the tabs by spaces. `agent-ci check --fix-unsafe` takes two for each; look at what it made.",
  since: "0.1.0",
  yieldsTo: ["file/syntax"],

  *check(artifact) {
    const broken = artifact.problems.some(({ code }) => code === "syntax");
    const range = yamlIn(artifact);
    if (!broken || !range) return;
    const text = artifact.source.text.slice(range.start, range.end);
    const tabs = Array.from(text.matchAll(/^ *\t[ \t]*/gm), ({ index, 0: indent }) => ({
      range: { start: range.start + index, end: range.start + index + indent.length },
      text: indent.replaceAll("\t", "  "),
    }));
    const [first] = tabs;
    if (!first) return;
    yield {
      message: `${tabs.length === 1 ? "This line is" : `${tabs.length} lines are`} indented with tabs.`,
      at: first.range,
      fix: { title: "Indent with two spaces for each tab", safe: false, edits: tabs },
    };
  },

  examples: [
    { because: "spaces", files: { "skills/a/SKILL.md": "---\nmetadata:\n  owner: ann\n---\n" } },
    {
      because: "a tab",
      files: { "skills/a/SKILL.md": "---\nmetadata:\n\towner: ann\n---\n" },
      reports: ["3:1 This line is indented with tabs."],
      fixed: "---\nmetadata:\n  owner: ann\n---\n",
    },
  ],
});

function yamlIn(artifact: Artifact): Range | undefined {
  if ("body" in artifact) return artifact.frontmatter?.range;
  return artifact.syntax === "yaml" ? { start: 0, end: artifact.source.text.length } : undefined;
}
