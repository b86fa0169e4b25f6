import type { Diagnostic } from "../model/diagnostic.ts";
import type { Report, Verdict } from "../model/report.ts";

/**
 * Report and verdict in, the whole document out. What is not about both concerns the text format; the others have all.
 */
export type Reporter = (input: ReporterInput) => string;
export interface ReporterInput {
  readonly report: Report;
  readonly verdict: Verdict;
  readonly color?: boolean;
  readonly quiet?: boolean;
  /** How often each rule was found, in the place of what it found. */
  readonly statistics?: boolean;
  /** Which findings are printed; absent: all. */
  readonly chosen?: (diagnostic: Diagnostic) => boolean;
  /** Lines that a reader takes in: findings that need more are told by rule, some of each. Absent: all are printed. */
  readonly screen?: number;
  /** Reporters never see the checked files: everything they may show is in the report, redacted. */
  readonly source?: never;
}
