import { describe, expect, test } from "vitest";
import { createRepository } from "../../../support/git.ts";
import { runCli } from "../../../support/run-cli.ts";

/** 100 tokens by o200k_base in a file; one request of nothing else, a million times a month. */
const files = (usage = "") => ({
  "AGENTS.md": `${"word ".repeat(99).trim()}\n`,
  "agent-usage.yaml": `workflows:
  nightly: { client: codex, model: gpt-5.5, runs-per-month: 1000000, turns: 1, prompt-tokens: 0, turn-tokens: 0, output-tokens: 0${usage} }
`,
});

const report = (bill: object, kind = "context-bill"): string =>
  JSON.stringify({
    version: 1,
    tool: { name: "agent-ci", version: "0.1.0" },
    run: { startedAt: "2026-11-30T10:00:00Z", durationMs: 1, root: "", policy: "defaults" },
    verdict: { result: "pass", reasons: [], waived: [] },
    checked: { artifacts: 1, kinds: {} },
    rules: [],
    diagnostics: [],
    measurements: [],
    sections: [
      {
        kind,
        version: 1,
        data: {
          encoding: "o200k_base",
          bills: [{ agent: "codex", version: "0.169.0", requests: 3, total: 9120, files: [], ...bill }],
        },
      },
    ],
  });
const file = (every: number, before?: number) => ({
  path: "AGENTS.md",
  loaded: "every",
  every,
  most: every,
  ...(before !== undefined && { before }),
});

async function estimate(captures: string, usage = "", args: readonly string[] = []) {
  const repository = createRepository({ ...files(usage), "dry-run.json": captures });
  return runCli(repository.folder, ["cost", "estimate", "--captures", "dry-run.json", ...args]);
}

describe("what a dry run saw is priced", () => {
  test("with the client's own prompt and tools", async () => {
    // 9,120 × $5 per million, of which 120 are the file's.
    const { code, out } = await estimate(report({ files: [file(120)] }));
    expect(code).toBe(0);
    expect(out).toContain("$45,600.00 a month are expected.");
    expect(out).toContain("AGENTS.md  $600.00");
    expect(out).toContain("(codex 0.169.0 itself)  $45,000.00");
    expect(out).toContain(
      "What the configuration adds to nightly was counted in requests that codex 0.169.0 made in a dry run, and not in files.",
    );
    expect(out).not.toContain("What the client itself sends is not in");
  });

  test("but for what the profile says of them", async () => {
    expect((await estimate(report({ files: [file(120)] }), ", own-tokens: 80")).out).toContain("$1,000.00 a month");
  });

  test("on both sides, or on neither", async () => {
    const captures = (bill: object) => {
      const repository = createRepository(files());
      repository.branch("topic");
      repository.commit({ "dry-run.json": report(bill) });
      return runCli(repository.folder, ["cost", "diff", "--base", "main", "--captures", "dry-run.json"]);
    };
    const both = await captures({ files: [file(120, 20)], before: 9020 });
    expect(both.out).toContain("$45,600.00 a month are expected: +$500.00 (+1.1 %) against the base.");
    // The file has 100 tokens, on both sides.
    const neither = await captures({ files: [file(120)] });
    expect(neither.out).toContain("$500.00 a month are expected, as before.");
    expect(neither.out).toContain("What the dry run saw is left out, for it did not run the base");
  });
});

describe("is no capture", () => {
  test.each([
    ["no report", "{}", "is no report of agent-ci"],
    ["a report without a bill", report({}, "other"), "has no context bill"],
    ["a client that the profile cannot name", report({ agent: "mine" }), "no client of the profile was run there"],
    ["a client that asked nothing", report({ requests: 0 }), "no client of the profile was run there"],
  ])("%s", async (_, text, said) => {
    const { code, err } = await estimate(text);
    expect([code, err]).toEqual([2, expect.stringContaining(said)]);
  });
});
