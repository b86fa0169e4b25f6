import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { runCli } from "../../support/run-cli.ts";

test.each(readdirSync("schema"))("%s is printed", async (file) => {
  const { code, out } = await runCli(".", ["schema", file.replace(".schema.json", "")]);
  expect([code, JSON.parse(out)]).toEqual([0, JSON.parse(readFileSync(`schema/${file}`, "utf8"))]);
});

test("of nothing else there is one", async () => {
  const { code, err } = await runCli(".", ["schema", "agent-usages"]);
  expect([code, err]).toEqual([2, expect.stringContaining("did you mean agent-usage?")]);
});
