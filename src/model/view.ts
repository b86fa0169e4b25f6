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
export type ViewBlock = ViewTable | ViewLines | ViewTree;
export interface ViewTable {
  readonly columns: readonly ViewColumn[];
  /** As many cells as there are columns. The first rows are the ones to keep where room is short. */
  readonly rows: readonly (readonly string[])[];
}
export interface ViewColumn {
  readonly title: string;
  /** Numbers stand to the right. */
  readonly align?: "right";
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
