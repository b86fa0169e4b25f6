import { safeJson } from "../escape/json.ts";
import type { Reporter } from "../reporter.ts";

/** The report and its verdict as schema/report.schema.json describes them. */
export const json: Reporter = ({ report, verdict }) =>
  safeJson({
    version: report.version,
    verdict,
    diagnostics: report.diagnostics,
    excused: report.excused,
    measurements: report.measurements,
    sections: report.sections,
    rules: report.rules,
    checked: report.checked,
    run: report.run,
  });
