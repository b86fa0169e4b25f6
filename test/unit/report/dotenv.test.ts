import { expect, test } from "vitest";
import { dotenv } from "../../../src/report/formats/dotenv.ts";
import { fail, pass, reportOf, richReport } from "../../support/reports.ts";

test("counts errors and warnings apart", () => {
  expect(dotenv({ report: richReport, verdict: fail })).toBe("RESULT=fail\nERRORS=3\nWARNINGS=2\n");
});

test("a clean report", () => {
  expect(dotenv({ report: reportOf(), verdict: pass })).toBe("RESULT=pass\nERRORS=0\nWARNINGS=0\n");
});
