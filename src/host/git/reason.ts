const MOST_LINES = 3;
const MOST_CHARACTERS = 600;

/**
 * Why git gave up, by what it printed: without its advice, and without how it is used. Undefined where it gave no
 * reason. What makes it read the repository of another user after all stays, for it is all that can be done then.
 */
export function reasonIn(printed: string): string | undefined {
  const [said = ""] = printed.split(/^usage: /m, 1);
  const lines = said
    .split(/\r?\n/)
    .map((line) => line.trimEnd())
    .filter((line) => line !== "" && !line.startsWith("hint:"));
  const reasons = lines.filter((line) => /^(?:fatal|error|remote: error): |^ ! \[/.test(line));
  const chosen = (reasons.length > 0 ? reasons : lines).slice(0, MOST_LINES).join("\n");
  if (chosen === "") return undefined;
  const [trusting] = /(?<=^\t)git config --global --add safe\.directory .+$/m.exec(said) ?? [];
  if (trusting !== undefined) return `${chosen.replace(/\.$/, "")}. If you trust it: ${trusting}`;
  return chosen.length > MOST_CHARACTERS ? `${chosen.slice(0, MOST_CHARACTERS)}…` : chosen;
}
