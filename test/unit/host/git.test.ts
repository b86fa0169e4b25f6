import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commitOf, openGit } from "../../../src/host/git.ts";
import { findProgram } from "../../../src/host/programs.ts";
import { createRepository, gitEnvironment } from "../../support/git.ts";
import { tempFolder } from "../../support/temp-folder.ts";

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
