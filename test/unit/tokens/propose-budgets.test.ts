import { expect, test } from "vitest";
import { parse } from "yaml";
import { runCli } from "../../support/run-cli.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const FILES = {
  "AGENTS.md": `# A\n\n${"Run the tests. ".repeat(90)}\n`,
  "skills/tidy/SKILL.md": "---\nname: tidy\ndescription: Tidies the room when asked to.\n---\n\nTidy.\n",
};

test("proposed budgets are kept today, with a fifth of each left", async () => {
  const { code, out } = await runCli(tempFolder(FILES), ["token-budget", "--propose"]);
  expect(code).toBe(0);
  const { budgets } = parse(out);
  expect(Object.keys(budgets)).toEqual(["clients", "classes", "fleet"]);
  expect(Object.keys(budgets.classes)).toEqual(["instructions", "skill"]);
  const judged = await runCli(tempFolder({ ...FILES, "agent-ci.yaml": out }), ["token-budget"]);
  expect(judged.out).toMatch(/\nNo findings in \d files/u);
  expect(judged.out).toMatch(/kind instructions[^\n]*\d+ %\n/u);
});

test("there is nothing to propose where no model reads anything", async () => {
  expect(await runCli(tempFolder({ "a.txt": "" }), ["token-budget", "--propose"])).toMatchObject({ code: 2, out: "" });
});
