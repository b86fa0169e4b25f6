import { describe, expect, test } from "vitest";
import { adapters } from "../../../../src/rehearsal/adapters/adapters.ts";

const asked = {
  prompt: "do it",
  url: "http://127.0.0.1:4010",
  canary: "http://127.0.0.1:4011",
  home: "/home/agent",
  workspace: "/home/workspace",
};

describe.each(Object.entries(adapters))("%s", (name, adapter) => {
  const started = adapter.start({ ...asked, args: ["--extra", "{prompt}"] });
  const everything = JSON.stringify(started).replaceAll("\\", "");

  test("is led to the server, with a key that is none", () => {
    expect(everything).toContain(asked.url);
    expect(everything).toContain("agent-ci-not-a-key");
  });

  test("is asked, and given more arguments", () => {
    expect(started.args).toContain("do it");
    expect(started.args).toContain("--extra");
  });

  test("takes the model that is asked for", () => {
    const other = adapter.start({ ...asked, model: "some-model" });
    expect(name === "command" || JSON.stringify(other).includes("some-model")).toBe(true);
  });

  test("has facts with a day, and a version or an address", () => {
    expect(adapter.facts.length).toBeGreaterThan(0);
    for (const fact of adapter.facts) {
      const { date } = "ran" in fact ? fact.ran : fact.read;
      expect(date).toMatch(/^\d{4}-\d\d-\d\d$/);
    }
  });
});

test("Claude Code's settings pin what a workspace could set", () => {
  const { args } = adapters["claude-code"].start(asked);
  const pinned: unknown = JSON.parse(args[args.indexOf("--settings") + 1] ?? "");
  expect(pinned).toMatchObject({
    env: {
      ANTHROPIC_BASE_URL: asked.url,
      CLAUDE_CODE_USE_BEDROCK: "",
      HTTP_PROXY: asked.canary,
      NO_PROXY: "127.0.0.1,localhost",
    },
  });
});

test("Codex trusts the workspace, or its configuration would not be rehearsed", () => {
  const { files } = adapters.codex.start(asked);
  expect(files[".codex/config.toml"]).toBe('[projects."/home/workspace"]\ntrust_level = "trusted"\n');
});
