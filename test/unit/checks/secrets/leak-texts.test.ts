import { expect, test } from "vitest";
import { textsInCommits } from "../../../../src/checks/secrets/searching/leak-texts.ts";
import { openWorkspace } from "../../../../src/workspace/workspace.ts";
import { createRepository, gitEnvironment } from "../../../support/git.ts";

test("the text of a commit is what a file would be: bytes are counted, and a byte order mark is no part of it", async () => {
  const repository = createRepository({ "notes.txt": "\u{FEFF}né\n" });
  const world = {
    cwd: repository.folder,
    env: gitEnvironment(),
    out: () => undefined,
    err: () => undefined,
    notice: () => undefined,
    terminal: { out: false, err: false },
    clock: { now: () => 0 },
    show: async () => undefined,
  };
  const find = textsInCommits(await openWorkspace(world, undefined, {}), "all");
  const commit = repository.git("rev-parse", "HEAD");
  const found = await find({ rule: "a", file: "notes.txt", line: 1, endLine: 1, secret: "", commit });
  expect(found?.source).toEqual({ path: "notes.txt", text: "né\n", bytes: 7, bom: true });
});
