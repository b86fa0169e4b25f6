import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { openGit } from "../../../../src/host/git/git.ts";
import { indexFiles } from "../../../../src/host/git/index-files.ts";
import type { Files } from "../../../../src/model/ports.ts";
import { createRepository, gitEnvironment, type Repository } from "../../../support/git.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const GIT = gitEnvironment();
const indexOf = ({ folder }: Pick<Repository, "folder">, prefix = "", env = {}): Files =>
  indexFiles(openGit(folder, { ...GIT, ...env }, { hook: true }), prefix);
const text = (files: Files, path: string): string => {
  const contents = files.read(path);
  return contents.ok ? new TextDecoder().decode(contents.bytes) : contents.reason;
};
const paths = (files: Files): readonly string[] =>
  files
    .list()
    .map(({ path }) => path)
    .sort();
const write = ({ folder }: Repository, path: string, content: string): void => {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), content);
};

describe("the files of the index", () => {
  test("are what is staged, not what lies in the working tree", () => {
    const repository = createRepository({ "a.md": "committed", "gone.md": "x", "kept.md": "kept" });
    write(repository, "a.md", "staged");
    write(repository, "new folder/ü.md", "new");
    repository.git("add", ".");
    repository.git("rm", "--quiet", "gone.md");
    write(repository, "a.md", "later");
    write(repository, "untracked.md", "");
    repository.git("config", "core.quotePath", "true");
    const files = indexOf(repository);
    expect(paths(files)).toEqual(["a.md", "kept.md", "new folder/ü.md"]);
    expect(text(files, "a.md")).toBe("staged");
    expect(text(files, "new folder/ü.md")).toBe("new");
    expect(files.entry("a.md")).toEqual({ path: "a.md", type: "file", size: 6, executable: false });
    expect(["gone.md", "untracked.md"].map(files.entry)).toEqual([undefined, undefined]);
  });

  test("are there before the first commit", () => {
    const repository = { ...createRepository(), folder: tempFolder({ "a.md": "first" }) };
    const git = (...args: readonly string[]) => repository.git("-C", repository.folder, ...args);
    git("init", "--quiet");
    expect(paths(indexOf(repository))).toEqual([]);
    git("add", ".");
    expect(text(indexOf(repository), "a.md")).toBe("first");
  });

  test("have modes and links, also links to folders", () => {
    const repository = createRepository({ "skills/a/SKILL.md": "a", "docs/x.md": "x" });
    const { folder } = repository;
    write(repository, "run.sh", "#!/bin/sh\n");
    chmodSync(join(folder, "run.sh"), 0o755);
    mkdirSync(join(folder, ".claude"));
    symlinkSync("../skills", join(folder, ".claude/skills"));
    symlinkSync("../../etc", join(folder, "docs/out"));
    symlinkSync("/etc/hostname", join(folder, "docs/far"));
    symlinkSync("circle", join(folder, "circle"));
    repository.git("add", ".");
    const files = indexOf(repository);
    expect(files.entry("run.sh")?.executable).toBe(true);
    expect(files.list()).toContainEqual({ path: ".claude/skills", link: "../skills" });
    expect(text(files, ".claude/skills/a/SKILL.md")).toBe("a");
    expect(text(files, "./docs/../skills/a/SKILL.md")).toBe("a");
    expect(files.entry(".claude/skills/a/")?.type).toBe("directory");
    expect(files.entry(".")?.type).toBe("directory");
    expect(files.entry(".claude/skills")).toMatchObject({ type: "directory", link: "../skills" });
    for (const path of ["docs/out", "docs/far", "circle", "../run.sh"]) {
      expect(files.entry(path)).toBeUndefined();
      expect(files.read(path).ok).toBe(false);
    }
  });

  test("leave out submodules, packages, and what is only intended to be added", () => {
    const repository = createRepository({ "a.md": "", "node_modules/p/SKILL.md": "" });
    repository.git("update-index", "--add", "--cacheinfo", `160000,${repository.git("rev-parse", "HEAD")},mod`);
    write(repository, "empty.md", "");
    repository.git("add", "empty.md");
    write(repository, "intended.md", "later");
    repository.git("add", "--intent-to-add", "intended.md");
    const files = indexOf(repository);
    expect(paths(files)).toEqual(["a.md", "empty.md"]);
    expect(files.entry("mod")?.type).toBe("directory");
    expect(files.read("mod").ok).toBe(false);
  });

  test("of a folder have their paths from there", () => {
    const repository = createRepository({ "a/b c/x.md": "x", "a/b c/empty.md": "", "a/b cd/y.md": "", "z.md": "" });
    const files = indexOf(repository, "a/b c/");
    expect(paths(files)).toEqual(["empty.md", "x.md"]);
    expect(text(files, "x.md")).toBe("x");
    expect(paths(indexOf(repository, "[a]/"))).toEqual([]);
  });

  test("do not exist while there are conflicts", () => {
    const repository = createRepository({ "a.md": "1" });
    repository.branch("other");
    repository.commit({ "a.md": "2" });
    repository.git("checkout", "--quiet", "main");
    repository.commit({ "a.md": "3" });
    expect(() => repository.git("merge", "--quiet", "other")).toThrow();
    expect(() => indexOf(repository)).toThrow(/"a.md" is in conflict/);
    write(repository, "a.md", "4");
    repository.git("add", "a.md");
    expect(text(indexOf(repository), "a.md")).toBe("4");
  });

  test("are those of a linked working tree's own index", () => {
    const repository = createRepository({ "a.md": "main" });
    const linked = { ...repository, folder: join(tempFolder(), "linked") };
    repository.git("worktree", "add", "--quiet", linked.folder);
    write(linked, "a.md", "linked");
    repository.git("-C", linked.folder, "add", ".");
    expect(text(indexOf(linked), "a.md")).toBe("linked");
    expect(text(indexOf(repository), "a.md")).toBe("main");
  });

  test("that a partial clone lacks cannot be read, and are no reason to stop", () => {
    const origin = createRepository({ "a.md": "there", "b.md": "not fetched" });
    origin.git("config", "uploadpack.allowFilter", "true");
    const clone = { ...origin, folder: tempFolder() };
    const git = (...args: readonly string[]) => origin.git("-C", clone.folder, ...args);
    git("clone", "--quiet", "--filter=blob:none", "--no-checkout", pathToFileURL(origin.folder).href, ".");
    git("read-tree", "HEAD");
    write(clone, "a.md", "there");
    git("add", "a.md");
    const files = indexOf(clone);
    files.prepare?.(["a.md", "b.md"]);
    expect(text(files, "a.md")).toBe("there");
    expect(text(files, "b.md")).toBe("git has not fetched it into this partial clone");
  });
});

describe("a hook sees the index that git commits", () => {
  /** A pre-commit hook that writes down the texts that it finds. */
  function hooked(): Repository {
    const repository = createRepository({ "a.md": "1", "b.md": "1" });
    const module = (path: string) => JSON.stringify(pathToFileURL(path).href);
    const script = `
      import { writeFileSync } from "node:fs";
      import { openGit } from ${module("src/host/git/git.ts")};
      import { indexFiles } from ${module("src/host/git/index-files.ts")};
      const files = indexFiles(openGit(process.cwd(), process.env, { hook: true }), "");
      const texts = files.list().map(({ path }) => path + "=" + Buffer.from(files.read(path).bytes));
      writeFileSync(${JSON.stringify(join(repository.folder, ".git/seen"))}, texts.sort().join(" "));`;
    write(repository, ".git/hook.mjs", script);
    const hook = join(repository.folder, ".git/hooks/pre-commit");
    write(repository, ".git/hooks/pre-commit", `#!/bin/sh\n"${process.execPath}" "${join(hook, "../../hook.mjs")}"\n`);
    chmodSync(hook, 0o755);
    return repository;
  }
  const seen = ({ folder }: Repository) => readFileSync(join(folder, ".git/seen"), "utf8");

  test.each([
    { commit: ["-m", "x"], sees: "a.md=2 b.md=1" },
    { commit: ["-m", "x", "-a"], sees: "a.md=3 b.md=3" },
    { commit: ["-m", "x", "b.md"], sees: "a.md=1 b.md=3" },
    { commit: ["-m", "x", "--include", "b.md"], sees: "a.md=2 b.md=3" },
    { commit: ["-m", "x", "--amend"], sees: "a.md=2 b.md=1" },
  ])("of git commit $commit", ({ commit, sees }) => {
    const repository = hooked();
    write(repository, "a.md", "2");
    repository.git("add", "a.md");
    write(repository, "a.md", "3");
    write(repository, "b.md", "3");
    repository.git("commit", "--quiet", ...commit);
    expect(seen(repository)).toBe(sees);
  });

  test("of a commit in a linked working tree, and of one from below the top", () => {
    const repository = hooked();
    const linked = join(tempFolder(), "linked-tree");
    repository.git("worktree", "add", "--quiet", linked);
    writeFileSync(join(linked, "a.md"), "linked");
    repository.git("-C", linked, "commit", "--quiet", "-am", "x");
    expect(seen(repository)).toBe("a.md=linked b.md=1");
    write(repository, "sub/c.md", "c");
    repository.git("add", ".");
    repository.git("-C", join(repository.folder, "sub"), "commit", "--quiet", "-m", "x");
    expect(seen(repository)).toBe("a.md=1 b.md=1 sub/c.md=c");
  });

  test("of a repository whose folder lies elsewhere", () => {
    const repository = hooked();
    const home = tempFolder({ "a.md": "home" });
    repository.git(
      `--git-dir=${repository.folder}/.git`,
      `--work-tree=${home}`,
      "commit",
      "--quiet",
      "-m",
      "x",
      "a.md",
    );
    expect(seen(repository)).toBe("a.md=home b.md=1");
    expect(existsSync(join(home, ".git"))).toBe(false);
  });
});

test("only a hook believes what the environment says of the repository", () => {
  const repository = createRepository({ "a.md": "own" });
  const other = createRepository({ "a.md": "other" });
  const env = { GIT_DIR: join(other.folder, ".git"), GIT_INDEX_FILE: join(other.folder, ".git/index") };
  expect(text(indexFiles(openGit(repository.folder, { ...GIT, ...env }), ""), "a.md")).toBe("own");
  expect(text(indexOf(repository, "", env), "a.md")).toBe("other");
});
