import { execFile, execFileSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { openGit } from "../../../../src/host/git/git.ts";
import { openStateBranch, type StateBranch } from "../../../../src/host/state/state-branch.ts";
import { coverage } from "../../../../src/ledger/coverage.ts";
import { linesOf } from "../../../../src/ledger/lines.ts";
import { cloneRepository, createRepository, gitEnvironment, type Repository } from "../../../support/git.ts";
import { signedState } from "../../../support/signed-state.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const REF = "refs/heads/agent-ci/state";
const run = promisify(execFile);
const WRITER = join(import.meta.dirname, "../../../support/append-to-state.ts");

/** A clone of a bare repository, and the branch of states there. */
function atRemote(): { readonly clone: Repository; readonly bare: string; readonly branch: StateBranch } {
  const project = createRepository();
  const bare = join(tempFolder(), "bare.git");
  project.git("clone", "--quiet", "--bare", ".", bare);
  const clone = cloneRepository(project);
  return { clone, bare, branch: at(clone, bare) };
}
const at = ({ folder }: Repository, address: string): StateBranch =>
  openStateBranch(openGit(folder, gitEnvironment()), { remote: { address, credentials: {} } });
const here = ({ folder }: Repository): StateBranch => openStateBranch(openGit(folder, gitEnvironment()), {});

describe.each(["here", "at a remote"])("the branch of states %s", (where) => {
  const open = (): {
    readonly branch: StateBranch;
    readonly git: Repository["git"];
    readonly again: () => StateBranch;
  } => {
    if (where === "here") {
      const repository = createRepository();
      return { branch: here(repository), git: repository.git, again: () => here(repository) };
    }
    const { clone, bare, branch } = atRemote();
    return {
      branch,
      git: (...args) => clone.git(`--git-dir=${bare}`, ...args),
      again: () => at(cloneRepository(clone), bare),
    };
  };

  test("begins with nothing, and is written without a checkout", async () => {
    const { branch, git, again } = open();
    expect(await branch.read()).toMatchObject({ commit: null, brought: { unknown: "there is none" } });
    const changes = new Map([
      ["rollouts/team-a.json", '{"weight":10}\n'],
      ["flags.json", "{}\n"],
    ]);
    expect(await branch.write(null, changes, "start team-a")).toBe("written");
    expect(git("ls-tree", "-r", "--name-only", REF).split("\n")).toEqual([
      ".gitattributes",
      "flags.json",
      "rollouts/team-a.json",
      "version",
    ]);
    expect(git("show", `${REF}:.gitattributes`)).toBe("* -text");
    expect(git("log", "--format=%an %s %P", REF)).toBe("agent-ci start team-a ");
    const { commit, files } = await again().read();
    expect(files.get("rollouts/team-a.json")).toBe('{"weight":10}\n');
    await branch.write(commit, new Map([["flags.json", null]]), "no flags");
    expect([...(await again().read()).files.keys()]).toEqual([".gitattributes", "rollouts/team-a.json", "version"]);
  });

  test("holds any bytes as they are", async () => {
    const { branch, again } = open();
    const bytes = Buffer.from([0xc3, 13, 10, 0, 0xff]);
    await branch.write(null, new Map([["audit/000001.jsonl", bytes]]), "bytes");
    expect(Buffer.from((await again().read()).bytes.get("audit/000001.jsonl") ?? [])).toEqual(bytes);
  });

  test("is written by who read it last alone", async () => {
    const { branch } = open();
    await branch.write(null, new Map([["flags.json", "1"]]), "one");
    expect(await branch.write(null, new Map([["flags.json", "2"]]), "two")).toBe("lost");
    const { commit } = await branch.read();
    expect(await branch.write(commit, new Map([["flags.json", "3"]]), "three")).toBe("written");
    expect(await branch.write(commit, new Map([["flags.json", "4"]]), "four")).toBe("lost");
    expect((await branch.read()).files.get("flags.json")).toBe("3");
  });

  test("of an unknown version, or of none, is refused", async () => {
    const { branch } = open();
    await branch.write(null, new Map([["version", "2\n"]]), "from the future");
    await expect(branch.read()).rejects.toThrow(/is of version "2", and this agent-ci knows 1\. Update agent-ci/u);
    const none = open();
    await none.branch.write(null, new Map([["version", null]]), "something else");
    await expect(none.branch.read()).rejects.toThrow(
      'has no file "version": it is no branch of states. If it was one, put it back',
    );
  });

  test("six processes write at once: one wins, and five are told", async () => {
    const { clone, bare } = atRemote();
    const address = where === "here" ? [] : [bare];
    const folders = Array.from({ length: 6 }, () => (where === "here" ? clone.folder : cloneRepository(clone).folder));
    const ran = await Promise.all(
      folders.map((folder, index) =>
        run(process.execPath, [WRITER, folder, `p${index}`, "once", ...address], { env: gitEnvironment() }),
      ),
    );
    expect(ran.map(({ stdout }) => stdout).toSorted()).toEqual(["lost", "lost", "lost", "lost", "lost", "written"]);
    const { bytes } = await (where === "here" ? here(clone) : at(clone, bare)).read();
    expect(linesOf(bytes.get("audit/000001.jsonl") ?? "").lines).toHaveLength(1);
  });
});

test("a clone of one commit, as pipelines make them, reads far enough back", async () => {
  const { repository, tick, ask, tip, trusted } = signedState();
  await tick(10);
  await tick(50);
  for (let times = 0; times < 5; times += 1) await ask({ event: "request" });
  const clone = cloneRepository(repository, { depth: 1, branch: "main" });
  const read = await at(clone, pathToFileURL(repository.folder).href).read();
  expect(read.commit).toBe(tip());
  expect(coverage(read.bytes, read.brought, "team-a", trusted).reasons).toEqual([]);
  expect(clone.git("rev-list", "--count", "HEAD")).toBe("1");
});

test("git's other kind of object ids is taken as well", async () => {
  const folder = tempFolder();
  execFileSync("git", ["init", "--quiet", "--object-format=sha256"], { cwd: folder, env: gitEnvironment() });
  const branch = openStateBranch(openGit(folder, gitEnvironment()), {});
  expect(await branch.write(null, new Map([["checkpoint", "1"]]), "one")).toBe("written");
  const { commit } = await branch.read();
  expect(await branch.write(commit, new Map([["checkpoint", "2"]]), "two")).toBe("written");
  expect((await branch.read()).brought).toEqual({ parent: commit });
  expect(commit).toHaveLength(64);
});

test.each(["../x", ".git/hooks/x", "a/../b", "/x", "a//b", "a\nb", "-x/.x", "", "a/b/c/d"])(
  "takes no file %j",
  async (path) => {
    const branch = here(createRepository());
    await expect(branch.write(null, new Map([[path, ""]]), "x")).rejects.toThrow("cannot be a file of the state");
  },
);

test("leaves the log's closed files where they are, and reads them when asked", async () => {
  const branch = here(createRepository());
  const logs = new Map(["audit/000001.jsonl", "audit/000002.jsonl", "flags.json"].map((path) => [path, path]));
  await branch.write(null, logs, "two");
  const { commit, files } = await branch.read();
  expect([...files.keys()]).toEqual([".gitattributes", "audit/000002.jsonl", "flags.json", "version"]);
  await branch.write(commit, new Map([["flags.json", "{}"]]), "three");
  expect((await branch.read({ closed: true })).files.get("audit/000001.jsonl")).toBe("audit/000001.jsonl");
});
