import { cpSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { dryRunOf } from "../../src/rehearsal/sections.ts";
import { rehearseIn } from "../support/rehearse.ts";
import { tempFolder } from "../support/temp-folder.ts";

test("what `npm run demo -- workers` shows on the example passes, in three of its orders", async () => {
  const folder = tempFolder({});
  cpSync("examples/acme", folder, { recursive: true });
  cpSync("examples/demo/workers", folder, { recursive: true });
  cpSync("examples/demo/dry-run/.mcp.json", join(folder, ".mcp.json"));
  cpSync("examples/agents", join(folder, "agents"), { recursive: true });
  const { told, report } = await rehearseIn(folder, { values: { repeat: "3" } });
  expect(told).toEqual([]);
  const [shown] = report.sections.filter(({ kind }) => kind === "dry-run").map(({ data }) => dryRunOf(data));
  expect(shown?.cases.map(({ id, runs }) => [id, runs.map(({ seed }) => seed)])).toEqual([
    ["scenarios/workers", [1, 2, 3]],
  ]);
});

test("what `npm run demo -- dry-run` shows on the example passes", async () => {
  const folder = tempFolder({});
  // As scripts/demo.mjs lays it out.
  cpSync("examples/acme", folder, { recursive: true });
  cpSync("examples/demo/dry-run", folder, { recursive: true });
  cpSync("examples/agents", join(folder, "agents"), { recursive: true });
  const { told, report } = await rehearseIn(folder);
  expect(told).toEqual([]);
  const shown = report.sections.filter(({ kind }) => kind === "dry-run").map(({ data }) => dryRunOf(data));
  expect(shown.flatMap(({ cases }) => cases.map(({ id, result }) => [id, result]))).toEqual([
    ["scenarios/review", "pass"],
  ]);
});
