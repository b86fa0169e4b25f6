import type { Problem } from "./problem.ts";
import type { Range } from "./source.ts";

/** What rules need to know of a CommonMark text. Ranges are offsets into the whole source, not into the body. */
export interface Outline {
  readonly headings: readonly Heading[];
  readonly links: readonly Link[];
  readonly fences: readonly Fence[];
  readonly codeSpans: readonly CodeSpan[];
  /** HTML blocks and inline HTML, comments included, as written. */
  readonly html: readonly Html[];
  /** Why the text was not read; then nothing else is in here. */
  readonly problem?: Problem;
}
export interface Heading {
  readonly level: number;
  readonly text: string;
  readonly range: Range;
}
export interface Link {
  readonly destination: string;
  readonly text: string;
  readonly image: boolean;
  readonly range: Range;
}
export interface Fence {
  /** The words behind the opening fence; empty for indented code. */
  readonly info: string;
  readonly content: string;
  /** False where the document ends before a closing fence. */
  readonly closed: boolean;
  readonly range: Range;
}
export interface CodeSpan {
  readonly content: string;
  readonly range: Range;
}
export interface Html {
  readonly content: string;
  readonly range: Range;
}
