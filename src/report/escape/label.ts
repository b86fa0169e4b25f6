import { showHidden } from "./hidden.ts";
import { guardInner } from "./inner-command.ts";

/** Untrusted text as the value of a label in OpenMetrics, between its quotes. */
export const escapeLabel = (text: string): string =>
  // No workflow command, where the file is printed in a job.
  guardInner(showHidden(text.replaceAll(/[\t\r\n]+/g, " ")), "(")
    .replaceAll("\\", "\\\\")
    .replaceAll('"', '\\"');

/** Untrusted text as the name of a metric or a label; what it may not hold becomes an underscore. */
export const metricName = (text: string): string => text.replaceAll(/[^A-Za-z0-9_]/g, "_").replace(/^(?=\d|$)/, "_");
