import type { Heading } from "../model/outline.ts";
import type { MarkdownArtifact } from "../model/artifact.ts";
import { thousands } from "../model/numbers.ts";

/** What a reader loses who gets only the first bytes of a file. */
export interface Loss {
  readonly bytes: number;
  /** Where in the text the loss begins. */
  readonly offset: number;
  /** The first heading that is lost whole; else the one whose section is cut. */
  readonly heading?: Heading;
  /** Whether `heading` itself is lost, or only the end of its section. */
  readonly whole: boolean;
}

/** What is lost of a file of which `read` bytes are read, a byte order mark counted; undefined where nothing is. */
export function lossOf(artifact: MarkdownArtifact, read: number): Loss | undefined {
  const { source } = artifact;
  if (read >= source.bytes) return undefined;
  const offset = offsetOfByte(source.text, read - (source.bom ? 3 : 0));
  const { headings } = artifact.outline();
  const lost = headings.find(({ range }) => range.start >= offset);
  const heading = lost ?? headings.findLast(({ range }) => range.start < offset);
  return { bytes: source.bytes - read, offset, whole: lost !== undefined, ...(heading && { heading }) };
}

/** In words, for the end of a sentence: how much is lost, and what of the text. */
export function lostPart(loss: Loss): string {
  const bytes = loss.bytes === 1 ? "the last byte is lost" : `the last ${thousands(loss.bytes)} bytes are lost`;
  return `${bytes}, and ${lostSection(loss)}`;
}

function lostSection({ heading, whole }: Loss): string {
  if (!heading) return "no heading stands in what is lost";
  return whole
    ? `the first heading that is lost is "${heading.text}"`
    : `the section "${heading.text}" ends in the middle`;
}

/** The offset of the character that a byte of the text's UTF-8 belongs to. */
export function offsetOfByte(text: string, byte: number): number {
  let at = 0;
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (bytes > byte) return at;
    at += character.length;
  }
  return at;
}
