/**
 * Characters of a command that is looked at.
 * Longer commands are no line that anybody wrote: the patterns take their square in time.
 */
const LONGEST = 4000;

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:curl|wget)\b[^|;&\n]*\|\s*(?:sudo\s+)?(?:ba|z|da)?sh\b/, "runs what it downloads"],
  [/\b(?:ba|z|da)?sh\s+<\(\s*(?:curl|wget)\b/, "runs what it downloads"],
  [/\beval\s+"?\$\(\s*(?:curl|wget)\b/, "runs what it downloads"],
  [
    /\brm\s+(?:-[a-zA-Z]{1,9}\s+){0,4}-[a-zA-Z]{0,8}[rR][a-zA-Z]{0,8}\s+(?:-[a-zA-Z]{1,9}\s+){0,4}["']?(?:\/|~|\$\{?HOME\}?)["']?\/?(?:\s|$|\*)/,
    "deletes whole folders",
  ],
  [/\bchmod\s+(?:-R\s+)?0?777\b/, "lets everybody write its files"],
];

/** What is dangerous about a shell command, as the end of a sentence; undefined where nothing known is. */
export function dangerIn(command: string): string | undefined {
  return command.length > LONGEST ? undefined : PATTERNS.find(([pattern]) => pattern.test(command))?.[1];
}
