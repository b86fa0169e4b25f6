import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openGit } from "../../../../src/host/git/git.ts";
import { authorizationAt } from "../../../../src/host/git/remote.ts";
import { openStateBranch } from "../../../../src/host/state/state-branch.ts";
import { createRepository, gitEnvironment } from "../../../support/git.ts";
import { serveGit } from "../../../support/git-server.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const CHANGES = new Map([["flags.json", "{}\n"]]);

function bareIn(folder: string): string {
  createRepository().git("clone", "--quiet", "--bare", ".", join(folder, "bare.git"));
  return join(folder, "bare.git");
}
const at = (address: string, credentials: Readonly<Record<string, string | undefined>> = {}) =>
  openStateBranch(openGit(createRepository().folder, gitEnvironment()), { remote: { address, credentials } });

test("a remote that is not there is named, and what to look at", async () => {
  await expect(at("file:///nowhere/state.git").read()).rejects.toThrow(
    /^agent-ci\/state at file:\/\/\/nowhere\/state\.git cannot be read: .*\nLook whether the address is right\./su,
  );
});

test("a push that is refused says why, and what the job needs", async () => {
  const bare = bareIn(tempFolder());
  mkdirSync(join(bare, "hooks"), { recursive: true });
  const hook = "#!/bin/sh\necho 'error: this branch is protected' >&2\nexit 1\n";
  writeFileSync(join(bare, "hooks/pre-receive"), hook, { mode: 0o755 });
  const refused = at(bare).write(null, CHANGES, "x");
  await expect(refused).rejects.toThrow("remote: error: this branch is protected");
  await expect(refused).rejects.toThrow("[remote rejected]");
  await expect(refused).rejects.toThrow("`contents: write` on GitHub");
});

test("over HTTP a job's token opens it, and shows in no message", async () => {
  const folder = tempFolder();
  bareIn(folder);
  const basic = Buffer.from("x-access-token:s3cret").toString("base64");
  const server = await serveGit(folder, basic);
  const address = `${server.url}/bare.git`;
  const branch = at(address, authorizationAt({}, address, "s3cret"));
  expect(await branch.write(null, CHANGES, "x")).toBe("written");
  expect((await branch.read()).files.get("flags.json")).toBe("{}\n");

  const closed = at(server.url.replace("//", "//ada:s3cret@") + "/bare.git");
  await expect(closed.read()).rejects.toThrow("/bare.git cannot be read");
  await expect(closed.read()).rejects.not.toThrow("s3cret");
});

test("a state that has outgrown what is read is refused before it is", async () => {
  const branch = openStateBranch(openGit(createRepository().folder, gitEnvironment()), {});
  await branch.write(null, new Map([["flags.json", Buffer.alloc(17 * 1024 * 1024)]]), "large");
  await expect(branch.read()).rejects.toThrow("flags.json of the state has 17825792 bytes, more than 16777216.");
});
