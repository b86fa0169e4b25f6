import {
  integer,
  list,
  Mismatch,
  object,
  optional,
  type Read,
  readJson,
  recordOf,
  string,
} from "../../model/read-value.ts";
import { textLines } from "../assertions/line-diff.ts";

/** What came of a case once, and somebody took for right: all that its comparators ask for, and nothing else. */
export interface GoldenReference {
  /** Of the case that it was recorded for. */
  readonly version: number;
  /** Runs that counted when it was recorded, and how many of them were like it. */
  readonly runs: number;
  readonly met: number;
  readonly facts: ReferenceFacts;
}

/** Texts of a run by what `of:` calls them, and of files of its workspace; tools in their order; paths that changed. */
export interface ReferenceFacts {
  readonly output?: string;
  readonly errors?: string;
  readonly answer?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly tools?: readonly string[];
  readonly changed?: readonly string[];
}

export type ReadReference =
  | { readonly ok: true; readonly reference: GoldenReference }
  | { readonly ok: false; readonly reason: string };

/** In characters, of a file that anybody may have written. */
const LARGEST = 1_000_000;
/** As often a case may run. */
const MOST_RUNS = 100;

/** A reference as its file: JSON whose texts stand line by line, so that a change of one reads like one of code. */
export function renderReference({ version, runs, met, facts }: GoldenReference): string {
  const { output, errors, answer, files, tools, changed } = facts;
  const texts = Object.fromEntries(
    Object.entries({ output, errors, answer }).flatMap(([name, text]) =>
      text === undefined ? [] : [[name, textLines(text)]],
    ),
  );
  const sorted = Object.entries(files ?? {}).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const file = {
    version,
    runs,
    met,
    ...texts,
    ...(files && { files: Object.fromEntries(sorted.map(([path, text]) => [path, textLines(text)])) }),
    ...(tools && { tools }),
    ...(changed && { changed: changed.toSorted() }),
  };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

const lines: Read<string> = (value, at) => list(string)(value, at).join("\n");
const required = object({ version: integer(1), runs: integer(0), met: integer(0) });
const facts = optional({
  output: lines,
  errors: lines,
  answer: lines,
  files: recordOf(lines),
  tools: list(string),
  changed: list(string),
});

/** A file of anybody's making → the reference. */
export function readReference(text: string): ReadReference {
  if (text.length > LARGEST) return { ok: false, reason: `it is larger than ${LARGEST} characters` };
  try {
    const value = readJson(text);
    const counts = required(value, "");
    if (counts.met > counts.runs) return { ok: false, reason: "more runs are like it than there were" };
    if (counts.runs > MOST_RUNS) return { ok: false, reason: `it has more than ${MOST_RUNS} runs` };
    return { ok: true, reference: { ...counts, facts: facts(value, "") } };
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    return { ok: false, reason: error.message };
  }
}
