import type { Settings } from "../config/schema.ts";
import type { Clock } from "../model/ports.ts";
import type { Report, Verdict } from "../model/report.ts";

/** What a command may know of the world it runs in; tests and actions make their own. */
export interface World {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Prints what a program of others printed, so that no log takes anything in it for a command; `err` if absent. */
  readonly quote?: (text: string) => void | Promise<void>;
  /** Shows one sentence about the run itself, such as why it did nothing: on standard error, or as an annotation. */
  readonly notice: (sentence: string) => void;
  /** Standard output, and standard error, are terminals. */
  readonly terminal: { readonly out: boolean; readonly err: boolean };
  readonly clock: Clock;
  /** All that comes in on standard input; absent where somebody would have to type it. */
  readonly input?: () => Promise<string>;
  /** Told each secret that was found, before anything is printed: where a log can hide it, it does. */
  readonly found?: (value: string) => void;
  /** Gives the steps after this one a value; absent at a door that has none. */
  readonly give?: (name: string, value: string) => void;
  /** Shows a text of Markdown to whoever looks at the run as a whole; absent at a door that has no such place. */
  readonly summarize?: (markdown: string) => Promise<void>;
  /** Asks whoever sits at the terminal; absent where nobody does. */
  readonly ask?: Ask;
  /** How a door shows a report that was judged: on a terminal and in files, or as annotations and a summary. */
  readonly show: (judged: JudgedReport) => Promise<void>;
}
/** Each throws UsageError where the question is turned down. */
export interface Ask {
  readonly confirm: (question: string) => Promise<boolean>;
  readonly one: (question: string, choices: readonly string[], suggested: string) => Promise<string>;
  readonly several: (
    question: string,
    choices: readonly string[],
    suggested: readonly string[],
  ) => Promise<readonly string[]>;
}
export interface JudgedReport {
  readonly report: Report;
  readonly verdict: Verdict;
  readonly settings: Settings;
  /** What the files of `output` are relative to. */
  readonly folder: string;
  /** The values of the command's options, for what is no setting: `quiet`, `no-color`. */
  readonly values: Readonly<Record<string, unknown>>;
}
