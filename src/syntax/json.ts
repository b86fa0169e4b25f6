import { printParseErrorCode, visit } from "jsonc-parser";
import type { JSONVisitor } from "jsonc-parser";
import type { Problem } from "../model/problem.ts";
import type { DataEntry, DataNode } from "../model/data.ts";
import type { Range } from "../model/source.ts";
import { commentProblem, explainJson } from "./json-messages.ts";
import { duplicateKey, MAX_DEPTH, MAX_PROBLEMS, tooDeep } from "./limits.ts";
import type { Parsed } from "./parsed.ts";

/** A map or list that is still being read. */
type Open =
  | {
      readonly kind: "map";
      readonly start: number;
      readonly entries: DataEntry[];
      readonly keys: Set<string>;
      key?: Key;
    }
  | { readonly kind: "list"; readonly start: number; readonly items: DataNode[] };
type Key = Omit<DataEntry, "value">;

interface Reading {
  readonly text: string;
  readonly stack: Open[];
  readonly problems: Problem[];
  /** The line of the last syntax problem: others on the same line only follow from it. */
  line: number;
  /** One problem stands for all comments: a file that has one mostly has many. */
  readonly comments: Range[];
  data?: DataNode;
}

/**
 * JSON → its tree, also where it has mistakes, as far as it could be read. `comments` allows comments and trailing
 * commas. Never throws; at most five problems.
 */
export function parseJson(text: string, options: { readonly comments: boolean }): Parsed {
  const reading: Reading = { text, stack: [], problems: [], line: -1, comments: [] };
  try {
    visit(text, visitorOf(reading), {
      disallowComments: !options.comments,
      allowTrailingComma: options.comments,
    });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const start = reading.stack.at(-1)?.start ?? 0;
    return { problems: [tooDeep({ start, end: start + 1 })] };
  }
  const { data } = reading;
  const problems = [...commentProblem(reading.comments), ...reading.problems].slice(0, MAX_PROBLEMS);
  return data ? { data, problems } : { problems };
}

function visitorOf(reading: Reading): JSONVisitor {
  // Behind a comment that is not closed, the package counts on beyond the text.
  const range = (start: number, length: number): Range => ({
    start: Math.min(start, reading.text.length),
    end: Math.min(start + length, reading.text.length),
  });
  return {
    onObjectBegin: (start) => open(reading, { kind: "map", start, entries: [], keys: new Set() }),
    onObjectEnd: (start, length) => close(reading, range(start, length).end),
    onArrayBegin: (start) => open(reading, { kind: "list", start, items: [] }),
    onArrayEnd: (start, length) => close(reading, range(start, length).end),
    onObjectProperty: (key, start, length) => name(reading, { key, keyRange: range(start, length) }),
    onLiteralValue: (value, start, length) => add(reading, literal(value, range(start, length))),
    onError: (code, start, length, line) => {
      if (printParseErrorCode(code) === "InvalidCommentToken") {
        reading.comments.push(range(start, length));
        return;
      }
      if (line === reading.line || reading.problems.length >= MAX_PROBLEMS) return;
      reading.line = line;
      report(reading, explainJson(reading.text, printParseErrorCode(code), range(start, length)));
    },
  };
}

function report({ problems }: Reading, problem: Problem): void {
  if (problems.length < MAX_PROBLEMS) problems.push(problem);
}

function open({ stack }: Reading, opened: Open): void {
  stack.push(opened);
  if (stack.length > MAX_DEPTH) throw new RangeError("too deep");
}

function close(reading: Reading, end: number): void {
  const closed = reading.stack.pop();
  if (!closed) return;
  const range = { start: closed.start, end };
  if (closed.kind === "map") add(reading, { kind: "map", entries: closed.entries, range });
  else add(reading, { kind: "list", items: closed.items, range });
}

function name(reading: Reading, key: Key): void {
  const map = reading.stack.at(-1);
  if (map?.kind !== "map") return;
  if (map.keys.has(key.key)) report(reading, duplicateKey(key.key, key.keyRange));
  map.keys.add(key.key);
  map.key = key;
}

function add(reading: Reading, value: DataNode): void {
  const parent = reading.stack.at(-1);
  if (!parent) reading.data ??= value;
  else if (parent.kind === "list") parent.items.push(value);
  else if (parent.key) parent.entries.push({ ...parent.key, value });
}

function literal(value: unknown, range: Range): DataNode {
  if (typeof value === "string") return { kind: "string", value, range };
  if (typeof value === "number") return { kind: "number", value, range };
  if (typeof value === "boolean") return { kind: "boolean", value, range };
  return { kind: "null", value: null, range };
}
