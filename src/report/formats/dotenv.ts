import type { Reporter } from "../reporter.ts";
import { tally } from "../totals.ts";

/**
 * `NAME=value` lines, as GitLab's `artifacts:reports:dotenv` takes them for later jobs.
 * No text of a checked file is among them.
 */
export const dotenv: Reporter = ({ report, verdict }) => {
  const { error, warning } = tally(report);
  return `RESULT=${verdict.result}\nERRORS=${error}\nWARNINGS=${warning}\n`;
};
