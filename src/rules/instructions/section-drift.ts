import { folderOf, layoutOf } from "../../inventory/places/layout.ts";
import { isLoadedHere } from "../../inventory/places/loaded-here.ts";
import type { ArtifactOf } from "../../model/artifact.ts";
import type { Heading } from "../../model/outline.ts";
import { defineRepositoryRule } from "../../model/rule.ts";
import { linesMissing } from "../../context/differences.ts";
import { withNoun } from "../../model/numbers.ts";
import { group } from "../../model/group.ts";

export const instructionsSectionDrift = defineRepositoryRule({
  id: "instructions/section-drift",
  severity: "off",
  summary: "A section that instruction files of one folder share says the same in each.",
  why: "AGENTS.md, CLAUDE.md, GEMINI.md and the like repeat sections for several clients. Where most lines of two sections of one heading are equal and some are not, one was changed and the other was forgotten.",
  consequence: "Each client works by another version of the section.",
  help: "Copy the newer section over the other, or keep one file and let the others import it.",
  since: "0.1.0",
  outline: true,
  options: { "min-alike": 0.5 },
  optionAliases: { "least-alike": "min-alike" },
  loosens: { "min-alike": "more" },

  *check(repository, options) {
    const layout = layoutOf(repository);
    const files = repository.of("instructions").filter((artifact) => isLoadedHere(layout, artifact));
    for (const beside of group(files, ({ path }) =>
      folderOf(path).replace(/(?:^|\/)\.(?:claude|github)$/, ""),
    ).values()) {
      const all = beside.length < 2 ? [] : beside.flatMap(sectionsOf);
      for (const [first, ...others] of group(all, ({ name }) => name).values())
        for (const one of others) {
          if (!first || one.artifact === first.artifact) continue;
          const lines = linesMissing(first.lines, one.lines, options["min-alike"]);
          if (lines === 0) continue;
          const { artifact, heading } = one;
          yield {
            artifact,
            at: heading.range,
            message: `The section differs from "${first.heading.text}" in ${first.artifact.path} in ${withNoun(lines, "line")}.`,
            related: [{ path: first.artifact.path, message: "The other section." }],
          };
        }
    }
  },

  examples: [
    {
      because: "equal sections, sections of another heading, and texts that only share a heading",
      files: {
        "AGENTS.md": "# Tests\n\nRun all.\nThen rest.\n\n# Build\n\nRun make.\n\n# Style\n\nTabs.\n",
        "CLAUDE.md": "# Tests\n\nRun all.\nThen rest.\n\n# Build for Claude\n\nRun make all.\n\n# Style\n\nSpaces.\n",
      },
    },
    {
      because: "one line was changed in one of them",
      files: {
        "AGENTS.md": "# Tests\n\nRun all.\nThen rest.\nThen push.\n",
        ".github/copilot-instructions.md": "## tests\n\nRun all.\nThen rest.\nThen tag.\n",
      },
      reports: ['AGENTS.md:1:1 The section differs from "tests" in .github/copilot-instructions.md in 1 line.'],
    },
  ],
});

interface Section {
  readonly artifact: ArtifactOf<"instructions">;
  readonly heading: Heading;
  readonly name: string;
  readonly lines: readonly string[];
}

/** What stands between a heading and the next one. */
function sectionsOf(artifact: ArtifactOf<"instructions">): readonly Section[] {
  const { headings } = artifact.outline();
  return headings.map((heading, index) => {
    const text = artifact.source.text.slice(heading.range.end, headings[index + 1]?.range.start);
    const lines = text.split("\n").flatMap((line) => (line.trim() === "" ? [] : [line.trim()]));
    return { artifact, heading, name: heading.text.trim().toLowerCase(), lines };
  });
}
