import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Step } from "../../../../src/model/steps.ts";
import { createRepository } from "../../../support/git.ts";
import { runCli } from "../../../support/run-cli.ts";
import { seeded } from "../../../support/seeded.ts";

type Texts = Readonly<Record<string, string>>;

/** What may lie where `init` writes, before it does. */
const STATES: Readonly<Record<string, readonly string[]>> = {
  "agent-ci.yaml": ["fail-on: never\n"],
  ".gitignore": [
    "node_modules/",
    ".env\r\n.env.*\r\n!.env.*.example\r\n",
    "environments/*/.env.*\n",
    "!.env.example\n!.env.test",
    "# nothing\n\n",
  ],
  ".husky/pre-push": ["git lfs pre-push", "exec git lfs pre-push\n", "#!/bin/sh"],
  ".husky/pre-commit": ["npm test", "npm test\r\n", "# agent-ci hook pre-commit\n", "npx lint-staged\nexit 0\n"],
  "lefthook.yml": [
    "# ours\npre-commit:\n  # slow\n  jobs:\n\n    - run: npm test # all\n",
    "pre-commit: {}\n",
    "pre-commit:\r\n  commands:\r\n    a:\r\n      run: b",
    "output: false",
    "output: false\n...\n",
  ],
  ".pre-commit-config.yaml": ["repos: [{repo: meta, hooks: []}]\n", "repos:\n# a\n  - repo: meta\n    hooks: []", "\n"],
  ".gitlab-ci.yml": [
    "include:\n  # ours\n  - local: a.yml",
    "include: a.yml\n",
    "stages: [test]",
    "\uFEFFtest:\r\n  script: [a]\r\n",
    "\uFEFFinclude: a.yml\n",
    '{ "test": { "script": "a" } }\n',
  ],
  CODEOWNERS: [
    "*   @acme/all",
    "/.github/ @acme/security\n*.md @acme/docs",
    "AGENTS.md      @acme/docs\r\n/CODEOWNERS\t@acme/all\r\n",
    "^[Optional]\n*.ts @acme/ts\n",
  ],
  ".github/pull_request_template.md": ["", "# Why\n- [X] TOKEN budget validated"],
  ".gitlab/merge_request_templates/default.md": ["* [ ] Documentation updated\r\n"],
  "environments/staging/agent-ci.yaml": ["data: { paths: { memory: .agent-ci/data/staging/memory } }\n"],
  "environments/staging/.env.staging.example": ["API_KEY=\n"],
};
const PROGRAMS = ["husky", "lefthook", "pre-commit"];

function contents(folder: string): Texts {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true, encoding: "utf8" }).flatMap((one) => {
      const path = join(one.parentPath, one.name).slice(folder.length + 1);
      if (/^\.git(?:\/|$)/u.test(path) || one.isSymbolicLink()) return [];
      return one.isDirectory() ? [[`${path}/`, ""]] : [[path, readFileSync(join(folder, path), "utf8")]];
    }),
  );
}

/** What a plan promises, by a reading of it that shares nothing with the code that obeys it. */
function foretold(before: Texts, steps: readonly Step[]): Texts {
  const after: Record<string, string> = { ...before };
  for (const step of steps) {
    const now = after[step.path] ?? "";
    if (step.do === "write" || step.do === "change") after[step.path] = step.text;
    if (step.do === "make-folder") after[`${step.path}/`] = "";
    if (step.do !== "append") continue;
    const end = now.includes("\r\n") && step.script !== true ? "\r\n" : "\n";
    const gap = now === "" || now.endsWith("\n") ? "" : end;
    after[step.path] = now + gap + step.lines.map((line) => line + end).join("");
  }
  for (const path of Object.keys(after))
    for (let folder = dirname(path.replace(/\/$/u, "")); folder !== "."; folder = dirname(folder))
      after[`${folder}/`] = "";
  return after;
}

function repositoryWith(texts: Texts): string {
  const { folder } = createRepository({});
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

describe("whatever is there before", () => {
  test.each(Array.from({ length: 24 }, (_, seed) => ({ seed })))(
    "a run does what its dry run prints, keeps every byte, and is the last one (seed $seed)",
    async ({ seed }) => {
      const next = seeded(seed + 1);
      const texts = Object.fromEntries(
        Object.entries(STATES).flatMap(([path, variants]) => {
          const variant = variants[next(variants.length + 1)];
          return variant === undefined ? [] : [[path, variant]];
        }),
      );
      const args = ["--github", "--gitlab", "--hooks", PROGRAMS[seed % 3] ?? "", "--owner", "@acme/agents"];
      args.push("--templates", "--environments");
      const folder = repositoryWith(texts);
      const before = contents(folder);
      const planned = await runCli(folder, ["init", "--dry-run", "--format", "json", ...args]);
      expect(contents(folder)).toEqual(before);
      const { steps, left } = JSON.parse(planned.out);
      const files = steps.flatMap((step: Step) => (step.do === "make-folder" ? [] : `${step.do} ${step.path}`));
      expect(files).toEqual([...new Set(files)]);

      const done = await runCli(folder, ["init", "--yes", ...args]);
      expect(done).toMatchObject({ code: 0, err: "" });
      for (const sentence of left) expect(done.out).toContain(sentence);
      const after = contents(folder);
      expect(after).toEqual(foretold(before, steps));
      for (const [path, text] of Object.entries(texts))
        for (const line of text.split("\n")) expect(after[path]?.split("\n")).toContain(line);

      expect((await runCli(folder, ["init", "--yes", ...args])).out).toMatch(
        /^(?:Everything is there already|Nothing is written: what is missing is for you)\.$/mu,
      );
      expect(contents(folder)).toEqual(after);
    },
  );
});

describe("where one thing cannot be written, nothing is", () => {
  const refused = async (folder: string, because: RegExp, ...args: readonly string[]): Promise<void> => {
    const before = contents(folder);
    for (const how of ["--dry-run", "--yes"]) {
      const { code, err } = await runCli(folder, ["init", how, "--github", "--environments", ...args]);
      expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(because) });
      expect(err).toContain("Nothing was written.");
    }
    expect(contents(folder)).toEqual(before);
  };

  test.each([
    [".github", '".github" is a file'],
    ["environments", '"environments" is a file'],
  ])("for a file called %s", async (path, because) => {
    await refused(repositoryWith({ [path]: "x\n" }), new RegExp(because, "u"));
  });

  test("for a folder called .gitignore", async () => {
    await refused(repositoryWith({ ".gitignore/a": "x\n" }), /\.gitignore/u);
  });

  test("for a text in another encoding, which lines of ours would break", async () => {
    const folder = repositoryWith({});
    writeFileSync(join(folder, ".gitignore"), Buffer.from("\uFEFFa\n", "utf16le"));
    await refused(folder, /\.gitignore": it is no UTF-8/u);
  });

  test("for a way into git's own folder", async () => {
    const folder = repositoryWith({});
    symlinkSync(".git", join(folder, ".husky"));
    await refused(folder, /git's own folder/u, "--hooks", "husky");
  });
});
