import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { cloneRepository, createRepository, gitEnvironment, type Repository } from "../../../support/git.ts";
import { plantedSecrets } from "../../../support/planted-secrets.ts";
import { runCli } from "../../../support/run-cli.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const [first = "", second = ""] = plantedSecrets(2, 31).map(({ value }) => value);
const NONE = "0".repeat(40);
const NOTHING = { code: 0, out: "", err: "" };
const REFUSED = {
  code: 1,
  out: expect.stringContaining("secret/token"),
  err: expect.stringContaining("the push is refused"),
};

const prePush = ({ folder }: Pick<Repository, "folder">, lines: readonly string[], args = ["origin", "x"], env = {}) =>
  runCli(folder, ["hook", "pre-push", ...args], env, lines.map((line) => `${line}\n`).join(""));
const line = (local: string, remote = NONE, ref = "refs/heads/main") => `${ref} ${local} ${ref} ${remote}`;

/** Three commits; the middle one has a secret, in a file that is no agent configuration. The first is at the remote. */
function leaky() {
  const repository = createRepository({ "README.md": "# A\n" });
  const base = repository.git("rev-parse", "HEAD");
  repository.git("update-ref", "refs/remotes/origin/main", base);
  const leak = repository.commit({ "src/config.ts": `export const key = "${first}";\n` });
  const tip = repository.commit({ "src/config.ts": "export {};\n" });
  return { ...repository, base, leak, tip };
}

describe("hook pre-push", () => {
  test("refuses a secret in a commit on the way, though the last one is clean, and names that commit", async () => {
    const repository = leaky();
    const { out, ...ran } = await prePush(repository, [line(repository.tip, repository.base)]);
    expect({ out, ...ran }).toEqual(REFUSED);
    expect(out).toContain(`commit: ${repository.leak}`);
    expect(out).not.toContain(first);
  });

  test("says nothing of a clean push, and of what is removed", async () => {
    const repository = leaky();
    expect(await prePush(repository, [`(delete) ${NONE} refs/heads/x ${repository.tip}`])).toEqual(NOTHING);
    expect(await prePush(repository, [line(repository.base)])).toEqual(NOTHING);
    expect(await prePush(repository, [line(repository.tip, repository.leak)])).toEqual(NOTHING);
  });

  test("says that it looked for nothing where git says nothing, or somebody read it before", async () => {
    const { code, out, err } = await prePush(leaky(), []);
    expect({ code, out }).toEqual({ code: 0, out: "" });
    expect(err).toMatch(/^agent-ci: no secret was looked for.+\n$/u);
  });

  test("knows of a new branch what the remote has in others, and of another remote nothing", async () => {
    const repository = leaky();
    repository.git("update-ref", "refs/remotes/origin/main", repository.leak);
    expect(await prePush(repository, [line(repository.tip, NONE, "refs/heads/new")])).toEqual(NOTHING);
    expect(await prePush(repository, [line(repository.tip)], ["fork", "x"])).toEqual(REFUSED);
    expect(await prePush(repository, [line(repository.tip)], ["https://a.test/b c?.git", "x"])).toEqual(REFUSED);
  });

  test("F8: says of a remote of which nothing was fetched how git learns what it has", async () => {
    const repository = leaky();
    const { code, err } = await prePush(repository, [line(repository.tip)], ["fork", "x"]);
    expect(code).toBe(1);
    expect(err).toContain('Nothing of "fork" was ever fetched here.');
    expect(err).toContain("as a fork has, say so to git first: git fetch fork\n");
    repository.git("update-ref", "refs/remotes/fork/main", repository.leak);
    expect(await prePush(repository, [line(repository.tip)], ["fork", "x"])).toEqual(NOTHING);
    repository.git("update-ref", "refs/remotes/fork/main", repository.base);
    expect((await prePush(repository, [line(repository.tip)], ["fork", "x"])).err).not.toContain("git fetch");
    const clone = cloneRepository(repository, { depth: 1 });
    const cut = await prePush(clone, [line(clone.git("rev-parse", "HEAD"))], ["fork", "x"]);
    expect(cut).toMatchObject({ code: 2, err: expect.stringContaining("git fetch fork") });
  });

  test("judges a forced push by what is new in it, also where the remote has what nobody fetched", async () => {
    const repository = leaky();
    expect(await prePush(repository, [line(repository.base, repository.tip)])).toEqual(NOTHING);
    expect(await prePush(repository, [line(repository.tip, "1".repeat(40))])).toEqual(REFUSED);
  });

  test("looks at every branch and tag of a push, and at the first to an empty remote as a whole", async () => {
    const repository = leaky();
    repository.git("update-ref", "-d", "refs/remotes/origin/main");
    repository.git("tag", "--annotate", "--message=x", "v1", repository.leak);
    repository.git("tag", "blob", `${repository.base}:README.md`);
    const of = (name: string) => line(repository.git("rev-parse", name), NONE, `refs/tags/${name}`);
    expect(await prePush(repository, [line(repository.base), of("blob")])).toEqual(NOTHING);
    expect(await prePush(repository, [line(repository.base), of("v1")])).toEqual(REFUSED);
    expect(await prePush(repository, [line(repository.tip)])).toEqual(REFUSED);
  });

  test("F11: refuses a secret in what a commit says, and in its header", async () => {
    const repository = createRepository();
    const base = repository.git("rev-parse", "HEAD");
    const pushed = async (tip: string) => prePush(repository, [line(tip, base)]);
    const said = repository.commit({ "a.txt": "a\n" }, `One thing\n\nIt was ${first} before.`);
    expect((await pushed(said)).out).toContain("In the message of this commit: A secret stands here");
    repository.git("reset", "--quiet", "--hard", base);
    repository.git("commit", "--quiet", "--allow-empty", `--author=${first} <a@b.test>`, "--message=x");
    const written = repository.git("rev-parse", "HEAD");
    expect(await pushed(written)).toEqual(REFUSED);
    expect((await pushed(written)).out).toContain("In the header of this commit: A secret stands here");
    const clean = repository.commit({ "b.txt": "b\n" }, "Clean");
    expect(await prePush(repository, [line(clean, written)])).toEqual(NOTHING);
  });

  test("F11: refuses a secret in what a tag says, though the remote has its commit, and in what it stands for", async () => {
    const repository = createRepository({ "README.md": "# A\n" });
    const base = repository.git("rev-parse", "HEAD");
    repository.git("update-ref", "refs/remotes/origin/main", base);
    const leak = repository.commit({ "src/config.ts": `export const key = "${first}";\n` });
    const tag = (name: string, message: string, target: string): string => {
      repository.git("tag", "--annotate", `--message=${message}`, name, target);
      return repository.git("rev-parse", name);
    };
    const pushed = async (id: string, name = "refs/tags/v1") => prePush(repository, [line(id, NONE, name)]);
    expect((await pushed(tag("clean", "Version 1", base))).code).toBe(0);
    const said = tag("said", `Version 1\n\n${first}`, base);
    expect((await pushed(said)).out).toContain(`git show ${said}`);
    expect((await pushed(tag("of-a-tag", "x", said))).out).toContain("In the text of this tag: A secret");
    const blob = repository.git("rev-parse", `${leak}:src/config.ts`);
    expect((await pushed(blob)).out).toContain("In this file, for which a tag stands and no commit: A secret");
    expect(await pushed(tag("of-a-file", "x", blob))).toEqual(REFUSED);
    const tree = repository.git("rev-parse", `${leak}^{tree}`);
    expect((await pushed(tree)).out).toContain("src/config.ts");
    expect(await pushed(tag("of-a-folder", "x", tree))).toEqual(REFUSED);
    expect((await pushed(repository.git("rev-parse", `${base}^{tree}`))).code).toBe(0);
  });

  test("F11: refuses a secret in a folder in which one text lies at thousands of paths", async () => {
    const repository = createRepository({ "README.md": "# A\n", "src/config.ts": `export const key = "${first}";\n` });
    const [clean, secret] = ["README.md", "src/config.ts"].map((path) => repository.git("rev-parse", `HEAD:${path}`));
    const rows = Array.from({ length: 30_000 }, (_, at) => `100644 blob ${at === 0 ? secret : clean}\tf${at}\n`);
    const options = { cwd: repository.folder, env: gitEnvironment(), input: rows.join(""), encoding: "utf8" } as const;
    const tree = execFileSync("git", ["mktree"], options).trim();
    expect(await prePush(repository, [line(tree, NONE, "refs/tags/v1")])).toEqual(REFUSED);
  });

  test("F11: refuses a secret in the target of a link", async () => {
    const repository = createRepository();
    const base = repository.git("rev-parse", "HEAD");
    const tip = repository.commit({ link: { link: `/${first}` } });
    expect(await prePush(repository, [line(tip, base)])).toEqual(REFUSED);
  });

  test("takes more branches at once than a command line has room for", async () => {
    const repository = leaky();
    const lines = Array.from({ length: 60_000 }, (_, index) =>
      line(repository.tip, index.toString(16).padStart(40, "a"), `refs/heads/b${index}`),
    );
    expect(await prePush(repository, lines)).toEqual(REFUSED);
  });

  test("believes a suppression, and looks at nothing that is ignored", async () => {
    const repository = leaky();
    const by = (yaml: string) => repository.commit({ "agent-ci.yaml": yaml });
    const tip = by("suppress: [{ rule: secret/token, path: src/config.ts, reason: revoked }]\n");
    expect(await prePush(repository, [line(tip)])).toEqual(NOTHING);
    expect(await prePush(repository, [line(by("ignore: [src/]\n"))])).toEqual(NOTHING);
    expect(await prePush(repository, [line(by("fail-on: never\n"))])).toMatchObject({ code: 0, err: "" });
  });

  test("says so where git did not call it", async () => {
    expect(await runCli(leaky().folder, ["hook", "pre-push"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("secret-scan --commits request"),
    });
    expect(await prePush(leaky(), ["--all"])).toMatchObject({ code: 2, err: expect.stringContaining("is no line") });
    expect(await prePush({ folder: tempFolder() }, [line("1".repeat(40))])).toMatchObject({ code: 2 });
    expect(await prePush(leaky(), [], ["a", "b", "c"])).toMatchObject({ code: 2 });
  });

  test("understands what the program pre-commit makes of git's lines", async () => {
    const { tip, base, leak, ...repository } = leaky();
    const env = (more: Readonly<Record<string, string>>) => ({
      PRE_COMMIT: "1",
      PRE_COMMIT_REMOTE_NAME: "origin",
      PRE_COMMIT_LOCAL_BRANCH: "refs/heads/main",
      ...more,
    });
    const pushed = (more: Readonly<Record<string, string>>) => prePush(repository, [], [], env(more));
    expect(await pushed({})).toEqual(REFUSED);
    expect(await pushed({ PRE_COMMIT_FROM_REF: base, PRE_COMMIT_TO_REF: tip })).toEqual(REFUSED);
    expect(await pushed({ PRE_COMMIT_FROM_REF: leak, PRE_COMMIT_TO_REF: tip })).toEqual(NOTHING);
    expect(await pushed({ PRE_COMMIT_TO_REF: "--output=x" })).toMatchObject({ code: 2 });
    expect(await prePush(repository, [], [], { PRE_COMMIT: "1" })).toEqual(NOTHING);
  });

  test("searches what a rewritten history brings, once for each secret", async () => {
    const repository = leaky();
    repository.commit({ "b.txt": second });
    const tip = repository.commit({ "b.txt": null });
    const { out } = await prePush(repository, [line(tip, repository.base)]);
    expect(out.match(/secret\/token/gu)?.length).toBe(2);
  });
});
