import type { Run } from "./run.ts";

/** What one pillar says in the comment. */
export interface Section {
  /** Kebab-case, at most 40 characters. */
  readonly key: string;
  readonly run: Run;
  /** Markdown, byte for byte as it stands between its marks. */
  readonly content: string;
}

/** Of the marks below. A program that meets another one leaves the comment alone. */
export const VERSION = 1;

export const KEY = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;

const TAG = /^<!-- agent-ci:comment v(\d{1,9}) -->/;
const OPEN =
  /^<!-- agent-ci:section v1 key=([a-z0-9-]{1,40}) run=(\d{1,15}) attempt=(\d{1,15}) workflow=([0-9a-f]{8}) -->\r?$/;

const openMark = ({ key, run: { number, attempt, workflow } }: Section): string =>
  `<!-- agent-ci:section v${VERSION} key=${key} run=${number} attempt=${attempt} workflow=${workflow} -->`;
const closeMark = (key: string): string => `<!-- agent-ci:end key=${key} -->`;

/** The version of the tag that a comment begins with; undefined where it begins with none. */
export function versionOf(body: string): number | undefined {
  const version = TAG.exec(body)?.[1];
  return version === undefined ? undefined : Number(version);
}

/** The sections of a comment in their order. What stands outside of them is nobody's, and left out. */
export function parseSticky(body: string): readonly Section[] {
  const sections: Section[] = [];
  let current: { readonly mark: Omit<Section, "content">; readonly lines: string[] } | undefined;
  const finish = (): void => {
    if (current) sections.push({ ...current.mark, content: current.lines.join("\n") });
    current = undefined;
  };
  for (const line of body.split("\n")) {
    const mark = readOpenMark(line);
    // A section whose end somebody deleted ends where the next one begins.
    if (mark || (current && isCloseMark(line, current.mark.key))) finish();
    else current?.lines.push(line);
    if (mark) current = { mark, lines: [] };
  }
  finish();
  return sections;
}

function readOpenMark(line: string): Omit<Section, "content"> | undefined {
  const [, key, number, attempt, workflow] = OPEN.exec(line) ?? [];
  if (key === undefined || workflow === undefined) return undefined;
  return { key, run: { number: Number(number), attempt: Number(attempt), workflow } };
}

/** A person who edits a comment on the website leaves it with CRLF. */
const isCloseMark = (line: string, key: string): boolean => line.replace(/\r$/, "") === closeMark(key);

/** The comment that holds these sections. */
export function printSticky(sections: readonly Section[]): string {
  const printed = sections.map((section) => `${openMark(section)}\n${section.content}\n${closeMark(section.key)}`);
  return [`<!-- agent-ci:comment v${VERSION} -->`, ...printed].join("\n");
}
