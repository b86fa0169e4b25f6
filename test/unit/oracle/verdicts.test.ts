import { expect, test } from "vitest";
import { excuseOf } from "../../../scripts/oracle/verdicts/excuses.ts";
import { mutatedInputs } from "../../../scripts/oracle/verdicts/mutated.ts";
import { JUDGES } from "../../../scripts/oracle/verdicts/judges.ts";

test("the same seed gives the same configurations, of which most are no longer what they were", () => {
  const some = mutatedInputs(10, 1);
  expect(mutatedInputs(10, 1)).toEqual(some);
  expect(mutatedInputs(10, 2)).not.toEqual(some);
  expect(new Set(some.map(({ files }) => JSON.stringify(files))).size).toBeGreaterThan(some.length / 2);
});

test("each is a file that its client reads", () => {
  for (const { judge, files } of mutatedInputs(1, 1)) {
    const { reads, needs } = JUDGES[judge ?? "doctor"];
    for (const path of Object.keys(files))
      expect([path, reads.test(path), needs.test(path)]).toEqual([path, true, true]);
  }
});

test("a disagreement is let be by its client, its direction and all of its rules, and by nothing less", () => {
  expect(excuseOf("claude doctor", "false error", ["hooks/dead-guard"], "")).toMatch(/doctor/);
  expect(excuseOf("claude doctor", "false error", ["hooks/dead-guard", "hooks/lost-guard"], "")).toBeUndefined();
  expect(excuseOf("claude doctor", "missed", [], '{ "a": "${TOKEN}" }')).toMatch(/variable/);
  expect(excuseOf("claude doctor", "missed", [], "{}")).toBeUndefined();
  expect(excuseOf("codex", "false error", ["hooks/dead-guard"], "")).toBeUndefined();
});
