/** Where agent-ci and the npm package skills-ref 0.1.5 differ on purpose, each with its reason. */
export const DISAGREEMENTS: readonly {
  readonly reason: string;
  readonly applies: (text: string) => boolean;
}[] = [
  {
    reason:
      "skills-ref ends the frontmatter at the next three hyphens, even inside a value or behind a word. The specification and every client end it at a line of its own.",
    applies: (text) => {
      const closing = text.indexOf("---", 3);
      const line = text.slice(text.lastIndexOf("\n", closing) + 1).split("\n", 1)[0] ?? "";
      return closing !== -1 && line.trim() !== "---";
    },
  },
];
