import { describe, expect, test } from "vitest";
import reportSchema from "../../schema/report.schema.json" with { type: "json" };
import { main } from "../../src/cli/main.ts";
import type { JudgedReport } from "../../src/workspace/world.ts";
import { FORMATS, type Format } from "../../src/report/formats.ts";
import { reporters } from "../../src/report/index.ts";
import { corpora } from "../support/corpus.ts";
import { schemaProblems } from "../support/schema-problems.ts";
import codeQualitySchema from "../schemas/gitlab-code-quality.json" with { type: "json" };
import secretDetectionSchema from "../schemas/gitlab-secret-detection.json" with { type: "json" };
import sarifSchema from "../schemas/sarif-2.1.0.json" with { type: "json" };

const problemsOf: Partial<Record<Format, (document: string) => unknown>> = {
  json: schemaProblems(reportSchema, true),
  sarif: schemaProblems(sarifSchema, false),
  codequality: schemaProblems(codeQualitySchema, true),
  "gitlab-secret-detection": schemaProblems(secretDetectionSchema, true),
};

/** Runs `check` on a folder; gives what its door would show, and what it said on standard error. */
async function check(path: string): Promise<{ readonly judged: JudgedReport | undefined; readonly err: string }> {
  let judged: JudgedReport | undefined;
  let err = "";
  await main(["check", path], {
    cwd: path,
    env: {},
    out: () => {},
    err: (text) => void (err += text),
    terminal: { out: false, err: false },
    clock: { now: () => 0 },
    show: async (shown) => void (judged = shown),
  });
  return { judged, err };
}

describe.each(corpora)("check on $name", ({ path }) => {
  test("gives the same report twice, valid in every format", async () => {
    const [first, second] = [await check(path), await check(path)];
    expect(first.err).toBe("");
    expect(first.judged).toBeDefined();
    expect(second.judged?.report).toEqual(first.judged?.report);
    for (const format of FORMATS) {
      const text = first.judged && (await reporters[format]())(first.judged);
      expect(text).toBeTypeOf("string");
      expect(problemsOf[format]?.(text ?? "") ?? []).toEqual([]);
    }
  });
});
