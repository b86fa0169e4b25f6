import { expect, test } from "vitest";
import { openGit } from "../../../src/host/git/git.ts";
import { openSides } from "../../../src/workspace/sides.ts";
import { memoryFiles } from "../../support/memory-files.ts";

test("a commit is listed once, whether it is asked for as the base or by its id", async () => {
  const listed: string[] = [];
  const commits = {
    git: openGit(".", {}),
    filesAt: (id: string) => {
      const files = memoryFiles({ "AGENTS.md": `# ${id}\n` });
      return { ...files, list: () => (listed.push(id), files.list()) };
    },
  };
  const scope = { ignored: () => false, prefix: "" };
  const sides = openSides(memoryFiles({ "AGENTS.md": "# Now\n" }), scope, commits, async () => "b1");

  const base = await sides.base({ outline: false });
  expect(base?.artifacts.map(({ source }) => source.text)).toEqual(["# b1\n"]);
  expect(await sides.at("b1", { outline: false })).toBe(base);
  expect(await sides.at("c2", { outline: false })).not.toBe(base);
  await sides.at("c2", { outline: false });
  expect(listed).toEqual(["b1", "c2"]);
});

test("outside a repository there is nothing to compare with", async () => {
  const scope = { ignored: () => false, prefix: "" };
  const sides = openSides(memoryFiles({}), scope, undefined, async () => undefined);
  expect(await sides.base({ outline: false })).toBeUndefined();
  expect(await sides.at("b1", { outline: false })).toBeUndefined();
});
