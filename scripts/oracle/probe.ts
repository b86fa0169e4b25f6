import type { ScriptedCall } from "../../src/rehearsal/scripted/turn.ts";
import type { Question } from "./questions.ts";

/** What a probe repository holds, by path: a text, or where a symbolic link points. */
export type ProbeFiles = Readonly<Record<string, string | { readonly link: string }>>;

/**
 * A small repository that a client is asked about once, and what its answer has to say: the proof of the facts that are
 * named. What has to be absent counts only beside a control that is there.
 */
export interface Probe {
  readonly question: Question;
  readonly files: ProbeFiles;
  /** The tools that the model calls before it answers. */
  readonly calls?: readonly ScriptedCall[];
  readonly expects: readonly Expectation[];
}

export interface Expectation {
  /** `claude-code.skillDepth`: a fact of `src/clients/` that was run. */
  readonly fact: string;
  /** What we say that the client does with the input. */
  readonly says: string;
  /** The folder whose answer is meant, where a question goes to each folder of the top. */
  readonly folder?: string;
  /** A text that the answer has. */
  readonly there?: string;
  /** A text that it does not have. */
  readonly gone?: string;
}

/** The text by which a skill, an agent or a file of instructions is found in an answer. */
export const mark = (name: string): string => `MARK-${name}-KRAM`;

/** A Markdown file with this name and a description that is its mark, more lines of frontmatter, and a body. */
export const marked = (name: string, ...lines: readonly string[]): string =>
  frontmatter([`name: ${name}`, `description: ${mark(name)}`, ...lines]);

/** The same, of so many bytes. */
export const sized = (name: string, bytes: number): string => {
  const text = marked(name);
  return text + "x".repeat(bytes - text.length);
};

/** A Markdown file of these lines of frontmatter and a body. */
export const frontmatter = (lines: readonly string[], body = "Do it.\n"): string =>
  `---\n${lines.join("\n")}\n---\n${body}`;
