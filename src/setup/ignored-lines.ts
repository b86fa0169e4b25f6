import type { Step } from "../model/steps.ts";
import { missingLines } from "./missing-lines.ts";

/** What agents write while they run, and what must not be known to others. */
const IGNORED = [
  "# What agents write while they run, and secrets",
  ".env",
  ".env.*",
  "!.env.example",
  "!.env.*.example",
  "!.env.sample",
  "!.env.template",
  "logs/active/",
  "shared-state/agent-status.json",
  "shared-state/communication.md",
  "shared-state/locks/",
  ".agent-ci/data/",
];

/**
 * The lines for .gitignore. The last line that fits is what git goes by:
 * names that they let through have to stand below a line that stops all of them.
 */
export function ignoredLines(text: string): readonly Step[] {
  const theirs = text.split("\n").map((line) => line.trim());
  if (theirs.includes(".env.*")) return missingLines(".gitignore", text, IGNORED);
  const passed = theirs.filter((line) => line.startsWith("!") && line.includes(".env") && !/(?:\.env|\*)$/.test(line));
  const others = theirs.filter((line) => !passed.includes(line)).join("\n");
  const lines = IGNORED.flatMap((line) => (line === ".env.*" ? [line, ...passed] : [line]));
  return missingLines(".gitignore", others, [...new Set(lines)]);
}
