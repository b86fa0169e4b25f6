import { expect, test } from "vitest";
import { createRepository } from "../../../support/git.ts";
import { runCli } from "../../../support/run-cli.ts";
import { tempFolder } from "../../../support/temp-folder.ts";
import { broken, SPEC } from "../../rollout/spec/broken.ts";

const cells = (out: string): readonly (readonly string[])[] =>
  out.split("\n").flatMap((line) =>
    line.startsWith("| ")
      ? [
          line
            .slice(2, -2)
            .split(" | ")
            .map((one) => one.trim()),
        ]
      : [],
  );

test("every step has its time, its gate, and how it is undone", async () => {
  const folder = tempFolder({ "rollouts/a.yaml": SPEC });
  const { code, out } = await runCli(folder, ["rollout", "plan", "--format", "markdown"]);
  expect(code).toBe(0);
  const steps = cells(out).filter(([id = ""]) => id.includes("/"));
  expect(steps).toEqual([
    ["staging/1", "staging", "100 % get the release", "", "", "nobody gets it: all are on stable"],
    ["staging/2", "staging", "job smoke: npm run smoke", "up to 10m", "it ends well", "what the job did stays"],
    [
      "canary/1",
      "production",
      "approval of a first release, or one of high risk",
      "up to 3d, then abort",
      "one person agrees",
      "reject, or abort",
    ],
    ["canary/2", "production", "10 % get the release", "", "", "nobody gets it: all are on stable"],
    [
      "canary/3",
      "production",
      "hold",
      "24h",
      "59 samples within 14d; no failure of safety/critical",
      "nothing to undo",
    ],
    [
      "canary/4",
      "production",
      "analysis",
      "up to 1h",
      "passed: quality/success&#91;min=0.9&#93;; no failure of safety/critical",
      "nothing to undo",
    ],
    [
      "canary/5",
      "production",
      "100 % get the release",
      "",
      "machine holds; no failure of safety/critical",
      "10 % get it",
    ],
    [
      "canary/6",
      "production",
      "watch every 5m for 1h, then every 1h for 23h",
      "24h",
      "no failure of safety/critical",
      "all are on the release before it",
    ],
  ]);
  expect(out).toContain("It takes 48h at least.");
});

test("as JSON it is a section of the report", async () => {
  const folder = tempFolder({ "rollouts/a.yaml": SPEC });
  const { out } = await runCli(folder, ["rollout", "plan", "rollouts/a.yaml", "--format", "json"]);
  expect(JSON.parse(out)).toMatchObject({
    sections: [{ kind: "rollout-plan", version: 1, data: { name: "team-a", risk: "unknown", steps: { length: 8 } } }],
  });
});

test("against a commit the risk is known, with its reasons", async () => {
  const { folder, commit } = createRepository({ "rollouts/a.yaml": SPEC, "AGENTS.md": "# Rules\n" });
  const same = await runCli(folder, ["rollout", "plan", "--base", "HEAD"]);
  expect(same.out).toContain("The risk is low");
  commit({ ".mcp.json": '{ "mcpServers": { "db": { "command": "npx", "args": ["db@1.0.0"] } } }' });
  const { out } = await runCli(folder, ["rollout", "plan", "--base", "HEAD~1"]);
  expect(out).toContain("The risk is high, so that it has to be approved:");
  expect(out).toContain('.mcp.json:1: new MCP server: "db" runs "npx db@1.0.0"');
});

test("where a bundle says what a release consists of, nothing else is risky", async () => {
  const spec = broken("spec:\n  environments:", "spec:\n  bundle: { include: [AGENTS.md] }\n  environments:");
  const { folder, commit } = createRepository({ "rollouts/a.yaml": spec, "AGENTS.md": "# Rules\n" });
  commit({ ".mcp.json": '{ "mcpServers": { "db": { "command": "npx", "args": ["db@1.0.0"] } } }' });
  expect((await runCli(folder, ["rollout", "plan", "--base", "HEAD~1"])).out).toContain("The risk is low");
});

test("a lease that ends between two ticks is warned of", async () => {
  const folder = tempFolder({ "rollouts/a.yaml": SPEC });
  const plan = async (...gaps: readonly string[]) =>
    runCli(folder, ["rollout", "plan", ...gaps.flatMap((gap) => ["--gap", gap])]);
  const seen = ["270m", "179m", "146m", "240m", "323m", "291m", "261m", "175m", "147m", "124m"];
  const { code, out } = await plan(...seen);
  expect(code).toBe(0);
  expect(out).toContain(
    "The lease of 2h ended in 10 of 10 gaps between ticks: of 2,156 min it held 1,200 min. A hold of 24h takes 42.4 h.",
  );
  expect((await plan("1h", "2h")).out).not.toContain("The lease of");
  expect(await plan("soon")).toMatchObject({ code: 2, err: expect.stringContaining('--gap: "soon" is no time') });
});

test("what cannot be read has no plan", async () => {
  const folder = tempFolder({ "rollouts/a.yaml": broken("setWeight: 100\n", "setWeight: 75\n") });
  const { code, out } = await runCli(folder, ["rollout", "plan"]);
  expect(code).toBe(1);
  expect(out).toContain("The rollout ends with 75 % of `production`");
  expect(out).not.toContain("It takes");
  expect((await runCli(tempFolder({ "a.md": "a\n" }), ["rollout", "plan"])).err).toContain(
    "There is no rollout to plan",
  );
});
