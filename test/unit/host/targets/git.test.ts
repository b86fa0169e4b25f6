import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { openGit } from "../../../../src/host/git/git.ts";
import { openTarget } from "../../../../src/host/targets/open-target.ts";
import type { OpenTarget } from "../../../../src/host/targets/target.ts";
import { createRepository, gitEnvironment, type Repository } from "../../../support/git.ts";
import { releaseOf } from "../../../support/releases.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const OLD = releaseOf({
  "CLAUDE.md": "@rules.md\n",
  "rules.md": "old\n",
  'a "b"\\c\n.md': "odd\n",
  "run.sh": "#!/bin/sh\n",
});
const NEW = releaseOf({ "CLAUDE.md": "@rules.md\n", "rules.md": "new\n", "run.sh": "#!/bin/sh\n" });
const old = { active: OLD.digest, stable: OLD.digest, canary: null };
const tried = { active: OLD.digest, stable: OLD.digest, canary: NEW.digest };
const promoted = { active: NEW.digest, stable: NEW.digest, canary: null };

interface Opened {
  readonly target: OpenTarget;
  /** Where the branches are. */
  readonly git: Repository["git"];
}

const open = (repository: Repository, address?: string): OpenTarget =>
  openTarget(
    { kind: "git", branch: "agents" },
    {
      cwd: repository.folder,
      env: gitEnvironment(),
      needsBackup: true,
      git: openGit(repository.folder, gitEnvironment()),
      ...(address !== undefined && { remote: { address, credentials: {} } }),
    },
  );

function here(): Opened {
  const repository = createRepository();
  return { target: open(repository), git: repository.git };
}
function elsewhere(): Opened {
  const bare = tempFolder();
  const git = (...args: readonly string[]): string =>
    execFileSync("git", args, { cwd: bare, env: gitEnvironment(), encoding: "utf8" }).trimEnd();
  git("init", "--quiet", "--bare");
  return { target: open(createRepository(), pathToFileURL(bare).href), git };
}
const rulesOn = ({ git }: Opened, branch: string): string => git("show", `${branch}:rules.md`);

describe.each([
  ["in this repository", here],
  ["at a remote", elsewhere],
])("branches %s", (_where, make) => {
  test("a release is brought, tried, promoted and rolled back, and nothing is forced", async () => {
    const opened = make();
    const { target, git } = opened;
    expect(await target.deploy(OLD)).toMatchObject({ ok: true, already: false, backup: "none", faults: [] });
    expect(await target.applyPointers(old, [], {})).toMatchObject({ ok: true, moved: ["active", "stable", "canary"] });
    expect(await target.deploy(NEW)).toMatchObject({ ok: true, backup: "verified", health: "excellent" });
    expect(rulesOn(opened, "agents-canary")).toBe("old");
    expect(await target.applyPointers(tried, [], {})).toMatchObject({ ok: true, moved: ["canary"] });
    expect(["agents", "agents-stable", "agents-canary"].map((branch) => rulesOn(opened, branch))).toEqual([
      "old",
      "old",
      "new",
    ]);
    const before = git("rev-parse", "agents");
    expect(await target.applyPointers(promoted, [], {})).toMatchObject({ ok: true, faults: [] });
    expect(rulesOn(opened, "agents")).toBe("new");
    await target.applyPointers(old, [], { [NEW.digest]: "too\nslow" });
    expect(["agents", "agents-stable", "agents-canary"].map((branch) => rulesOn(opened, branch))).toEqual([
      "old",
      "old",
      "old",
    ]);
    expect(git("rev-list", "agents")).toContain(before);
    expect(await target.read()).toMatchObject({ pointers: old, bad: { [NEW.digest]: "too\nslow" } });
    expect(git("ls-tree", "-r", "agents", "run.sh")).toMatch(/^100755 /);
  });

  test("to ask again adds no commit", async () => {
    const { target, git } = make();
    await target.deploy(OLD);
    await target.deploy(NEW);
    await target.applyPointers(tried, [], {});
    const refs = git("for-each-ref", "refs/heads");
    expect(await target.deploy(NEW)).toMatchObject({ ok: true, already: true });
    expect(await target.applyPointers(tried, [], {})).toMatchObject({ ok: true, moved: [] });
    expect(git("for-each-ref", "refs/heads")).toBe(refs);
  });

  test("two who move the same pointers both find them where they shall be", async () => {
    const { target } = make();
    await target.deploy(OLD);
    await target.deploy(NEW);
    const ended = await Promise.all([target.applyPointers(promoted, [], {}), target.applyPointers(promoted, [], {})]);
    expect(ended.map(({ faults }) => faults)).toEqual([[], []]);
    expect((await target.read()).pointers).toEqual(promoted);
  });

  test("what was rolled back returns only with force and a reason", async () => {
    const { target } = make();
    await target.deploy(OLD);
    await target.deploy(NEW);
    await target.applyPointers(old, [], { [NEW.digest]: "too slow" });
    expect((await target.deploy(NEW)).faults).toEqual([
      `${NEW.digest} was rolled back: too slow. It returns only with --force and a reason.`,
    ]);
    expect((await target.applyPointers(promoted, [], {})).faults).toContain(`${NEW.digest} is marked bad: too slow`);
    expect(await target.deploy(NEW, { force: "the limit was wrong" })).toMatchObject({ ok: true });
    expect((await target.applyPointers(promoted, [], {})).faults).toEqual([]);
    expect((await target.read()).bad).toEqual({});
  });
});

test("a branch holds what sha256sum checks", async () => {
  const { target, git } = here();
  await target.deploy(OLD);
  await target.applyPointers(old, [], {});
  expect(git("ls-tree", "-r", "-z", "--name-only", "agents").split("\0").slice(0, -1)).toEqual([
    "CLAUDE.md",
    "SHA256SUMS",
    'a "b"\\c\n.md',
    "release.json",
    "rules.md",
    "run.sh",
  ]);
  expect(`${git("show", "agents:SHA256SUMS")}\n`).toBe(OLD.sums);
});

test("a branch that somebody else writes to is not taken over", async () => {
  const repository = createRepository();
  repository.git("branch", "agents");
  const target = open(repository);
  await target.deploy(OLD);
  const applied = await target.applyPointers(old, [], {});
  expect(applied.faults).toEqual([
    "active: agents ends in a commit that is none of agent-ci's: give releases a branch of their own.",
  ]);
  expect(repository.git("show", "agents:README.md")).toBe("# A repository");
  expect((await target.read()).pointers.stable).toBe(OLD.digest);
});

test("a release that somebody changed on its branch is refused, and written anew", async () => {
  const repository = createRepository();
  const target = open(repository);
  await target.deploy(OLD);
  repository.git("checkout", "--quiet", "agents-releases");
  repository.commit({ "rules.md": "bad\n" }, `Release ${OLD.digest}`);
  repository.git("checkout", "--quiet", "main");
  expect((await target.verify(OLD.digest)).faults).toEqual(['"rules.md" is not what SHA256SUMS says']);
  expect((await target.applyPointers(old, [], {})).ok).toBe(false);
  expect(await target.deploy(OLD)).toMatchObject({ ok: true, already: false });
  expect((await target.verify(OLD.digest)).ok).toBe(true);
});

test("a link in a release's commit is refused", async () => {
  const repository = createRepository();
  repository.branch("agents-releases");
  repository.commit({ "rules.md": { link: "/etc/passwd" } }, `Release ${OLD.digest}`);
  repository.git("checkout", "--quiet", "main");
  expect((await open(repository).verify(OLD.digest)).faults).toEqual(['"rules.md" is no regular file']);
});

test("the working tree, the index and the current branch are not touched", async () => {
  const repository = createRepository();
  const target = open(repository);
  await target.deploy(OLD);
  await target.applyPointers(old, [], {});
  expect(repository.git("status", "--short", "--branch")).toBe("## main");
  expect(readFileSync(join(repository.folder, "README.md"), "utf8")).toBe("# A repository\n");
});

test("a remote that nobody reaches is answered, and thrown at nobody", async () => {
  const target = open(createRepository(), pathToFileURL(join(tempFolder(), "gone")).href);
  const applied = await target.applyPointers(old, [], {});
  expect([applied.ok, applied.moved]).toEqual([false, []]);
  expect(applied.faults.join()).toMatch(/agents-releases at file:.* cannot be read/);
  expect(await target.deploy(OLD)).toMatchObject({ ok: false, faults: [expect.stringContaining("cannot be read")] });
  expect(await target.verify(OLD.digest)).toMatchObject({ ok: false });
});

test("outside a repository there are no branches", () => {
  expect(() => openTarget({ kind: "git", branch: "agents" }, { cwd: "/", env: {}, needsBackup: false })).toThrow(
    "Releases on branches need a git repository",
  );
});
