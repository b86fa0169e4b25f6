import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../../src/model/diagnostic.ts";
import type { Report } from "../../../src/model/report.ts";
import { sarif } from "../../../src/report/formats/sarif.ts";
import { fail, nameFormat, reportOf, richReport } from "../../support/reports.ts";

const runOf = (report: Report) => JSON.parse(sarif({ report, verdict: fail })).runs[0];
const resultOf = (part: Partial<Diagnostic>) => runOf(reportOf(part)).results[0];
const rooted = (root: string, path: string): Report => {
  const report = reportOf({ path });
  return { ...report, run: { ...report.run, root } };
};

test("each result points at its rule", () => {
  const { results, tool } = runOf(richReport);
  const pairs = results.map((one: { ruleId: string; ruleIndex: number }) => [
    one.ruleId,
    tool.driver.rules[one.ruleIndex].id,
  ]);
  expect(pairs).toHaveLength(6);
  for (const [id, found] of pairs) expect(found).toBe(id);
});

test("a rule has what code scanning shows of it", () => {
  expect(runOf(richReport).tool.driver.rules[0]).toEqual({
    id: "skill/name-format",
    shortDescription: { text: "A skill's name is kebab-case and equal to its folder's name." },
    fullDescription: { text: "Agents address a skill by its name." },
    helpUri: "https://github.com/agent-ci/agent-ci/blob/v0.1.0/docs/rules/skill/name-format.md",
    help: {
      text: "Agents address a skill by its name.\n\nhttps://github.com/agent-ci/agent-ci/blob/v0.1.0/docs/rules/skill/name-format.md",
    },
    defaultConfiguration: { level: "error" },
    properties: { tags: ["agent-configuration", "skill"] },
  });
});

test("a result of a rule that the report does not know has a rule all the same", () => {
  const { results, tool } = runOf(reportOf({ rule: "merged/x", severity: "info" }));
  expect(tool.driver.rules[results[0].ruleIndex]).toMatchObject({
    id: "merged/x",
    defaultConfiguration: { level: "note" },
  });
});

test("leaks and tampering are security alerts, the rest is not", () => {
  const { rules } = runOf(reportOf({ rule: "secret/aws" }, { rule: "policy/weakened", severity: "warning" }, {})).tool
    .driver;
  expect(rules.map(({ properties }: { properties: unknown }) => properties)).toEqual([
    { tags: ["agent-configuration", "secret", "security", "external/cwe/cwe-798"], "security-severity": "8.0" },
    { tags: ["agent-configuration", "policy", "security"], "security-severity": "5.0" },
    { tags: ["agent-configuration", "skill"] },
  ]);
});

test.each([
  ["", "a.md", "a.md"],
  ["packages/x/", "a.md", "packages/x/a.md"],
  ["", "with space/ü#?%.md", "with%20space/%C3%BC%23%3F%25.md"],
  ["", "c:/x", "c%3A/x"],
])("root %j and path %j are %s", (root, path, uri) => {
  expect(runOf(rooted(root, path)).results[0].locations[0].physicalLocation.artifactLocation).toEqual({ uri });
});

test("uploads of two folders are two categories", () => {
  expect(runOf(rooted("", "a")).automationDetails.id).toBe("agent-ci/");
  expect(runOf(rooted("packages/x/", "a")).automationDetails.id).toBe("agent-ci/packages/x/");
});

describe("a result", () => {
  test("has its fingerprint without our version mark", () => {
    expect(resultOf(nameFormat).partialFingerprints).toEqual({ "agentCi/v1": "a".repeat(64) });
  });

  test("without a line is shown at the first one, without a path at the configuration", () => {
    expect(resultOf({ path: "a.md" }).locations[0].physicalLocation.region).toEqual({ startLine: 1 });
    expect(resultOf({}).locations[0].physicalLocation.artifactLocation.uri).toBe("agent-ci.yaml");
  });

  test("carries its fix as offsets", () => {
    expect(resultOf(nameFormat).fixes).toEqual([
      {
        description: { text: "Rename the skill to review-pr" },
        artifactChanges: [
          {
            artifactLocation: { uri: ".claude/skills/review-pr/SKILL.md" },
            replacements: [
              { deletedRegion: { charOffset: 10, charLength: 9 }, insertedContent: { text: "review-pr" } },
            ],
          },
        ],
      },
    ]);
  });

  test("shows a link in untrusted text as text", () => {
    expect(resultOf({ message: "See [here](https://evil.example)." }).message.text).toBe(
      String.raw`See \[here\](https://evil.example).`,
    );
    expect(resultOf({ message: "args[0] is empty" }).message.text).toBe("args[0] is empty");
  });

  test("fits GitLab's limit of 1,024 characters", () => {
    expect(resultOf({ message: "x".repeat(5000) }).message.text).toHaveLength(1024);
  });
});

test("the worst 5,000 are kept, the others counted", () => {
  const mild = Array.from({ length: 5010 }, () => ({ severity: "info" }) as const);
  const run = runOf(reportOf(...mild, { path: "z.md" }));
  expect(run.results).toHaveLength(5000);
  expect(run.results[0].level).toBe("error");
  expect(run.invocations[0].toolExecutionNotifications[0].message.text).toMatch(/^11 more results left out/);
});
