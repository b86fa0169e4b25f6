import { geminiCliFacts } from "../../clients/gemini-cli.ts";
import { skillLoading } from "../../context/loadability.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const loadingFence = defineRepositoryRule({
  id: "loading/fence",
  severity: "off",
  severityFor: { "gemini-cli": "error" },
  summary: "The lines around a skill's frontmatter are `---` and nothing else.",
  why: "Gemini CLI looks for three hyphens and the end of the line. Other clients allow white space between.",
  consequence: "Gemini CLI drops the skill, or loses its body, although nothing is to be seen in an editor.",
  help: "Take the white space behind `---` away.",
  since: "0.1.0",
  sources: [geminiCliFacts.skillFences, geminiCliFacts.skillDepth],

  *check(repository) {
    for (const artifact of repository.of("skill")) {
      const { frontmatter, source } = artifact;
      if (!frontmatter || !/[ \t]/.test(fences(source.text, frontmatter.range))) continue;
      for (const { code, says, outcome } of skillLoading(repository, "gemini-cli", artifact).reasons) {
        if (code !== "fence" && code !== "body") continue;
        const what = outcome === "dropped" ? "drops this skill" : "loads this skill without its body";
        yield {
          artifact,
          client: "gemini-cli",
          message: `Gemini CLI ${what}: ${says}`,
          at:
            code === "fence"
              ? { start: 0, end: lineEnd(source.text, 0) }
              : lastLine(source.text, frontmatter.range.end),
          fix: { title: "Take the white space away", safe: true, edits: edits(source.text, frontmatter.range.end) },
        };
      }
    }
  },

  examples: [
    {
      because: "nothing behind the hyphens",
      files: { "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nCommit.\n" },
    },
    {
      because: "a space behind the first ones",
      files: { "skills/git/SKILL.md": "--- \nname: git\ndescription: Commits.\n---\nCommit.\n" },
      reports: ["1:1 Gemini CLI drops this skill: White space follows the opening ---."],
      fixed: "---\nname: git\ndescription: Commits.\n---\nCommit.\n",
    },
    {
      because: "a tab behind the last ones",
      files: { "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\t\nCommit.\n" },
      reports: [
        "4:1 Gemini CLI loads this skill without its body: White space follows the closing ---, so the body is lost.",
      ],
      fixed: "---\nname: git\ndescription: Commits.\n---\nCommit.\n",
    },
  ],
});

interface Span {
  readonly start: number;
  readonly end: number;
}

const lineEnd = (text: string, from: number): number => {
  const at = text.slice(from).search(/\r?\n|$/);
  return from + at;
};

const lastLine = (text: string, end: number): Span => ({
  start: text.lastIndexOf("\n", end - 1) + 1,
  end: lineEnd(text, end),
});

function fences(text: string, { end }: Span): string {
  const last = lastLine(text, end);
  return text.slice(0, lineEnd(text, 0)) + text.slice(last.start, last.end);
}

/** The edits that take away white space behind the hyphens of both lines. */
function edits(text: string, end: number): { readonly range: Span; readonly text: string }[] {
  const lines = [{ start: 0, end: lineEnd(text, 0) }, lastLine(text, end)];
  return lines.flatMap((line) =>
    line.end > line.start + 3 ? [{ range: { start: line.start + 3, end: line.end }, text: "" }] : [],
  );
}
