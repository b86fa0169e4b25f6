import { describe, expect, test } from "vitest";
import { REHEARSAL_RULES } from "../../src/checks/rehearsal/rehearsal-rules.ts";
import { runCheck } from "../support/run-check.ts";
import { tempFolder } from "../support/temp-folder.ts";

/** Some rules need recordings, or a machine of another make; tests below have them. */
const shown = REHEARSAL_RULES.filter(({ examples }) => examples.length > 0);

describe.each(shown.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
  test.each(rule.examples.map((one) => [one.because, one] as const))(
    "%s",
    async (_because, { files, reports = [] }) => {
      const folder = tempFolder(
        Object.fromEntries(Object.entries(files).filter((one): one is [string, string] => typeof one[1] === "string")),
      );
      const { report, verdict, said } = await runCheck(folder, { command: "dry-run" });
      const found = report.diagnostics.filter((one) => one.rule === id);
      expect(
        found.map(
          ({ path, line, column, message }) =>
            `${[path, line, column].filter((one) => one !== undefined).join(":")} ${message}`,
        ),
        said,
      ).toEqual(reports);
      const others = report.diagnostics.filter((one) => one.rule !== id && one.severity === "error");
      if (reports.length === 0) expect(others.map(({ message }) => message)).toEqual([]);
      expect(verdict.result).toBe(report.diagnostics.some(({ severity }) => severity === "error") ? "fail" : "pass");
    },
  );
});
