import type { Range, Source } from "../../model/source.ts";
import type { Expectation } from "../scenarios/scenario.ts";

/** Cases that are held to references, and by how much they may be worse: a file of `golden/`. */
export interface GoldenSet {
  /** Of its file: POSIX, relative to the checked folder. */
  readonly path: string;
  readonly source: Source;
  /** Its file's path without the ending: `golden/review`. */
  readonly id: string;
  /** A share: as many points may be lost. */
  readonly margin: number;
  /** How often a set that loses more may pass. */
  readonly alpha: number;
  /** How often each case runs. */
  readonly runs: number;
  readonly cases: readonly GoldenCase[];
  /** Where its keys stand. */
  readonly places: Readonly<Record<string, Range>>;
}

/** One input, and what is compared of what comes of it. */
export interface GoldenCase {
  /** `golden/review/two-lines`; its reference is the file of this path that ends with `.json`. */
  readonly id: string;
  /** Raised where the case comes to ask for something else: what was recorded before says nothing of that. */
  readonly version: number;
  readonly runBy: RunBy;
  readonly comparators: readonly Expectation[];
  readonly at: Range;
}

export type RunBy =
  /** The client of a scenario, offline; `input` in the place of its prompt. */
  | { readonly kind: "scenario"; readonly scenario: string; readonly input?: string }
  /** A program that reads the input from its standard input. It is not shut in. */
  | { readonly kind: "command"; readonly command: readonly string[]; readonly input: string; readonly seconds: number };

/** The file of a case's reference. */
export const referencePath = ({ id }: Pick<GoldenCase, "id">): string => `${id}.json`;
