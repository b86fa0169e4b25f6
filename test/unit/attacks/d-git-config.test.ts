import { appendFileSync, existsSync, mkdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createRepository, type Repository } from "../../support/git.ts";
import { runCli } from "../../support/run-cli.ts";

/** A repository that came with its `.git`, such as in an archive: its configuration starts programs, each leaves a file. */
function haunted(configuration: (program: (name: string) => string) => string) {
  const repository = createRepository({ "AGENTS.md": "# A\n", ".gitattributes": "* filter=x\n" });
  repository.branch("topic");
  repository.commit({ "CLAUDE.md": "# B\n" });
  appendFileSync(
    join(repository.folder, ".git/config"),
    `\n${configuration((name) => `touch ${repository.folder}/ran-${name}`)}`,
  );
  return repository;
}
const ran = ({ folder }: Repository, name: string): boolean => {
  const there = existsSync(join(folder, `ran-${name}`));
  rmSync(join(folder, `ran-${name}`), { force: true });
  return there;
};
/** Its time says that it may have changed: git has to look into it. */
const touched = ({ folder }: Repository): void => utimesSync(join(folder, "AGENTS.md"), 1, 1);

describe("D5: a program in a repository's own configuration", () => {
  test.each(["clean", "process", "x=y"])("as a filter of files that are compared: %s", async (kind) => {
    const name = kind === "x=y" ? kind : "x";
    const key = kind === "process" ? kind : "clean";
    const repository = haunted(
      (program) => `[filter "${name}"]\n\t${key} = ${program("filter")}; cat\n\trequired = true\n`,
    );
    // Attributes that no version of git leaves out.
    mkdirSync(join(repository.folder, ".git/info"));
    writeFileSync(join(repository.folder, ".git/info/attributes"), `* filter=${name}\n`);
    touched(repository);
    const argv = ["check", "--base", "main", "--changed-since", "main"];
    const { code } = await runCli(repository.folder, argv);
    expect([code, ran(repository, "filter")]).toEqual([kind === "x=y" ? 2 : 0, false]);
    // What was not looked into has to be looked into now: the check has not written the index either.
    try {
      repository.git("diff", "--name-status", "main");
    } catch {
      // It does not speak the protocol of a process; but it was started.
    }
    expect(ran(repository, "filter")).toBe(true);
  });

  test("as an address that is one, allowed by its own name", async () => {
    const repository = haunted(
      (program) => `[protocol "ext"]\n\tallow = always\n[remote "origin"]\n\turl = ext::${program("address")}\n`,
    );
    for (const argv of [
      ["rollout", "status"],
      ["rollout", "abort", "a", "--reason", "x"],
      ["audit", "verify"],
    ]) {
      const { code, err } = await runCli(repository.folder, argv);
      expect([code, err, ran(repository, "address")]).toEqual([
        2,
        expect.stringContaining("transport 'ext' not"),
        false,
      ]);
    }
    expect(() => repository.git("ls-remote", "origin")).toThrow();
    expect(ran(repository, "address")).toBe(true);
  });
});
