import { claudeCodeFacts } from "../../../src/clients/claude-code.ts";
import { frontmatter, mark, type Probe } from "../probe.ts";

const BODY = mark("style");
const PLACE = ".claude/output-styles/brief.md";
const style = (...lines: readonly string[]): string => frontmatter(lines, `${BODY}\n`);

/** What the settings choose, a style and where it lies, and whether the model gets it. */
const STYLES: readonly (readonly [chosen: string, text: string, taken: boolean, place?: string])[] = [
  ["Brief Words", style("name: Brief Words"), true],
  ["brief", style("description: d"), true],
  ["brief", `${BODY}\n`, true],
  ["brief", style("name:"), true],
  ["5", style("name: 5"), true],
  ["brief", style("description: d"), true, ".claude/output-styles/below/brief.md"],
  ["brief", style("name: Other"), false],
  ["Brief", style("description: d"), false],
  ["brief ", style("description: d"), false],
  ["brief.md", style("description: d"), false],
  ["below:brief", style("description: d"), false, ".claude/output-styles/below/brief.md"],
  ["brief", style("description: d"), false, ".claude/output-styles/brief.txt"],
];
/** The heading of a style in its request. */
const headed = (name: string): string => `# Output Style: ${name}`;

/** Which output style the model gets. */
export const claudeCodeStyleProbes: readonly Probe[] = [
  ...STYLES.map(([chosen, text, taken, place = PLACE]): Probe => ({
    question: "claude prompt",
    files: { [place]: text, ".claude/settings.json": JSON.stringify({ outputStyle: chosen }) },
    expects: [
      { fact: "claude-code.outputStyles", says: "the model is asked", there: '"messages"' },
      {
        fact: "claude-code.outputStyles",
        says: `"${chosen}" is ${taken ? "taken" : "not taken"}: ${text.trim().replaceAll("\n", " ")} of ${place}`,
        [taken ? "there" : "gone"]: BODY,
      },
    ],
  })),
  ...[...claudeCodeFacts.outputStyles.value.filter((name) => name !== "default"), "explanatory"].map((name): Probe => {
    const isThere = name !== "explanatory";
    return {
      question: "claude prompt",
      files: { ".claude/settings.json": JSON.stringify({ outputStyle: name }) },
      expects: [
        { fact: "claude-code.outputStyles", says: "the model is asked", there: '"messages"' },
        {
          fact: "claude-code.outputStyles",
          says: `"${name}" is ${isThere ? "a style of its own" : "none"}`,
          [isThere ? "there" : "gone"]: headed(name),
        },
      ],
    };
  }),
];
