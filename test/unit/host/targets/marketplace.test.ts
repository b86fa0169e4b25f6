import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { openGit } from "../../../../src/host/git/git.ts";
import { openTarget } from "../../../../src/host/targets/open-target.ts";
import type { ReleaseContents } from "../../../../src/rollout/release/release.ts";
import { createRepository, gitEnvironment } from "../../../support/git.ts";
import { releaseOf } from "../../../support/releases.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const FILE = ".claude-plugin/marketplace.json";
const MARKETPLACE = JSON.stringify({
  name: "acme",
  owner: { name: "Acme" },
  plugins: [
    { name: "greetings", source: "./plugins/greetings", description: "Greets." },
    { name: "theirs", source: { source: "github", repo: "other/theirs" } },
  ],
});
const releaseWith = (text: string, version?: string): ReleaseContents =>
  releaseOf({
    [FILE]: MARKETPLACE,
    "plugins/greetings/.claude-plugin/plugin.json": JSON.stringify({ name: "greetings", version }),
    "plugins/greetings/skills/greet/SKILL.md": `---\nname: greet\ndescription: Greets people.\n---\n${text}\n`,
  });

function opened() {
  const repository = createRepository();
  const bare = createRepository();
  const surroundings = { cwd: repository.folder, env: gitEnvironment(), needsBackup: false };
  const git = openGit(repository.folder, gitEnvironment());
  const address = pathToFileURL(bare.folder).href;
  const target = openTarget(
    { kind: "marketplace", file: FILE, branch: "agents" },
    {
      ...surroundings,
      git,
      remote: { address: address.replace("file://", "file://user:secret@localhost"), credentials: {} },
    },
  );
  const shown = (branch: string) => JSON.parse(bare.git("show", `${branch}:${FILE}`));
  return { target, shown, bare };
}

test("each channel is a marketplace of its own name, whose plugins are pinned to a commit", async () => {
  const { target, shown, bare } = opened();
  const [before, after] = [releaseWith("old"), releaseWith("new")];
  await target.deploy(before);
  await target.deploy(after);
  const pointers = { active: before.digest, stable: before.digest, canary: after.digest };
  expect((await target.applyPointers(pointers, [], {})).faults).toEqual([]);
  const [first = "", second = ""] = bare.git("rev-list", "--reverse", "agents-releases").split("\n");
  const source = (sha: string) => ({
    source: "git-subdir",
    url: pathToFileURL(bare.folder).href.replace("file://", "file://localhost"),
    path: "plugins/greetings",
    ref: "agents-releases",
    sha,
  });
  expect(shown("agents-stable")).toEqual({
    name: "acme-stable",
    owner: { name: "Acme" },
    plugins: [
      { name: "greetings", source: source(first), description: "Greets." },
      { name: "theirs", source: { source: "github", repo: "other/theirs" } },
    ],
  });
  expect(shown("agents-canary")).toMatchObject({ name: "acme-canary", plugins: [{ source: source(second) }, {}] });
  expect(shown("agents")).toMatchObject({ name: "acme", plugins: [{ source: source(first) }, {}] });
  await target.applyPointers({ ...pointers, canary: null }, [], { [after.digest]: "rude" });
  expect(shown("agents-canary")).toMatchObject({ name: "acme-canary", plugins: [{ source: source(first) }, {}] });
});

test("a plugin that is the whole release is fetched whole", async () => {
  const { target, shown } = opened();
  const release = releaseOf({
    [FILE]: JSON.stringify({ name: "acme", owner: { name: "A" }, plugins: [{ name: "all", source: "./" }] }),
    ".claude-plugin/plugin.json": '{"name":"all"}',
  });
  await target.deploy(release);
  await target.applyPointers({ active: release.digest, stable: null, canary: null }, [], {});
  expect(shown("agents").plugins[0].source).toMatchObject({ source: "url", ref: "agents-releases" });
  expect(shown("agents").plugins[0].source).not.toHaveProperty("path");
});

test("other files under the same version are refused: who has the one would never get the other", async () => {
  const { target } = opened();
  const before = releaseWith("old", "1.0.0");
  await target.deploy(before);
  await target.applyPointers({ active: before.digest, stable: before.digest, canary: null }, [], {});
  expect((await target.deploy(releaseWith("new", "1.0.0"))).faults).toEqual([
    'references: plugin "greetings" has other files and the same version "1.0.0": raise it, or take `version` out, and the commit counts',
  ]);
  expect((await target.deploy(releaseWith("new", "1.0.1"))).faults).toEqual([]);
  const unversioned = releaseWith("newer");
  expect((await target.deploy(unversioned)).faults).toEqual([]);
  const tried = releaseWith("new", "1.0.1");
  await target.applyPointers({ active: before.digest, stable: before.digest, canary: tried.digest }, [], {});
  expect((await target.deploy(releaseWith("newest", "1.0.1"))).ok, "who follows the canary has 1.0.1").toBe(false);
});

test.each([
  ["no marketplace", { "a.md": "" }, "the release does not hold it"],
  ["one that is none", { [FILE]: "[]" }, "it is no marketplace"],
])("a release with %s is refused", async (_what, files, said) => {
  const { target } = opened();
  const { ok, faults } = await target.deploy(releaseOf(files));
  expect(ok).toBe(false);
  expect(faults.join()).toContain(said);
});

test.each(["../outside", "./../outside", "plugins/../../outside"])("a plugin at %s is refused", async (source) => {
  const { target } = opened();
  const files = { [FILE]: JSON.stringify({ name: "acme", owner: { name: "A" }, plugins: [{ name: "p", source }] }) };
  expect((await target.deploy(releaseOf(files))).ok).toBe(false);
});

test("a marketplace needs an address that its readers reach", () => {
  const folder = tempFolder();
  const git = openGit(folder, gitEnvironment());
  const spec = { kind: "marketplace", file: FILE, branch: "agents" } as const;
  expect(() => openTarget(spec, { cwd: folder, env: {}, needsBackup: false, git })).toThrow(
    "the repository needs a remote",
  );
});
