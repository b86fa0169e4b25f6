import { readFileSync } from "node:fs";
import { expect, inject, test } from "vitest";
import { findSecrets } from "../../src/secrets/find-secrets.ts";
import { createRepository } from "../support/git.ts";
import { plantedSecrets } from "../support/planted-secrets.ts";
import { runAction } from "../support/runner/run-action.ts";
import { tempFolder } from "../support/temp-folder.ts";

const SEED = 71;
const planted = plantedSecrets(200, SEED);
const values = planted.flatMap(({ value }) => findSecrets(value).map(({ at }) => value.slice(at.start, at.end)));
/** Ten characters behind the four that may be seen: what a mask does not cover would show. */
const traces = values
  .flatMap((value) => value.split(/\s+/).filter(({ length }) => length > 14))
  .map((one) => one.slice(4, 14));

const FILES = {
  "AGENTS.md": `# Rules\n\n${planted.map(({ value }) => `- Use ${value}\n`).join("")}`,
  ".mcp.json": JSON.stringify({
    mcpServers: Object.fromEntries(
      planted.map(({ value }, index) => [`s${index}`, { command: "a", env: { K: value } }]),
    ),
  }),
};

test.each(["check", "secret-scan"])(
  `the action %s masks 200 secrets before it prints anything, and prints none, seed ${SEED}`,
  async (action) => {
    const run = await runAction({
      tree: inject("releaseTree"),
      action,
      eventName: "push",
      event: {},
      workspace: createRepository(FILES).folder,
      scratch: tempFolder(),
    });
    expect(run).toMatchObject({ exitCode: 1, leaks: [] });
    expect(values.filter((value) => !value.includes("\n") && !run.masks.includes(value))).toEqual([]);
    const report = readFileSync(run.outputs["report-path"] ?? "", "utf8");
    const said = [run.log, run.debug, run.summary, report, JSON.stringify([run.annotations, run.outputs])]
      .flat()
      .join("\n");
    expect(said).toContain("secret/token");
    expect(traces.filter((trace) => said.includes(trace))).toEqual([]);
  },
);

test("a mistake that quotes one shows none", async () => {
  const [{ value } = { value: "" }] = plantedSecrets(1, SEED);
  const run = await runAction({
    tree: inject("releaseTree"),
    action: "check",
    eventName: "push",
    event: {},
    workspace: createRepository({ "agent-ci.yaml": `fail-on: ${value}\n` }).folder,
    scratch: tempFolder(),
    with: { path: "." },
  });
  expect(run.exitCode).toBe(2);
  expect(JSON.stringify([run.log, run.annotations, run.debug])).not.toContain(value.slice(4, 14));
});
