/**
 * How a section is shown, before anything of it is escaped: reporters turn a view into text, Markdown or HTML, and
 * escape every string of it for their surface.
 */
export interface View {
  readonly title: string;
  readonly blocks: readonly ViewBlock[];
  /** It is what was asked for: where there is text alone it stands before what was found. */
  readonly leads?: true;
}
/** What is shown and judged by nobody, such as where a rollout stands: a headline, some lines, and views. */
export interface Sheet {
  readonly title: string;
  /** How it stands, in a word or two. */
  readonly word: string;
  readonly tone: ViewTone;
  readonly lines: readonly string[];
  readonly views: readonly View[];
}
export type ViewBlock = ViewTable | ViewLines | ViewTree | ViewTimeline | ViewFolds;
export interface ViewTable {
  readonly columns: readonly ViewColumn[];
  /** As many cells as there are columns. The first rows are the ones to keep where room is short. */
  readonly rows: readonly (readonly string[])[];
}
export interface ViewColumn {
  readonly title: string;
  /** Numbers stand to the right. */
  readonly align?: "right";
  /** Names and addresses: a page gives them room, and breaks none within a word that is not overlong. */
  readonly names?: true;
}
export interface ViewLines {
  readonly lines: readonly string[];
}
/** Parts of a whole: an indented list where there is only text, areas where there is room to draw. */
export interface ViewTree {
  readonly tree: ViewNode;
}
export interface ViewNode {
  readonly name: string;
  /** How large it is; that of a node with children is the sum of theirs. */
  readonly weight: number;
  /** What stands behind the name: the weight in words, what it is. */
  readonly note: string;
  readonly children: readonly ViewNode[];
}
/** Shares that change by steps: lines where there is room to draw, a row of bars where there is text alone. */
export interface ViewTimeline {
  readonly timeline: Timeline;
}
export interface Timeline {
  /** Milliseconds since 1970, the later one behind the earlier. */
  readonly from: number;
  readonly to: number;
  readonly lines: readonly TimelineLine[];
  readonly marks: readonly TimelineMark[];
}
export interface TimelineLine {
  readonly name: string;
  /** From each moment on so many percent, in their order. */
  readonly points: readonly { readonly at: number; readonly percent: number }[];
}
/** A moment at which something happened. */
export interface TimelineMark {
  readonly at: number;
  readonly label: string;
  readonly tone: ViewTone;
}
/**
 * What is read one by one: each entry opens, and has others within. Left out where there is text alone: it has no room
 * for it.
 */
export interface ViewFolds {
  readonly folds: readonly ViewFold[];
}
export interface ViewFold {
  readonly title: string;
  /** Stands small behind the title. */
  readonly notes: readonly string[];
  readonly tone?: ViewTone;
  readonly open: boolean;
  readonly parts: readonly ViewPart[];
  readonly folds: readonly ViewFold[];
}
export type ViewTone = "good" | "bad" | "mild";
/** A text with its lines as they are, or two that should have been one. */
export type ViewPart = ViewText | ViewComparison;
export interface ViewText {
  readonly label: string;
  readonly text: string;
  readonly tone?: ViewTone;
  /** It is code, or what a program printed. */
  readonly code?: true;
}
export interface ViewComparison {
  readonly label: string;
  readonly sides: readonly [ViewSide, ViewSide];
}
export interface ViewSide {
  readonly name: string;
  readonly text: string;
}

/** What a room says about its section. Rooms export theirs from `sections.ts`; `src/report/sections.ts` lists them. */
export interface SectionKind {
  readonly kind: string;
  readonly version: number;
  /**
   * Throws Mismatch (`read-value.ts`) where the data,
   * which may come from a report that anybody wrote, is not the section's.
   */
  readonly view: (data: unknown) => View;
}
