import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openTarget } from "../../../src/host/targets/open-target.ts";
import { createRepository } from "../../support/git.ts";
import { type Ran, runCli } from "../../support/run-cli.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const FILES = {
  "CLAUDE.md": "@docs/rules.md\n",
  "docs/rules.md": "Be kind.\n",
  ".claude/skills/greet/SKILL.md": "---\nname: greet\ndescription: Greets people.\n---\nSay hello.\n",
};
const TOKEN = ["ghp", "16C7e42F292c6912E7710c838347Ae178B4a"].join("_");
const INCLUDE = ["--include", "CLAUDE.md", "--include", "docs/", "--include", ".claude/**"];

const release = (folder: string, ...argv: string[]): Promise<Ran> => runCli(folder, ["release", ...argv]);
async function created(folder: string, ...argv: string[]): Promise<string> {
  const { code, out, err } = await release(folder, "create", ...INCLUDE, ...argv);
  expect(code, err).toBe(0);
  return out.trim();
}
const storeOf = (folder: string): string => join(folder, ".agent-ci/store");

test("the digest alone is printed, and is the same wherever the files are", async () => {
  const [one, other] = [createRepository(FILES), createRepository({ ...FILES, "src/main.ts": "" })];
  const digest = await created(one.folder);
  expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(await created(other.folder)).toBe(digest);
});

test("a store in a checkout is nothing that git sees, and no part of the next release", async () => {
  const { folder, git } = createRepository(FILES);
  const digest = await created(folder);
  expect(git("status", "--short")).toBe("");
  expect((await release(folder, "create", "--include", "**")).code).toBe(0);
  expect(await created(folder)).toBe(digest);
});

test("outside a repository the store is no part of the next release either", async () => {
  const folder = tempFolder(FILES);
  const [one, again] = [
    await release(folder, "create", "--include", "**"),
    await release(folder, "create", "--include", "**"),
  ];
  expect([one.code, again.out]).toEqual([0, one.out]);
});

test("to make a release again is no fault", async () => {
  const { folder } = createRepository(FILES);
  await created(folder);
  expect((await release(folder, "create", ...INCLUDE)).err).toMatch(/^is there already in .agent-ci\/store: 3 files, /);
});

test("a dry run prints stages, what leads back from them, and the order of files, and writes nothing", async () => {
  const { folder } = createRepository(FILES);
  const { code, out } = await release(folder, "create", ...INCLUDE, "--dry-run");
  expect(code).toBe(0);
  expect(out.split("\n").filter((line) => line.startsWith("write"))).toEqual([
    "write .claude/skills/greet/SKILL.md",
    "write docs/rules.md",
    "write CLAUDE.md",
  ]);
  expect(out).toContain("place: give it its name: from now on a pointer may lead to it (undo: remove what was written");
  expect(existsSync(storeOf(folder))).toBe(false);
});

describe("a release is refused, and none is made", () => {
  test.each([
    [
      "a reference that leads to nothing",
      { "docs/rules.md": null, "docs/x.md": "" },
      /CLAUDE.md:1: .*"docs\/rules.md" is not there. \(context\/import-missing\)\n/,
    ],
    [
      "a secret in agent configuration",
      { "docs/rules.md": `token: ${TOKEN}\n` },
      /docs\/rules.md:1: A secret stands here: GitHub token ghp_…\n/,
    ],
    ["a secret in any file", { "docs/x.sh": `export T=${TOKEN}\n` }, /docs\/x.sh:1: A secret stands here/],
    [
      "a link that leads out",
      { "docs/x.md": { link: "../../elsewhere" } },
      /"docs\/x.md" is a symbolic link to "..\/..\/elsewhere"/,
    ],
    [
      "names that some disks take for one",
      { "docs/A.md": "", "docs/a.md": "" },
      /"docs\/a.md" and "docs\/A.md" are one on some disks/,
    ],
  ])("%s", async (_what, changes, fault) => {
    const { folder, commit } = createRepository(FILES);
    commit(changes);
    const { code, out, err } = await release(folder, "create", ...INCLUDE);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(fault);
    expect(err).toMatch(/\nNo release was made\.\n$/);
    expect(existsSync(storeOf(folder))).toBe(false);
  });
});

test("what an allow-list lets through in the repository is let through in a release", async () => {
  const { folder, commit } = createRepository(FILES);
  commit({ "docs/x.sh": `export T=${TOKEN} # gitleaks:allow\n` });
  expect((await release(folder, "create", ...INCLUDE)).code).toBe(0);
});

test("what the policy lets through in the repository is let through in a release", async () => {
  const { folder, commit } = createRepository(FILES);
  commit({ "docs/rules.md": null, "docs/x.md": "", "agent-ci.yaml": "rules:\n  context/import-missing: off\n" });
  expect((await release(folder, "create", ...INCLUDE)).code).toBe(0);
});

test("releases are listed, verified and compared", async () => {
  const { folder } = createRepository(FILES);
  const before = await created(folder);
  appendFileSync(join(folder, "docs/rules.md"), "Be brief.\n");
  writeFileSync(join(folder, "docs/run.sh"), "#!/bin/sh\n");
  chmodSync(join(folder, "docs/run.sh"), 0o755);
  const after = await created(folder);
  const listed = JSON.parse((await release(folder, "list", "--format", "json")).out);
  expect(listed.releases.map(({ digest }: { digest: string }) => digest).toSorted()).toEqual(
    [before, after].toSorted(),
  );
  const verified = await release(folder, "verify");
  expect([verified.code, verified.out.match(/is whole/g)?.length]).toEqual([0, 2]);
  expect(await release(folder, "diff", before, after.slice(7, 20))).toMatchObject({
    code: 1,
    out: "changed: docs/rules.md\nadded: docs/run.sh\n",
  });
  expect(await release(folder, "diff", after, after)).toMatchObject({ code: 0, out: "They are the same release.\n" });
});

test("a release whose file was edited is named, with the file", async () => {
  const { folder } = createRepository(FILES);
  const digest = await created(folder);
  appendFileSync(join(storeOf(folder), "releases", digest.slice(7), "CLAUDE.md"), "more\n");
  expect(await release(folder, "verify", digest)).toMatchObject({
    code: 1,
    out: `${digest} is not whole:\n  "CLAUDE.md" has 20 bytes instead of 15\n`,
  });
  expect(await release(folder, "archive", digest, "--to", "a.tar")).toMatchObject({ code: 2 });
});

test("an archive is a release again, elsewhere", async () => {
  const { folder } = createRepository(FILES);
  const digest = await created(folder);
  expect((await release(folder, "archive", digest, "--to", "a.tar")).out).toMatch(/is in a.tar, and was read back/);
  expect((await release(folder, "restore", "a.tar", "--store", "other")).out).toBe(`${digest}\n`);
  expect((await release(folder, "verify", digest, "--store", "other")).code).toBe(0);
});

test("an archive is written over nothing, and a hostile one is restored nowhere", async () => {
  const { folder } = createRepository(FILES);
  const digest = await created(folder);
  await release(folder, "archive", digest, "--to", "a.tar");
  expect(await release(folder, "archive", digest, "--to", "a.tar")).toMatchObject({
    code: 2,
    err: "agent-ci: Cannot write a.tar: it is there already.\n",
  });
  const bytes = readFileSync(join(folder, "a.tar"));
  bytes.write("X", bytes.indexOf("Be kind."));
  writeFileSync(join(folder, "b.tar"), bytes);
  expect(await release(folder, "restore", "b.tar", "--store", "other")).toMatchObject({
    code: 1,
    err: 'b.tar: "docs/rules.md" is not what SHA256SUMS says\nNothing was restored.\n',
  });
  expect(existsSync(join(folder, "other"))).toBe(false);
});

test("pointers and the newest stay, the rest goes", async () => {
  const { folder } = createRepository(FILES);
  const digests: string[] = [];
  for (const text of ["one", "two", "three"]) {
    writeFileSync(join(folder, "docs/rules.md"), `${text}\n`);
    digests.push(await created(folder));
  }
  const [one = "", two = "", three = ""] = digests;
  const target = openTarget({ kind: "directory", path: storeOf(folder) }, { cwd: folder, env: {}, needsBackup: false });
  await target.applyPointers({ active: one, stable: one, canary: null }, digests, {});
  const said = [`${one} stays: stable`, `${three} stays: one of the newest`];
  expect((await release(folder, "prune", "--keep", "1", "--dry-run")).out.split("\n")).toEqual([
    ...said,
    `${two} would be removed`,
    "",
  ]);
  expect((await release(folder, "prune", "--keep", "1")).out.split("\n")).toEqual([...said, `${two} is removed`, ""]);
  expect(readdirSync(join(storeOf(folder), "releases")).toSorted()).toEqual([one.slice(7), three.slice(7)].toSorted());
  expect((await release(folder, "verify", "stable")).code).toBe(0);
});

test("what was rolled back returns with force and a reason only, from files and from an archive", async () => {
  const { folder } = createRepository(FILES);
  const digest = await created(folder);
  await release(folder, "archive", digest, "--to", "a.tar");
  const target = openTarget({ kind: "directory", path: storeOf(folder) }, { cwd: folder, env: {}, needsBackup: false });
  await target.applyPointers({ active: null, stable: null, canary: null }, [], { [digest]: "it was rude" });
  expect((await release(folder, "list")).out).toBe(`${digest}  removed  bad: it was rude\n`);
  const refused = `${digest} was rolled back: it was rude. It returns only with --force and a reason.\n`;
  expect(await release(folder, "create", ...INCLUDE)).toMatchObject({
    code: 1,
    err: `${refused}No release was made.\n`,
  });
  expect(await release(folder, "restore", "a.tar")).toMatchObject({
    code: 1,
    err: `${refused}Nothing was restored.\n`,
  });
  expect(await release(folder, "restore", "a.tar", "--force")).toMatchObject({
    code: 2,
    err: "agent-ci: --force brings back what was rolled back: say why with --reason.\n",
  });
  expect((await release(folder, "create", ...INCLUDE, "--force", "--reason", "it was kind")).code).toBe(0);
  expect((await release(folder, "list")).out).toContain(digest);
  expect((await release(folder, "list")).out).not.toContain("bad");
});

test("where no folder can be made, that is said", async () => {
  const { folder } = createRepository(FILES);
  const { code, err } = await release(folder, "create", ...INCLUDE, "--store", "/proc/agent-ci/store");
  expect(code).toBe(1);
  expect(err).toMatch(/ENOENT: no such file or directory, mkdir '\/proc\/agent-ci'\nNo release was made/);
});

describe("what is asked for wrongly is answered with what to do", () => {
  test.each([
    [["frob"], 'release has no verb "frob". There is: create, verify, list, diff, prune, archive, restore.'],
    [["creat"], 'release has no verb "creat". Did you mean create?'],
    [["create"], "Say what belongs into the release: `agent-ci release create --include 'skills/**'`."],
    [["create", "--include", "*", "--reason", "x"], "--reason says why a release may return: it goes with --force."],
    [["diff", "current"], "release diff takes 2 names, and got 1."],
    [["verify", "current"], "No release is current in .agent-ci/store."],
    [["verify", "../../etc"], '"../../etc" names no release'],
    [["verify", "0123456"], "No release in .agent-ci/store begins with 0123456."],
    [["verify"], "There is no release in .agent-ci/store. Make one: agent-ci release create."],
    [["archive", "current"], "Say where: `agent-ci release archive current --to agents.tar`."],
    [["restore", "gone.tar"], "gone.tar: it is not there any more."],
    [["prune", "--keep", "-1"], "--keep takes a number of releases"],
    [["list", "--store", "linked"], 'linked": it is a symbolic link; name the folder that it leads to.'],
  ])("%j", async (argv, said) => {
    const { folder } = createRepository(FILES);
    mkdirSync(join(folder, "real"));
    symlinkSync("real", join(folder, "linked"));
    const { code, err } = await release(folder, ...argv);
    expect(code).toBe(2);
    expect(err).toContain(said);
  });
});

describe("what a rollout needs stays, whatever else is newer", () => {
  const withStates = async (state: (digests: readonly string[]) => unknown) => {
    const repository = createRepository(FILES);
    const { folder, git, commit } = repository;
    const digests: string[] = [];
    for (const text of ["two", "three", "four", "five", "six"]) {
      writeFileSync(join(folder, "docs/rules.md"), `${text}\n`);
      digests.push(await created(folder));
    }
    git("checkout", "--quiet", "--", ".");
    git("checkout", "--quiet", "--orphan", "agent-ci/state");
    git("rm", "-r", "--force", "--quiet", ".");
    const text = state(digests);
    commit({ version: "1\n", "rollouts/team-a.json": typeof text === "string" ? text : JSON.stringify(text) });
    git("checkout", "--quiet", "main");
    return { folder, digests };
  };

  test("at weight 100, before the end: stable is the way back, and what was rolled back goes", async () => {
    const { folder, digests } = await withStates(([two, three, four, five, six]) => ({
      rollout: "team-a",
      release: six,
      environments: { production: { weight: 100, active: six, stable: five, canary: six } },
      history: [
        { release: two, id: "team-a/r2", end: "Healthy", at: 2 },
        { release: three, id: "team-a/r3", end: "Healthy", at: 3 },
        { release: four, id: "team-a/r4", end: "RolledBack", at: 4 },
        { release: five, id: "team-a/r5", end: "Healthy", at: 5 },
      ],
      bad: { [four ?? ""]: "too slow" },
    }));
    const { code, out, err } = await release(folder, "prune", "--keep", "0", "--state", ".");
    expect(code, err).toBe(0);
    const [two, three, four, five, six] = digests;
    expect(out.split("\n")).toEqual([
      `${six} stays: active in production`,
      `${five} stays: stable in production`,
      `${two} stays: the way back to team-a/r2`,
      `${three} stays: the way back to team-a/r3`,
      `${four} is removed`,
      "",
    ]);
  });

  test.each([
    ["no JSON", "{", "it is no JSON"],
    ["no state", "{}", "/rollout is missing"],
  ])("where a state is %s nothing is removed", async (_what, text, why) => {
    const { folder } = await withStates(() => text);
    const { code, err } = await release(folder, "prune", "--keep", "0", "--state", ".");
    expect([code, err]).toEqual([
      2,
      `agent-ci: The state of "team-a" on agent-ci/state cannot be read: ${why}. Nothing was removed.\n`,
    ]);
    expect(readdirSync(join(storeOf(folder), "releases"))).toHaveLength(5);
  });
});
