import { randomToken } from "../host/machine/random-token.ts";
import { guardLines } from "../report/escape/terminal.ts";
import { stopped } from "../report/escape/stopped.ts";

/**
 * What a program of others printed, for a terminal;
 * in a job of GitHub's between tokens, for its runner reads along.
 */
export function quoted(text: string, env: Readonly<Record<string, string | undefined>>): string {
  const guarded = guardLines(text);
  return env["GITHUB_ACTIONS"] === "true" ? stopped(guarded, randomToken()) : guarded;
}
