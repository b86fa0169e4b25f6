import type { WorkflowRun } from "./run.ts";

/** What one pillar says in the comment. */
export interface CommentSection {
  /** Kebab-case, at most 40 characters. */
  readonly key: string;
  readonly run: WorkflowRun;
  /** Markdown, byte for byte as it stands between its marks. */
  readonly content: string;
}

/** Of the marks below. A program that meets another one leaves the comment alone. */
export const STICKY_VERSION = 1;

export const SECTION_KEY = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;

const TAG = /^<!-- agent-ci:comment v(\d{1,9}) -->/;
const OPEN =
  /^<!-- agent-ci:section v1 key=([a-z0-9-]{1,40}) run=(\d{1,15}) attempt=(\d{1,15}) workflow=([0-9a-f]{8}) -->\r?$/;

const openMark = ({ key, run: { number, attempt, workflow } }: CommentSection): string =>
  `<!-- agent-ci:section v${STICKY_VERSION} key=${key} run=${number} attempt=${attempt} workflow=${workflow} -->`;
const closeMark = (key: string): string => `<!-- agent-ci:end key=${key} -->`;

/** The version of the tag that a comment begins with; undefined where it begins with none. */
export function stickyVersion(body: string): number | undefined {
  const version = TAG.exec(body)?.[1];
  return version === undefined ? undefined : Number(version);
}

/** The sections of a comment in their order. What stands outside of them is nobody's, and left out. */
export function parseSticky(body: string): readonly CommentSection[] {
  const sections: CommentSection[] = [];
  let current: { readonly mark: Omit<CommentSection, "content">; readonly lines: string[] } | undefined;
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

function readOpenMark(line: string): Omit<CommentSection, "content"> | undefined {
  const [, key, number, attempt, workflow] = OPEN.exec(line) ?? [];
  if (key === undefined || workflow === undefined) return undefined;
  return { key, run: { number: Number(number), attempt: Number(attempt), workflow } };
}

/** A person who edits a comment on the website leaves it with CRLF. */
const isCloseMark = (line: string, key: string): boolean => line.replace(/\r$/, "") === closeMark(key);

/** The comment that holds these sections. */
export function printSticky(sections: readonly CommentSection[]): string {
  const printed = sections.map((section) => `${openMark(section)}\n${section.content}\n${closeMark(section.key)}`);
  return [`<!-- agent-ci:comment v${STICKY_VERSION} -->`, ...printed].join("\n");
}
