import type { Report, Verdict } from "../model/report.ts";

/**
 * Report and verdict in, the whole document out. `color` and `quiet` concern the text format; the others ignore them.
 */
export type Reporter = (input: ReporterInput) => string;
export interface ReporterInput {
  readonly report: Report;
  readonly verdict: Verdict;
  readonly color?: boolean;
  readonly quiet?: boolean;
  /** Reporters never see the checked files: everything they may show is in the report, redacted. */
  readonly source?: never;
}
