import { expect, test } from "vitest";
import { branchWith, judged, KEY, SERVERS, SETTINGS } from "../../support/attack.ts";
import { createRepository, type FileChanges, type Repository } from "../../support/git.ts";

/** A branch on which a folder is another repository with these files, checked out as `submodules: true` does. */
function withSubmodule(path: string, ...[files, later]: readonly FileChanges[]): Repository {
  const other = createRepository(files);
  const before = other.git("rev-parse", "HEAD");
  const after = later && other.commit(later);
  const repository = branchWith(
    { "AGENTS.md": "# Rules\n", ".gitmodules": `[submodule "m"]\n\tpath = ${path}\n\turl = ../m\n\tignore = all\n` },
    {},
  );
  const at = (commit: string): void => {
    repository.git("-c", "protocol.file.allow=always", "clone", "--quiet", "--no-hardlinks", other.folder, path);
    repository.git("-C", path, "checkout", "--quiet", commit);
    repository.git("add", "--force", path);
  };
  if (after === undefined) at(before);
  else {
    repository.git("checkout", "--quiet", "main");
    at(before);
    repository.commit({});
    repository.git("checkout", "--quiet", "-B", "topic");
    repository.git("-C", path, "checkout", "--quiet", after);
    repository.git("add", "--force", path);
  }
  repository.git("commit", "--quiet", "--message=The pointer");
  return repository;
}

const rulesIn = async (repository: Repository): Promise<readonly string[]> =>
  (await judged(repository)).found.map((line) => line.replace(/^\w+ /, "").replace(/:\d+$/, ""));

test("A6: a new submodule in the place of a client's folder is told of, and judged where it is checked out", async () => {
  const found = await rulesIn(withSubmodule(".claude", { "settings.json": SETTINGS }));
  expect(found).toEqual(
    expect.arrayContaining(["authority/new-submodule .claude", "authority/new-hook .claude/settings.json"]),
  );
});

test("A6: what a pointer moves to is the change's, whatever .gitmodules says of ignoring it", async () => {
  const found = await rulesIn(withSubmodule("pkg", { "README.md": "A\n" }, { ".mcp.json": SERVERS }));
  expect(found).toEqual(expect.arrayContaining(["secret/token pkg/.mcp.json", "authority/new-server pkg/.mcp.json"]));
});

test("A6: what is not checked out is said to be unseen", async () => {
  const repository = withSubmodule(".claude", { "settings.json": SETTINGS });
  repository.git("rm", "--quiet", "--cached", "--force", "-r", ".claude");
  repository.git("update-index", "--add", "--cacheinfo", `160000,${"1".repeat(40)},.claude`);
  const { found, report } = await judged(repository);
  expect(found).toContain("warning authority/new-submodule .claude");
  expect(report.diagnostics.map(({ message }) => message)).not.toContain(KEY);
});

test("A6: a submodule that did not move answers for nothing, though git here does not know its files", async () => {
  const repository = withSubmodule("pkg", { ".mcp.json": SERVERS }, { "README.md": "B\n" });
  repository.git("checkout", "--quiet", "-B", "main");
  repository.git("checkout", "--quiet", "-b", "next");
  repository.commit({ "AGENTS.md": "# Other rules\n" });
  expect(await rulesIn(repository)).toEqual([]);
});
