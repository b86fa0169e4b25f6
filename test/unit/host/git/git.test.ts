import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { commitOf, openGit } from "../../../../src/host/git/git.ts";
import { reasonIn } from "../../../../src/host/git/reason.ts";
import { findProgram } from "../../../../src/host/machine/programs.ts";
import { createRepository, gitEnvironment } from "../../../support/git.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

test.each([
  ["GitHub", { GITHUB_ACTIONS: "true" }, true],
  ["GitLab", { GITLAB_CI: "true" }, true],
  ["a laptop", {}, false],
])("a checkout of another user on %s, as in a job's container", async (_, env, readable) => {
  const repository = createRepository();
  const programs = tempFolder();
  const real = findProgram("git", process.env, []);
  writeFileSync(join(programs, "git"), `#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec ${real} "$@"\n`, {
    mode: 0o755,
  });
  const path = { PATH: `${programs}:${process.env["PATH"]}` };
  const commit = await commitOf(openGit(repository.folder, { ...gitEnvironment(), ...path, ...env }), "HEAD");
  expect(commit).toBe(readable ? repository.git("rev-parse", "HEAD") : undefined);
});

describe("why git gave up", () => {
  const refused = { ok: false, reason: "fatal: Not a valid object name nowhere" };

  test("is its own line, without its advice about what we told it", async () => {
    const git = openGit(createRepository().folder, gitEnvironment());
    expect(git.runSync(["merge-base", "HEAD", "nowhere"])).toEqual(refused);
    expect(await git.run(["merge-base", "HEAD", "nowhere"])).toEqual(refused);
    expect(await git.stream(["merge-base", "HEAD", "nowhere"], () => undefined)).toEqual(refused);
  });

  test.each([
    [
      "hint: Support for grafts is deprecated\nhint: Use git replace\nfatal: bad revision 'a'\n",
      "fatal: bad revision 'a'",
    ],
    ["remote: Not found.\r\nfatal: repository 'x' not found\r\n", "fatal: repository 'x' not found"],
    [
      "warning: Not a git repository.\nusage: git diff --no-index [<options>]\n\n    -z\n",
      "warning: Not a git repository.",
    ],
    ["a\nb\nc\nd\n", "a\nb\nc"],
    [`error: ${"a".repeat(9000)}`, `error: ${"a".repeat(593)}…`],
    ["hint: Nothing else\n", undefined],
  ])("in %j", (printed, reason) => expect(reasonIn(printed)).toBe(reason));
});
