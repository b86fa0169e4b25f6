import { inertRegions } from "../../context/code-regions.ts";
import { lineText, locationOf, offsetAt, type Range, type Source } from "../../model/source.ts";
import type { CommentSyntax } from "./comments.ts";
import { normalise } from "../fingerprint.ts";
import type { Malformed, Suppression } from "./suppression.ts";

const MARK = "agent-ci-disable-next-line";
const FORM = `${MARK} <rule> -- <reason> (until YYYY-MM-DD)`;
/** Nobody writes more of them by hand; each is compared with the findings of its line. */
const MOST = 1000;

export interface InlineText {
  readonly source: Source;
  readonly comment: CommentSyntax | undefined;
  /** Where frontmatter ends: its comments are not read, since clients rewrite it. */
  readonly body?: number;
}
export interface Inline {
  readonly suppressions: readonly Suppression[];
  readonly malformed: readonly Malformed[];
}

/** A comment of its own on a line before the one that it is about; several about one line stand above each other. */
export function inlineSuppressions({ source, comment, body = 0 }: InlineText): Inline {
  const found = marks(source, comment, body);
  const lines = new Set(found.map(({ line }) => line));
  const suppressions: Suppression[] = [];
  const malformed: Malformed[] = [];
  for (const { line, at, words } of found) {
    const { path } = source;
    const shown = { path, source, at };
    const parsed = words === undefined ? IN_FRONTMATTER : parse(words);
    if (typeof parsed === "string") {
      malformed.push({ message: parsed, shown });
      continue;
    }
    let meant = line + 1;
    while (lines.has(meant)) meant += 1;
    const covers: Suppression["covers"] = (one) => one.path === path && one.line === meant;
    const first = normalise(lineText(source, meant));
    const about: Suppression["about"] = (count) =>
      first + source.text.slice(offsetAt(source, meant + 1, 1), offsetAt(source, meant + count, 1));
    suppressions.push({ ...parsed, where: "inline", path, line, about, covers, shown });
  }
  return { suppressions, malformed };
}

interface Mark {
  readonly line: number;
  readonly at: Range;
  /** What stands behind the mark; undefined in frontmatter. */
  readonly words?: string;
}

const IN_FRONTMATTER = "Comments in frontmatter suppress nothing. Use `suppress:` in agent-ci.yaml.";

function marks(source: Source, comment: CommentSyntax | undefined, body: number): readonly Mark[] {
  const { text } = source;
  const found: Mark[] = [];
  let inert: ReadonlySet<number> | undefined;
  for (let mark = text.indexOf(MARK); mark !== -1 && found.length < MOST; mark = text.indexOf(MARK, mark + 1)) {
    const { line, column } = locationOf(source, { start: mark, end: mark });
    const whole = lineText(source, line);
    const before = whole.slice(0, column - 1).trim();
    const start = mark - (column - 1);
    const at = { start: start + (whole.length - whole.trimStart().length), end: start + whole.trimEnd().length };
    if (mark < body) {
      if (before === "#") found.push({ line, at });
      continue;
    }
    if (!comment || before !== comment.opens) continue;
    const { closes } = comment;
    let words = whole.slice(column - 1 + MARK.length).trimEnd();
    if (closes !== undefined) {
      if (!words.endsWith(closes)) continue;
      words = words.slice(0, -closes.length);
      // In a block of code it is an example, and in a longer comment a part of it.
      inert ??= new Set(inertRegions(text).map((region) => region.start));
      if (!inert.has(at.start)) continue;
    }
    found.push({ line, at, words });
  }
  return found;
}

/** `<rule> -- <reason> (until YYYY-MM-DD)`, or what is wrong with it. */
function parse(words: string): Pick<Suppression, "rule" | "reason" | "until"> | string {
  const [rule = "", dashes, ...rest] = words.trim().split(/\s+/);
  if (rule === "" || rule === "--") return `A suppression names its rule: ${FORM}.`;
  if (dashes !== undefined && dashes !== "--")
    return `A suppression is about one rule, and has \`--\` before its reason: ${FORM}.`;
  const text = rest.join(" ");
  const opens = text.endsWith(")") ? text.lastIndexOf("(until ") : -1;
  const reason = (opens === -1 ? text : text.slice(0, opens)).trim();
  if (reason === "") return `A suppression gives its reason: ${FORM}.`;
  return { rule, reason, ...(opens !== -1 && { until: text.slice(opens + "(until ".length, -1).trim() }) };
}
