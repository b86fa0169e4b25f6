import {
  chmodSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { confine } from "../../../src/config/confine.ts";
import { writeInside } from "../../../src/host/files/write-whole.ts";
import { branchWith, judged } from "../../support/attack.ts";
import { createRepository, type FileChanges, type Repository } from "../../support/git.ts";
import { runCheck } from "../../support/run-check.ts";
import { runCli } from "../../support/run-cli.ts";
import { tempFolder } from "../../support/temp-folder.ts";

/** Every name that some file system takes for `.git`. */
const NAMES = [
  ".git",
  ".GIT",
  ".Git",
  "git~1",
  "GIT~1",
  ".git ",
  ".git.",
  ".git . .",
  ".git::$INDEX_ALLOCATION",
  ".git:x",
  ".g\u200Cit",
  ".\u200Egit",
  "\uFEFF.GiT",
];

describe("D3: git's own folder, by any of its names on any file system,", () => {
  test.each(NAMES)("is no place that a configuration names: %j", (name) => {
    expect(confine("", `${name}/hooks/pre-commit`).ok).toBe(false);
    expect(confine("sub", `a/${name}/x`).ok).toBe(false);
  });

  test.each(NAMES)("is written by nobody: %j", (name) => {
    const folder = tempFolder();
    expect(writeInside(folder, `${name}/config`, "evil")).toBe("it lies in git's own folder");
    expect(existsSync(join(folder, name))).toBe(false);
  });

  test.each([".github", ".gitignore", ".gitmodules", "git", "git~x", "x.git", ".gitx"])("%s is another", (name) => {
    expect(confine("", `${name}/x`)).toEqual({ ok: true, path: `${name}/x` });
  });
});

/** A clone of a hostile repository, with what its user keeps in it. */
function hostile(output: string, kept: Readonly<Record<string, string>> = {}): Repository {
  const repository = createRepository({
    "agent-ci.yaml": `output: [{ format: text, file: ${JSON.stringify(output)} }]\n`,
    "skills/$(touch PWNED)/SKILL.md": "---\nname: x\n---\n",
    "package.json": "{}\n",
    ".gitignore": ".env\nnode_modules/\n",
    g: { link: ".git" },
    "report.json": { link: "package.json" },
    "to-env": { link: ".env" },
  });
  for (const [path, text] of Object.entries({ ".git/hooks/pre-commit": "#!/bin/sh\n", ...kept })) {
    mkdirSync(dirname(join(repository.folder, path)), { recursive: true });
    writeFileSync(join(repository.folder, path), text);
    chmodSync(join(repository.folder, path), 0o755);
  }
  return repository;
}

describe("D1, D2: to check a hostile clone changes nothing that something else runs or reads", () => {
  const kept = { ".env": "KEY=1\n", "node_modules/.bin/eslint": "#!/bin/sh\n" };
  test.each([
    ["a hook of git, by a link", "g/hooks/pre-commit", ".git/hooks/pre-commit"],
    ["git's configuration, by a link", "g/config", ".git/config"],
    ["a manifest, by a link", "report.json", "package.json"],
    ["a manifest by its name", "package.json", "package.json"],
    ["the variables that git ignores", ".env", ".env"],
    ["the same by a link", "to-env", ".env"],
    ["an installed program", "node_modules/.bin/eslint", "node_modules/.bin/eslint"],
  ])("%s", async (_what, output, path) => {
    const { folder } = hostile(output, kept);
    const before = readFileSync(join(folder, path), "utf8");
    const { code, err } = await runCli(folder, ["check"], { HOME: tempFolder() });
    expect({ code, why: /Cannot write/.test(err) }).toEqual({ code: 2, why: true });
    expect(readFileSync(join(folder, path), "utf8")).toBe(before);
  });

  test("a report replaces the one of the last run, and no file that somebody changed since", async () => {
    const { folder } = hostile("out/report.txt");
    const file = join(folder, "out/report.txt");
    const env = { HOME: tempFolder() };
    expect((await runCli(folder, ["check"], env)).err).not.toContain("Cannot write");
    expect((await runCli(folder, ["check"], env)).err).not.toContain("Cannot write");
    writeFileSync(file, "mine\n");
    expect((await runCli(folder, ["check"], env)).err).toContain("no report of yours");
    expect(readFileSync(file, "utf8")).toBe("mine\n");
    await runCli(folder, ["check", "--output", "text=out/report.txt"], env);
    expect(readFileSync(file, "utf8")).not.toBe("mine\n");
  });

  test("a pipeline's checkout is nobody's: the report of the run before gives way", async () => {
    const { folder } = hostile("out/report.txt", { "out/report.txt": "old\n" });
    await runCli(folder, ["check"], { CI: "true" });
    expect(readFileSync(join(folder, "out/report.txt"), "utf8")).not.toBe("old\n");
  });

  test("a baseline is written through no link", async () => {
    const { folder } = hostile("out/report.txt");
    const baseline = join(folder, ".agent-ci/baseline.json");
    await runCli(folder, ["check", "--update-baseline"]);
    renameSync(baseline, join(folder, "kept.json"));
    symlinkSync("../kept.json", baseline);
    writeFileSync(join(folder, "AGENTS.md"), "See [this](gone.md).\n");
    const before = readFileSync(baseline, "utf8");
    const { err } = await runCli(folder, ["check", "--update-baseline"]);
    expect(err).toContain("a symbolic link stands on the way");
    expect(readFileSync(baseline, "utf8")).toBe(before);
  });
});

describe("D4: a program in the place of ours is said,", () => {
  const text = "#!/bin/sh\n";
  const cases: readonly (readonly [what: string, files: FileChanges])[] = [
    ["tracked", { "node_modules/.bin/agent-ci": text }],
    ["tracked as the package", { "node_modules/agent-ci/dist/cli.js": text }],
    ["behind a link in its own place", { "tools/x": text, "node_modules/.bin/agent-ci": { link: "../../tools/x" } }],
    ["behind a link to its folder", { "tools/agent-ci": text, "node_modules/.bin": { link: "../tools" } }],
    ["behind a link to all packages", { "tools/.bin/agent-ci": text, node_modules: { link: "tools" } }],
    [
      "behind a link to a link",
      { "tools/.bin/agent-ci": text, more: { link: "tools" }, "web/node_modules": { link: "../more" } },
    ],
    [
      "behind a link in what a link leads to",
      { "bin/agent-ci": text, "tools/.bin": { link: "../bin" }, "web/node_modules": { link: "../tools/" } },
    ],
    ["in another case", { "Node_Modules/.bin/agent-ci": text }],
  ];

  test.each(cases)("%s", async (_what, files) => {
    const repository = branchWith({ ".gitignore": "node_modules/\n", "AGENTS.md": "# A\n" }, {});
    lay(repository.folder, files);
    repository.git("add", "--all", "--force");
    repository.commit({});
    expect((await judged(repository)).found).toContainEqual(
      expect.stringContaining("error repository/tracked-program"),
    );
    expect((await runCheck(repository.folder, { command: "check" })).code).toBe(1);
  });

  const lay = (folder: string, files: FileChanges): void => {
    for (const [path, made] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      if (typeof made === "string") writeFileSync(join(folder, path), made);
      else if (made) symlinkSync(made.link, join(folder, path));
    }
  };

  test.each([["../kit"], ["../kit/packages"], ["../"]])("behind a link into a submodule: %s", async (link) => {
    const repository = branchWith({ ".gitignore": "node_modules/\n", "AGENTS.md": "# A\n" }, {});
    lay(repository.folder, { "web/node_modules": { link } });
    repository.git("add", "--all", "--force");
    repository.git("update-index", "--add", "--cacheinfo", `160000,${"1".repeat(40)},kit`);
    mkdirSync(join(repository.folder, "kit"));
    repository.commit({});
    // What the other repository has and ignores all the same is not listed.
    lay(repository.folder, {
      "kit/.gitignore": ".bin/\n",
      "kit/packages/.bin/agent-ci": text,
      "kit/.bin/agent-ci": text,
    });
    expect((await runCheck(repository.folder, { command: "validate" })).code).toBe(1);
    expect((await judged(repository)).found).toContainEqual(
      expect.stringContaining("error repository/tracked-program"),
    );
  });

  test("and other packages behind a link are not", async () => {
    const repository = branchWith({ "AGENTS.md": "# A\n" }, {});
    lay(repository.folder, {
      "cases/one/node_modules/next/index.js": "",
      "cases/two/node_modules": { link: "../one/node_modules/" },
    });
    repository.git("add", "--all", "--force");
    repository.commit({});
    expect((await judged(repository)).found).toEqual([]);
  });

  test("and one that is installed is not", async () => {
    const repository = branchWith({ ".gitignore": "node_modules/\n", "AGENTS.md": "# A\n" }, {});
    lay(repository.folder, { "node_modules/.bin/agent-ci": text });
    expect((await judged(repository)).found).toEqual([]);
  });
});

test("D4: pipelines start no program of the checkout", () => {
  const pipelines = globSync("templates/{github,gitlab,*}/*.yml").filter((file) => !file.includes("hooks"));
  expect(pipelines.length).toBeGreaterThan(5);
  for (const file of pipelines) {
    const text = readFileSync(file, "utf8");
    expect(text).not.toMatch(/\bnpx\b|node_modules/);
    for (const [line] of text.matchAll(/^.*[($]npm (?:install|pack|ci|exec|run).*$|^.*&& npm .*$/gm))
      expect(line).toContain('cd "$work"');
  }
});
