import { describe, expect, test } from "vitest";
import * as found from "../../../src/check/rules.ts";
import * as costs from "../../../src/cost/rules.ts";
import * as policies from "../../../src/gate/rules.ts";
import * as triggers from "../../../src/catalogue/rules.ts";
import type { Example, Rule } from "../../../src/model/rule.ts";
import * as schemas from "../../../src/schemas/rules.ts";
import * as secrets from "../../../src/secrets/rules.ts";
import { createRepository } from "../../support/git.ts";
import { runCheck } from "../../support/run-check.ts";

/** What `check` says of an example's files by this rule, on 2026-11-25. */
async function reportsOf({ id }: Rule, { files }: Example): Promise<readonly string[]> {
  const texts = Object.entries(files).flatMap(([path, text]) => (typeof text === "string" ? [[path, text]] : []));
  const { report } = await runCheck(createRepository(Object.fromEntries(texts)).folder);
  return report.diagnostics
    .filter(({ rule }) => rule === id)
    .map(({ path, line, column, message }) =>
      [[path, line, column].filter((part) => part !== undefined).join(":"), message].filter(Boolean).join(" "),
    );
}

const rules: readonly Rule[] = [secrets, found, schemas, policies, costs, triggers].flatMap((room) =>
  Object.values(room),
);

describe.each(rules.filter(({ examples }) => examples.length > 0).map((rule) => [rule.id, rule] as const))(
  "%s",
  (_id, rule) => {
    test.each(rule.examples.map((example) => [example.because, example] as const))("%s", async (_because, example) => {
      expect(await reportsOf(rule, example)).toEqual(example.reports ?? []);
    });
  },
);
