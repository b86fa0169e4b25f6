import { NO_PROBLEMS, type Problem } from "../model/problem.ts";
import { composeYaml } from "./yaml-document.ts";
import { readPlainYaml } from "./yaml-plain.ts";
import { growTree } from "./yaml-tree.ts";
import type { Parsed } from "./parsed.ts";

/** YAML ends a line with it, and so do the readers of clients; the yaml package does not. */
const BARE_RETURN = /\r(?!\n)/g;

/**
 * One document of YAML 1.2 (core schema, and merge keys as YAML 1.1 has them) → its tree. `offset` is where the text
 * stands in its source; all ranges count from there. Never throws; at most one syntax problem, since later ones only
 * follow from it.
 */
export function parseYaml(written: string, offset = 0): Parsed {
  const text = written.replaceAll(BARE_RETURN, "\n");
  const plain = readPlainYaml(text, offset);
  if (plain) return { data: plain, problems: NO_PROBLEMS };
  const { contents, problem } = composeYaml(text);
  if (problem) return { problems: [shift(problem, offset)] };
  return contents ? growTree(contents, text, offset) : { problems: NO_PROBLEMS };
}

function shift(problem: Problem, by: number): Problem {
  const { start, end } = problem.range ?? { start: 0, end: 0 };
  return { ...problem, range: { start: start + by, end: end + by } };
}
