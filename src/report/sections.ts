import { approvalKind } from "../approval/sections.ts";
import { checklistKind } from "../checklist/sections.ts";
import { triggersKind } from "../catalogue/sections.ts";
import { prerequisitesKind } from "../environments/sections.ts";
import { costKind, usageKind } from "../cost/sections.ts";
import { suppressionsKind } from "../check/sections.ts";
import { Mismatch } from "../model/read-value.ts";
import type { Report, Section } from "../model/report.ts";
import type { SectionKind, View, ViewBlock, ViewFolds } from "../model/view.ts";
import { contextBillKind, dryRunKind, goldenKind, transcriptKind } from "../rehearsal/sections.ts";
import { rolloutForgesKind, rolloutOutlookKind, rolloutPlanKind } from "../rollout/sections.ts";
import { secretScanKind } from "../secrets/sections.ts";
import { tokenDeltaKind, tokenLoadKind } from "../tokens/sections.ts";

/** Every kind of section that reporters can show. */
const KINDS: readonly SectionKind[] = [
  dryRunKind,
  goldenKind,
  transcriptKind,
  contextBillKind,
  checklistKind,
  secretScanKind,
  suppressionsKind,
  tokenDeltaKind,
  tokenLoadKind,
  prerequisitesKind,
  usageKind,
  approvalKind,
  costKind,
  triggersKind,
  rolloutPlanKind,
  rolloutOutlookKind,
  rolloutForgesKind,
];

/**
 * The views of a report's sections, in its order.
 * Of a kind or version that is not known here nothing is shown, nor where there is nothing to say.
 */
export function viewsOf({ sections }: Pick<Report, "sections">, kinds = KINDS): readonly View[] {
  return sections.flatMap((section) => {
    const known = kindOf(section, kinds);
    return known ? [known.view(section.data)].filter(({ blocks }) => blocks.length > 0) : [];
  });
}

/** A view as far as there is room for it where there is text alone. */
export interface TextView extends Omit<View, "blocks"> {
  readonly blocks: readonly TextBlock[];
}
export type TextBlock = Exclude<ViewBlock, ViewFolds>;

export const textViewsOf = (report: Pick<Report, "sections">, kinds = KINDS): readonly TextView[] =>
  textOnly(viewsOf(report, kinds));

export const textOnly = (views: readonly View[]): readonly TextView[] =>
  views.flatMap((view) => {
    const blocks = view.blocks.filter((block): block is TextBlock => !("folds" in block));
    return blocks.length === 0 ? [] : [{ ...view, blocks }];
  });

/** A section from a report that anybody may have written: undefined where its data is not what its kind says. */
export function trusted(section: Section, kinds = KINDS): Section | undefined {
  try {
    return kindOf(section, kinds)?.view(section.data) && section;
  } catch (error) {
    if (error instanceof Mismatch) return undefined;
    throw error;
  }
}

const kindOf = ({ kind, version }: Section, kinds: readonly SectionKind[]): SectionKind | undefined =>
  kinds.find((one) => one.kind === kind && one.version === version);
