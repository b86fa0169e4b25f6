import type { ServedCall } from "./served.ts";

const MOST = 20;
const LONGEST = 200;

/** The calls of tools that a run is held to: each needs a result that somebody wrote. Quotes the agent. */
export function heldCalls(calls: Readonly<Record<string, readonly ServedCall[]>>): {
  readonly expected: number;
  readonly missed: readonly string[];
} {
  const all = Object.entries(calls).flatMap(([server, some]) => some.map((call) => ({ server, ...call })));
  const missed = all
    .filter(({ answered }) => !answered)
    .slice(0, MOST)
    .map(
      (one) => `No result is written for ${one.server}/${one.tool} ${shown(one.arguments)}: add one to mcp.results.`,
    );
  return { expected: all.length, missed };
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "";
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
