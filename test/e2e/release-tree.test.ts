import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { parse } from "yaml";
import { commitRelease } from "../../scripts/release-commit.ts";
import { buildReleaseTree } from "../../scripts/release-tree.ts";
import { registry } from "../../src/judging/registry.ts";
import { isFixable } from "../../src/model/rule.ts";
import { cloneRepository, createRepository } from "../support/git.ts";
import { tempFolder } from "../support/temp-folder.ts";

const tree = inject("releaseTree");

/** Path → hash of every file but git's own. */
const contents = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((path) => !/^\.git(?:\/|$)/u.test(path) && statSync(join(folder, path)).isFile())
      .toSorted()
      .map((path) => [
        path,
        createHash("sha256")
          .update(readFileSync(join(folder, path)))
          .digest("hex"),
      ]),
  );

const files = contents(tree);
const paths = Object.keys(files);

describe("the release tree", () => {
  test.each(["", "check/", "comment/", "validate/", "actions/check/", "actions/comment/", "actions/validate/"])(
    "%saction.yml starts a program that is there",
    (folder) => {
      const { runs } = parse(readFileSync(join(tree, folder, "action.yml"), "utf8"));
      const program = runs.main ?? /\$GITHUB_ACTION_PATH\/([^"]+)"/u.exec(runs.steps[0].run)?.[1];
      expect(existsSync(resolve(tree, folder, program))).toBe(true);
    },
  );

  test("each action has a page beside it whose links lead somewhere", () => {
    for (const folder of ["check", "comment", "validate", "actions/check", "actions/comment", "actions/validate"]) {
      const page = readFileSync(join(tree, folder, "README.md"), "utf8");
      const links = [...page.matchAll(/\]\(([^)#]+)\)/gu)].map(([, link = ""]) => link);
      expect(links.filter((link) => !link.startsWith("https:") && !existsSync(resolve(tree, folder, link)))).toEqual(
        [],
      );
      expect(links).not.toEqual([]);
    }
  });

  test("has what its users need, and nothing of its development", () => {
    expect(paths).toEqual(
      expect.arrayContaining(["LICENSE", "dist/cli.js", "dist/licenses.txt", "schema/agent-ci.schema.json"]),
    );
    expect(paths.filter((path) => /node_modules|^(?:src|test|scripts)\/|package-lock|tsconfig/u.test(path))).toEqual(
      [],
    );
    const manifest = JSON.parse(readFileSync(join(tree, "package.json"), "utf8"));
    expect(Object.keys(manifest)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/scripts|dependencies|allowScripts/iu)]),
    );
    expect(manifest).toMatchObject({ name: "agent-ci", type: "module", bin: { "agent-ci": "dist/cli.js" } });
  });

  test("names no folder of the machine that built it", () => {
    const told = paths.filter((path) => readFileSync(join(tree, path), "utf8").includes(process.cwd()));
    expect(told).toEqual([]);
  });

  test("is the same, byte for byte, when it is built again", async () => {
    const again = join(tempFolder(), "again");
    await buildReleaseTree(again);
    expect(contents(again)).toEqual(files);
  });

  test("goes into no folder that has something in it", async () => {
    await expect(buildReleaseTree(tempFolder({ "notes.txt": "" }))).rejects.toThrow("is not empty");
  });
});

describe("the program", () => {
  const LISTS_LOADED = `process.on("exit", () =>
    require("node:fs").writeSync(2, Object.keys(require.cache).map((path) => require("node:path").basename(path)).join(" ")));`;
  test.each([
    [["--version"], ["start.js"]],
    [
      ["hook", "pre-commit"],
      ["start.js", "hook.js"],
    ],
    [
      ["validate", "--format", "json"],
      ["start.js", "hook.js", "judging.js", "markdown.js"],
    ],
    [["check"], ["start.js", "hook.js", "judging.js", "markdown.js"]],
  ])("loads few files for %j", (args, chunks) => {
    const repository = createRepository({ "AGENTS.md": "# Rules\n" });
    writeFileSync(join(repository.folder, "main.ts"), "export {};\n");
    repository.git("add", "main.ts");
    const lists = join(tempFolder({ "lists.cjs": LISTS_LOADED }), "lists.cjs");
    const run = spawnSync(process.execPath, ["--require", lists, join(tree, "dist/cli.js"), ...args], {
      cwd: repository.folder,
      encoding: "utf8",
    });
    expect(run.status).toBe(0);
    const loaded = run.stderr.split(" ").map((name) => name.replace(/\d+\.js$/u, ".js"));
    expect(new Set(loaded)).toEqual(new Set(["lists.cjs", "cli.js", "kept-code.js", "rolldown-runtime.js", ...chunks]));
  });

  describe("keeps what was compiled of it", () => {
    /** What ran, and the files of which V8 compiled functions for it. */
    const check = (beside: string, before = "") => {
      const cwd = tempFolder({ "AGENTS.md": "# Rules\n\n[Gone](gone.md)\n", ".mcp.json": "{}" });
      writeFileSync(join(beside, "before.cjs"), before);
      const log = join(beside, "compiled.log");
      const logged = ["--log-function-events", "--no-logfile-per-isolate", `--logfile=${log}`];
      const { status, stdout } = spawnSync(
        process.execPath,
        [
          ...logged,
          "--require",
          join(beside, "before.cjs"),
          join(tree, "dist/cli.js"),
          "check",
          "--format",
          "codequality",
        ],
        { cwd, env: { ...process.env, NODE_COMPILE_CACHE: join(beside, "compiled") }, encoding: "utf8" },
      );
      const events = readFileSync(log, "utf8")
        .split("\n")
        .map((line) => line.split(","));
      const scripts = new Map(events.flatMap(([what, id, path]) => (what === "script-details" ? [[id, path]] : [])));
      const compiled = events.flatMap(([what, how, id]) =>
        what === "function" && how === "interpreter" ? [basename(scripts.get(id) ?? "")] : [],
      );
      return { ran: { status, stdout }, compiled: new Set(compiled) };
    };
    const kept = (beside: string) =>
      readdirSync(join(beside, "compiled"), { recursive: true, encoding: "utf8" })
        .filter((path) => path.includes("agent-ci-") && path.endsWith(".js"))
        .map((path) => join(beside, "compiled", path));
    const LARGE = ["hook.js", "judging.js"];

    // V8 takes nothing that was compiled under other flags, and memory is saved by some.
    test("so that the next run compiles no function of its large files", () => {
      const beside = tempFolder();
      const first = check(beside);
      expect(first.ran).toMatchObject({ status: 1, stdout: expect.stringContaining("gone.md") });
      expect([...first.compiled]).toEqual(expect.arrayContaining(LARGE));
      const next = check(beside);
      expect(next.ran).toEqual(first.ran);
      expect([...next.compiled]).not.toEqual(
        expect.arrayContaining([expect.stringMatching(/^(?:hook|judging|markdown\d*)\.js$/u)]),
      );
    });

    test("and runs nothing of it that is spoilt, cut off, or no file, but keeps it anew where it can", () => {
      const beside = tempFolder();
      const { ran } = check(beside);
      const spoils: readonly ((file: string) => void)[] = [
        (file) => writeFileSync(file, readFileSync(file).fill(0x5a, 40_000, 40_064)),
        (file) => truncateSync(file, 1000),
        (file) => writeFileSync(file, ""),
      ];
      for (const spoil of spoils) {
        for (const file of kept(beside)) spoil(file);
        expect(check(beside).ran).toEqual(ran);
        expect([...check(beside).compiled]).not.toContain("judging.js");
      }
      for (const file of kept(beside)) {
        rmSync(file);
        mkdirSync(file);
      }
      expect(check(beside).ran).toEqual(ran);
      expect(readdirSync(dirname(kept(beside)[0] ?? "")).filter((name) => !name.endsWith(".js"))).toEqual([]);
    });

    test("and runs nothing that another user, or another build, has kept", () => {
      const beside = tempFolder();
      const { ran } = check(beside);
      const other = check(beside, "process.getuid = () => 4_242_424;");
      expect(other.ran).toEqual(ran);
      expect([...other.compiled]).toEqual(expect.arrayContaining(LARGE));
      const [one = ""] = kept(beside);
      renameSync(dirname(one), join(dirname(dirname(one)), `agent-ci-${"0".repeat(64)}`));
      expect([...check(beside).compiled]).toEqual(expect.arrayContaining(LARGE));
    });

    test("but nothing where Node keeps nothing", () => {
      const beside = tempFolder();
      check(beside, 'require("node:module").getCompileCacheDir = () => undefined;');
      expect(kept(beside)).toEqual([]);
    });
  });

  test("has no examples of its rules, and knows all the same what can be mended", () => {
    const code = paths.filter((path) => path.startsWith("dist/") && path.endsWith(".js"));
    const texts = code.map((path) => readFileSync(join(tree, path), "utf8"));
    const written = registry.filter(({ id }) => !id.endsWith("-listing")); // theirs are computed
    const told = written.flatMap(({ examples }) => examples.map(({ because }) => because));
    expect(told.filter((words) => texts.some((text) => text.includes(`because:\`${words}\`,files:`)))).toEqual([]);

    const listed = execFileSync(process.execPath, [join(tree, "dist/cli.js"), "rules", "--format", "json"]);
    const fixable = JSON.parse(listed.toString("utf8")).filter((rule: { fixable: boolean }) => rule.fixable);
    expect(fixable.map(({ id }: { id: string }) => id)).toEqual(registry.filter(isFixable).map(({ id }) => id));
  });
});

test("a checkout with changes is refused, and named", () => {
  const repository = createRepository({ "scripts/.keep": "" });
  // The script is this repository's; what it asks git about is the checkout that it stands in.
  execFileSync("cp", ["-R", "scripts", "src", "schema", "package.json", ".oxfmtrc.json", repository.folder]);
  execFileSync("ln", ["-s", resolve("node_modules"), join(repository.folder, "node_modules")]);
  const run = spawnSync(process.execPath, ["scripts/release-tree.ts", tempFolder()], {
    cwd: repository.folder,
    encoding: "utf8",
  });
  expect(run.status).toBe(2);
  expect(run.stderr).toContain("clean checkout");
  expect(run.stderr).toContain("package.json");
});

test("the npm package, packed and installed into an empty folder without a network, runs", () => {
  const folder = tempFolder({ "package.json": "{}", "repo/skills/a/SKILL.md": "---\nname: a\n---\n" });
  const env = { ...process.env, npm_config_cache: join(folder, ".npm"), npm_config_offline: "true" };
  const npm = (...args: readonly string[]): string => execFileSync("npm", args, { cwd: folder, env, encoding: "utf8" });
  const [packed] = JSON.parse(npm("pack", tree, "--json", "--ignore-scripts"));
  npm("install", "--ignore-scripts", "--no-audit", "--no-fund", packed.filename);
  expect(readdirSync(join(folder, "node_modules")).filter((name) => !name.startsWith("."))).toEqual(["agent-ci"]);
  const run = spawnSync(join(folder, "node_modules/.bin/agent-ci"), ["check", "repo"], {
    cwd: folder,
    encoding: "utf8",
  });
  expect(run).toMatchObject({ status: 1, stderr: "" });
  expect(run.stdout).toContain("skill/description-required");
});

describe("the release commit", () => {
  test("holds the tree on top of the branch, tagged, and changes nothing that is checked out", () => {
    const repository = createRepository({ ".gitignore": "dist/\n", "src/index.ts": "" });
    const head = repository.git("rev-parse", "HEAD");
    const release = tempFolder({ "package.json": '{"version":"1.2.3"}', "dist/cli.js": "", ".gitignore": "dist/\n" });

    expect(commitRelease(repository.folder, release)).toEqual(["v1.2.3", "v1"]);
    expect(repository.git("ls-tree", "-r", "--name-only", "v1.2.3").split("\n")).toEqual([
      ".gitignore",
      "dist/cli.js",
      "package.json",
    ]);
    expect(repository.git("rev-parse", "v1.2.3^")).toBe(head);
    // A runner knows no name to commit by, and a release made again has to be the same commit.
    expect(repository.git("log", "-1", "--format=%an %cn", "v1.2.3")).toBe("github-actions[bot] github-actions[bot]");
    expect(repository.git("rev-parse", "v1^{commit}")).toBe(repository.git("rev-parse", "v1.2.3^{commit}"));
    expect(repository.git("rev-parse", "HEAD")).toBe(head);
    expect(repository.git("status", "--porcelain")).toBe("");
    expect(() => commitRelease(repository.folder, release)).toThrow("already exists");
  });

  test("can be fetched by its tag alone", () => {
    const repository = createRepository({ "src/index.ts": "" });
    commitRelease(repository.folder, tempFolder({ "package.json": '{"version":"1.2.3"}', "dist/cli.js": "" }));
    const user = cloneRepository(repository, { depth: 1, branch: "v1" });
    expect(existsSync(join(user.folder, "dist/cli.js"))).toBe(true);
  });
});
