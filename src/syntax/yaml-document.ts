import { Composer, isScalar, Lexer, Parser, Schema } from "yaml";
import type { CST, ParsedNode } from "yaml";
import type { Problem } from "../model/problem.ts";
import { MAX_DEPTH, shorten, tooDeep } from "./limits.ts";
import { explainYaml } from "./yaml-messages.ts";
import type { Complaint } from "./yaml-messages.ts";

/**
 * Tokens of one text. This bounds the memory that a hostile text of short tokens can take;
 * ordinary YAML has some 200,000 tokens per MiB.
 */
const MAX_TOKENS = 500_000;

interface Composed {
  /** Absent where the document is empty. */
  readonly contents?: ParsedNode;
  readonly problem?: Problem;
}

/** The only document of a text as nodes of the yaml package, or the first thing that is wrong with it. Never throws. */
export function composeYaml(text: string): Composed {
  try {
    const read = readTokens(text);
    const composed = compose(text, read.tokens);
    const problems = [composed.problem, read.problem].filter((problem) => problem !== undefined);
    const [problem] = problems.sort((one, other) => (one.range?.start ?? 0) - (other.range?.start ?? 0));
    return problem ? { problem } : composed;
  } catch (error) {
    const range = { start: 0, end: 0 };
    if (error instanceof RangeError) return { problem: tooDeep(range) };
    return { problem: { code: "syntax", message: `this YAML cannot be read: ${shorten(String(error), 120)}`, range } };
  }
}

interface Tokens {
  readonly tokens: readonly CST.Token[];
  readonly problem?: Problem;
}

/**
 * Reads a text as tokens, no deeper than is allowed. Depth is read from the parser's own stack: brackets and
 * indentation in the text say too little about it.
 */
function readTokens(text: string): Tokens {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let lexemes = 0;
  for (const lexeme of new Lexer().lex(text)) {
    const problem = take(text, parser.next(lexeme), tokens);
    if (problem) return { tokens, problem };
    const range = { start: parser.offset, end: parser.offset };
    if (parser.stack.length > MAX_DEPTH) return { tokens: [], problem: tooDeep(range) };
    if (++lexemes > MAX_TOKENS) {
      const message = `this YAML has more than ${MAX_TOKENS} tokens, too many to be read; split it`;
      return { tokens: [], problem: { code: "too-large", message, range } };
    }
  }
  const problem = take(text, parser.end(), tokens);
  return problem ? { tokens, problem } : { tokens };
}

function take(text: string, from: Iterable<CST.Token>, into: CST.Token[]): Problem | undefined {
  for (const token of from) {
    const start = token.offset;
    if (token.type === "error") {
      const end = start + token.source.length;
      return explainYaml(text, { code: "UNEXPECTED_TOKEN", message: token.message, start, end });
    }
    if (token.type === "document" && into.some(({ type }) => type === "document")) {
      return explainYaml(text, { code: "MULTIPLE_DOCS", message: "", start, end: start + 3 });
    }
    into.push(token);
  }
  return undefined;
}

type Place = number | readonly [number, number, number?] | { readonly offset: number; readonly source?: string };

function complain(place: Place, code: string, message: string): Complaint {
  if (typeof place === "number") return { code, message, start: place, end: place + 1 };
  if ("offset" in place) {
    return { code, message, start: place.offset, end: place.offset + (place.source?.length ?? 1) };
  }
  return { code, message, start: place[0], end: place[1] };
}

let schema: Schema | undefined;

function compose(text: string, tokens: readonly CST.Token[]): Composed {
  schema ??= new Schema({ schema: "core", resolveKnownTags: false });
  const composer = new Composer({ schema, uniqueKeys: false, keepSourceTokens: false });
  let first: Complaint | undefined;
  // The package collects all errors of a text, a million of them in a hostile one:
  // its handler is replaced, to stop at the first.
  const onError = (place: Place, code: string, message: string, warning = false) => {
    if (warning) return;
    first ??= complain(place, code, message);
    throw new Error(message);
  };
  Object.assign(composer, { onError });
  try {
    for (const { contents, errors } of composer.compose(tokens)) {
      const [error] = errors;
      if (error) return { problem: explainYaml(text, complain(error.pos, error.code, error.message)) };
      const empty = isScalar(contents) && contents.value === null && contents.source === "";
      return contents && !empty ? { contents } : {};
    }
  } catch (error) {
    if (!first) throw error;
    return { problem: explainYaml(text, first) };
  }
  return {};
}
