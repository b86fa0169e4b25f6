import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bundleExample } from "../../scripts/bundle-example.ts";
import { dryRunOf } from "../../src/rehearsal/sections.ts";
import { rehearseIn } from "../support/rehearse.ts";
import { tempFolder } from "../support/temp-folder.ts";

/** As scripts/demo.mjs lays it out, with these scenarios alone. */
async function layOut(program: string, ...files: readonly string[]): Promise<string> {
  const folder = tempFolder();
  for (const file of files.length > 0 ? files : [""])
    cpSync(join("examples/orchestrators/scenarios", file), join(folder, "scenarios", file), { recursive: true });
  await bundleExample(join("examples/orchestrators", program), join(folder, "main.mjs"));
  return folder;
}

test("the orchestrators of the example do as programs of their own what their scenarios expect", async () => {
  const { told, report } = await rehearseIn(await layOut("main.mjs"));
  expect(told).toEqual([]);
  const shown = report.sections.filter(({ kind }) => kind === "dry-run").map(({ data }) => dryRunOf(data));
  expect(new Set(shown.flatMap(({ cases }) => cases.map(({ result }) => result)))).toEqual(new Set(["pass"]));
});

test("broken ones are told, with what they did", async () => {
  const { told } = await rehearseIn(await layOut("main-broken.mjs", "08-chain.yaml", "09-concurrent.yaml"));
  expect(told).toEqual([
    expect.stringMatching(/08-chain\.yaml:\d+ Does not hold: .* \(C starts before B is done\)\.$/),
    expect.stringMatching(/09-concurrent\.yaml:\d+ Does not hold: .* \(twice: task-1, task-2, task-3\)\.$/),
  ]);
});

test("the scenario of the page is that of the example", () => {
  const [, page = ""] =
    /```yaml\n(# scenarios\/04-survive\.yaml\n[^]*?)```/u.exec(readFileSync("docs/teams.md", "utf8")) ?? [];
  const [, ...lines] = page.split("\n");
  const [, ...own] = readFileSync("examples/orchestrators/scenarios/04-survive.yaml", "utf8").split("\n");
  expect(lines).toEqual(own);
});
