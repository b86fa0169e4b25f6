import { expect, test } from "vitest";
import { loadRules } from "../../../scripts/generate/load-rules.ts";
import { facts } from "../../../scripts/oracle/facts.ts";
import { allProbes } from "../../../scripts/oracle/all-probes.ts";
import { unprovenErrors } from "../../../scripts/oracle/unproven-errors.ts";

const probes = await allProbes();
const expectations = probes.flatMap(({ expects }) => expects);

test("a fact that says it was run has a probe, which shows it", () => {
  const proven = new Set(expectations.map(({ fact }) => fact));
  // skills-ref is asked in process, by test/contract/skills-ref.test.ts.
  const ran = [...facts].filter(([name, { ran: run }]) => run && !name.startsWith("skills-ref."));
  expect(ran.map(([name]) => name).filter((name) => !proven.has(name))).toEqual([]);
});

test("an error about a client rests on what that client was seen to do", async () => {
  const rules = (await loadRules(".")).map(({ rule }) => rule);
  expect(unprovenErrors(rules)).toEqual([]);
});

test("a probe proves a fact that says by which client it was run", () => {
  const unknown = expectations.filter(({ fact }) => facts.get(fact)?.ran === undefined);
  expect(unknown.map(({ fact }) => fact)).toEqual([]);
});

test("what has to be absent stands beside a control that has to be there", () => {
  const without = probes.filter(
    ({ expects }) =>
      expects.some(({ gone }) => gone !== undefined) && !expects.some(({ there }) => there !== undefined),
  );
  expect(without.map(({ question }) => question)).toEqual([]);
});
