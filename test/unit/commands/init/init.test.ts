import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { init } from "../../../../src/commands/init/init.ts";
import { createRepository, gitEnvironment, type Repository } from "../../../support/git.ts";
import { runCli } from "../../../support/run-cli.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

type Texts = Readonly<Record<string, string>>;
const ALL = "--github --gitlab --hooks lefthook --owner @acme/agents --templates --environments --all-rules".split(" ");

function repositoryWith(texts: Texts = {}): Repository {
  const repository = createRepository({});
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(repository.folder, path)), { recursive: true });
    writeFileSync(join(repository.folder, path), text);
  }
  return repository;
}
const contents = ({ folder }: Repository): Texts =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true, encoding: "utf8" }).flatMap((one) => {
      const path = join(one.parentPath, one.name);
      return one.isFile() && !path.startsWith(join(folder, ".git/"))
        ? [[path.slice(folder.length + 1), readFileSync(path, "utf8")]]
        : [];
    }),
  );
const run = ({ folder }: Repository, ...args: readonly string[]) => runCli(folder, ["init", ...args]);
const set = async (repository: Repository, ...args: readonly string[]) => {
  expect(await run(repository, "--yes", ...args)).toMatchObject({ code: 0, err: "" });
  return contents(repository);
};

describe("init", () => {
  test("does what its dry run prints, and nothing when it runs again", async () => {
    const repository = repositoryWith({ ".gitignore": "node_modules/" });
    const planned = await run(repository, "--dry-run", "--format", "json", ...ALL);
    expect(Object.keys(contents(repository))).toEqual([".gitignore"]);
    const written = await set(repository, ...ALL);
    const { steps } = JSON.parse(planned.out);
    for (const step of steps) {
      if (step.do === "write") expect(written[step.path]).toBe(step.text);
      else for (const line of step.lines ?? []) expect(written[step.path]?.split("\n")).toContain(line);
    }
    const files: readonly string[] = steps.flatMap((step: { do: string; path: string }) =>
      step.do === "make-folder" ? [] : step.path,
    );
    expect(Object.keys(written).toSorted()).toEqual([...new Set(files)].toSorted());
    expect(files).toEqual(expect.arrayContaining(["environments/staging/.env.staging.example", "CODEOWNERS"]));
    expect(written[".gitignore"]).toMatch(/^node_modules\/\n# /u);
    expect((await run(repository, "--yes", ...ALL)).out).toContain("Everything is there already.");
    expect(contents(repository)).toEqual(written);
  });

  test("prints every line of its plan to a person as well", async () => {
    const repository = repositoryWith();
    const { out } = await run(repository, "--dry-run", ...ALL);
    const written = await set(repository, ...ALL);
    for (const text of Object.values(written))
      for (const line of text.trimEnd().split("\n")) expect(out).toContain(`  + ${line}`.trimEnd());
  });

  test("takes from the repository which forge, hook and clients are in use", async () => {
    const files = {
      ".gitlab-ci.yml": "test:\n  script: [true]\n",
      ".husky/pre-commit": "npm test\n",
      "CLAUDE.md": "x\n",
    };
    const written = await set(repositoryWith(files));
    expect(written[".gitlab-ci.yml"]).toBe(`${files[".gitlab-ci.yml"]}include:\n  - local: /.gitlab/agent-ci.yml\n`);
    expect(written[".husky/pre-commit"]).toBe("npm test\nagent-ci hook pre-commit\n");
    expect(written[".husky/pre-push"]).toBe('agent-ci hook pre-push "$@"\n');
    expect(written["agent-ci.yaml"]).toContain("# clients: [claude-code]");
    expect(written).not.toHaveProperty([".github/workflows/agent-ci.yml"]);
  });

  test("works from below the top, and nowhere else", async () => {
    const repository = repositoryWith({ "docs/a.md": "" });
    await runCli(join(repository.folder, "docs"), ["init", "--yes"]);
    expect(contents(repository)).toHaveProperty(["agent-ci.yaml"]);
    expect(await runCli(tempFolder(), ["init", "--yes"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("git init"),
    });
  });

  test("the line for a hook runs under a shell, whatever ends the lines of the others", async () => {
    const written = await set(repositoryWith({ ".husky/pre-commit": "npm test\r\n" }), "--hooks", "husky");
    expect(written[".husky/pre-commit"]).toBe("npm test\r\nagent-ci hook pre-commit\n");
  });

  test("adds to what is there and keeps the rest, byte by byte", async () => {
    const theirs = {
      "agent-ci.yaml": "fail-on: warning\n",
      ".github/workflows/agent-ci.yml": "name: mine\n",
      ".github/PULL_REQUEST_TEMPLATE.md": "# Why\r\n\r\n- [x] token budget validated\r\n",
      ".github/CODEOWNERS": "* @acme/all # everybody\nAGENTS.md @acme/docs\n",
      ".gitlab-ci.yml": "\uFEFFstages: [test]\ninclude: # ours\n- local: a.yml\n",
      ".pre-commit-config.yaml": "# ours\nrepos:\n- repo: local\n  hooks: []\n",
    };
    const parts = [
      "--github",
      "--gitlab",
      "--hooks",
      "pre-commit",
      "--templates",
      "--owner",
      "@acme/all",
      "--all-rules",
    ];
    const written = await set(repositoryWith(theirs), ...parts);
    expect(written["agent-ci.yaml"]).toBe(theirs["agent-ci.yaml"]);
    expect(written[".github/workflows/agent-ci.yml"]).toBe("name: mine\n");
    const template = written[".github/PULL_REQUEST_TEMPLATE.md"] ?? "";
    expect(template.startsWith(theirs[".github/PULL_REQUEST_TEMPLATE.md"])).toBe(true);
    expect(template.match(/token budget/giu)).toHaveLength(1);
    expect(template).toContain("\r\n- [ ] Cost impact estimated\r\n");
    expect(written[".github/CODEOWNERS"]).toContain("/agent-ci.yaml @acme/all\n");
    expect(written[".github/CODEOWNERS"]?.match(/^AGENTS\.md/gmu)).toHaveLength(1);
    expect(written[".gitlab-ci.yml"]).toBe(
      "\uFEFFstages: [test]\ninclude: # ours\n- local: /.gitlab/agent-ci.yml\n- local: a.yml\n",
    );
    expect(parse(written[".pre-commit-config.yaml"] ?? "").repos).toMatchObject([
      { repo: "https://github.com/agent-ci/agent-ci", hooks: [{ id: "agent-ci" }, { id: "agent-ci-pre-push" }] },
      { repo: "local" },
    ]);
  });

  test("adds the hook before a push to what an earlier init wrote", async () => {
    const before = {
      ".husky/pre-commit": "agent-ci hook pre-commit\n",
      "lefthook.yml":
        "pre-push:\n  jobs:\n  - run: theirs\npre-commit:\n  jobs:\n    - name: agent-ci\n      run: node_modules/.bin/agent-ci hook pre-commit\n",
      ".pre-commit-config.yaml":
        "repos:\n  - repo: https://github.com/agent-ci/agent-ci\n    rev: v0.1.0\n    hooks:\n      - id: agent-ci\n",
    };
    const repository = repositoryWith(before);
    for (const hooks of ["husky", "lefthook", "pre-commit"]) await set(repository, "--hooks", hooks);
    const written = contents(repository);
    expect(written[".husky/pre-commit"]).toBe(before[".husky/pre-commit"]);
    expect(written[".husky/pre-push"]).toBe('agent-ci hook pre-push "$@"\n');
    expect(parse(written["lefthook.yml"] ?? "")["pre-push"].jobs).toEqual([
      { name: "agent-ci", run: "node_modules/.bin/agent-ci hook pre-push {1}", use_stdin: true },
      { run: "theirs" },
    ]);
    expect(parse(written[".pre-commit-config.yaml"] ?? "").repos[0].hooks).toEqual([
      { id: "agent-ci" },
      { id: "agent-ci-pre-push" },
    ]);
    for (const hooks of ["husky", "lefthook", "pre-commit"]) await set(repository, "--hooks", hooks);
    expect(contents(repository)).toEqual(written);
  });

  test.each([
    [".gitlab-ci.yml", "include: a.yml\n", ["--gitlab"]],
    ["lefthook.yml", "pre-commit: { jobs: [] }\npre-push: {}\n", ["--hooks", "lefthook"]],
    ["lefthook.yml", '{ "output": false }\n', ["--hooks", "lefthook"]],
    ["lefthook.yml", "output: false\n...\n", ["--hooks", "lefthook"]],
    ["lefthook.yml", "\uFEFFpre-commit:\n  jobs:\n    - run: a\n", ["--hooks", "lefthook"]],
    [".pre-commit-config.yaml", "repos: []\n", ["--hooks", "pre-commit"]],
    [".gitlab-ci.yml", "\uFEFFinclude: a.yml\n", ["--gitlab"]],
    [".gitlab-ci.yml", '{ "stages": ["test"] }\n', ["--gitlab"]],
    [".gitlab-ci.yml", "stages: [test]\n...\n", ["--gitlab"]],
    [".gitlab-ci.yml", "  stages: [test]\n  test: { script: [a] }\n", ["--gitlab"]],
    [".gitlab-ci.yml", "spec:\n  inputs: {}\n---\ntest: { script: [a] }\n", ["--gitlab"]],
  ])("leaves to people what it cannot add to: %s, %j", async (path, text, args) => {
    const repository = repositoryWith({ [path]: text });
    const { out } = await run(repository, "--yes", ...args);
    expect(out).toContain(`By hand: ${path}: add`);
    expect(contents(repository)[path]).toBe(text);
  });

  test("puts its line into no hook that ends before it, and takes no comment for the line", async () => {
    const texts = {
      ".husky/pre-commit": "npm test\nexit 0\n",
      ".husky/pre-push": '#!/bin/sh\n. "$(dirname "$0")/_/husky.sh"\n# agent-ci hook pre-push\n',
    };
    const repository = repositoryWith(texts);
    const { out } = await run(repository, "--yes", "--hooks", "husky");
    expect(out).toContain("By hand: .husky/pre-commit: add `agent-ci hook pre-commit` before the line that ends it.");
    expect(contents(repository)[".husky/pre-commit"]).toBe(texts[".husky/pre-commit"]);
    expect(contents(repository)[".husky/pre-push"]).toBe(`${texts[".husky/pre-push"]}agent-ci hook pre-push "$@"\n`);
  });

  test("puts the hook before a push behind no command that may read first what git says", async () => {
    const theirs = 'git lfs pre-push "$@"\n';
    const repository = repositoryWith({ ".husky/pre-push": theirs });
    const { out } = await run(repository, "--yes", "--hooks", "husky");
    expect(out).toContain("By hand: .husky/pre-push: its commands share one standard input.");
    expect(contents(repository)[".husky/pre-push"]).toBe(theirs);
  });

  test("what it says of that hook works: who reads first leaves the same to ours", async () => {
    const repository = repositoryWith({ ".husky/pre-push": "cat > theirs\n" });
    const { out } = await run(repository, "--yes", "--hooks", "husky");
    const [, above = "", ours = "", before = ""] = /`(.+?)`.+?`(.+?)`.+?`(.+?)`/u.exec(out) ?? [];
    const script = [above, ours.replace(/agent-ci .+?"\$@"/u, "cat > ours"), `${before} cat > theirs`].join("\n");
    execFileSync("sh", ["-e", "-c", script], { cwd: repository.folder, input: "refs/heads/a 1 refs/heads/a 0\n" });
    const { ours: one, theirs: other } = contents(repository);
    expect([one, other]).toEqual(Array(2).fill("refs/heads/a 1 refs/heads/a 0\n"));
  });

  test.each([
    ["lefthook.toml", "[pre-commit]\n"],
    [".lefthook.json", "{}\n"],
    [".config/lefthook.jsonc", "{}\n"],
  ])("puts no file beside %s, which lefthook would take instead", async (path, text) => {
    const repository = repositoryWith({ [path]: text });
    const { out } = await run(repository, "--yes");
    expect(out).toContain(`By hand: ${path}: add to pre-commit a job with`);
    expect(out).toContain(`By hand: ${path}: add to pre-push a job with`);
    expect(contents(repository)).toMatchObject({ [path]: text });
    expect(contents(repository)).not.toHaveProperty(["lefthook.yml"]);
  });

  test("adds to the file that lefthook reads, and to none of two", async () => {
    const inFolder = await set(repositoryWith({ ".config/lefthook.yaml": "output: false\n" }));
    expect(parse(inFolder[".config/lefthook.yaml"] ?? "")).toHaveProperty(["pre-push"]);
    const two = repositoryWith({ "lefthook.yml": "output: false\n", ".lefthook.toml": "" });
    expect((await run(two, "--yes")).out).toContain("By hand: lefthook takes one of lefthook.yml, .lefthook.toml:");
    expect(contents(two)["lefthook.yml"]).toBe("output: false\n");
  });

  test.each([
    ["/.github/ @acme/security", "/.github/workflows/"],
    ["*.md @acme/docs", "AGENTS.md"],
    ["/.claude/settings.json @acme/security", ".claude/"],
    ["**/.mcp.json @acme/security @acme/agents", ".mcp.json"],
  ])("takes nothing from owners of theirs: %s", async (line, pattern) => {
    const repository = repositoryWith({ CODEOWNERS: `* @acme/all\n${line}\n` });
    const { out } = await run(repository, "--yes", "--github", "--owner", "@acme/agents");
    expect(out).toMatch(/By hand: CODEOWNERS: lines of yours say who owns .+ Add @acme\/agents there/u);
    expect(out).toContain(pattern);
    const { CODEOWNERS: text = "" } = contents(repository);
    const patterns = text.split("\n").map((one) => one.split(" ")[0]);
    expect(patterns).not.toContain(pattern);
    expect(patterns).toContain("/agent-ci.yaml");
  });

  test("writes for each forge into the file that it reads", async () => {
    const theirs = { ".github/CODEOWNERS": "* @acme/all\n" };
    const both = await set(repositoryWith(theirs), "--github", "--gitlab", "--owner", "@acme/agents");
    expect(both[".github/CODEOWNERS"]).toContain("/.github/workflows/ @acme/agents\n");
    expect(both[".github/CODEOWNERS"]).not.toContain("gitlab");
    expect(both["CODEOWNERS"]).toContain("/.gitlab-ci.yml @acme/agents\n");
    const gitlabs = await set(repositoryWith({ ".gitlab/CODEOWNERS": "" }), "--github", "--owner", "@acme/agents");
    expect(gitlabs).toHaveProperty([".github/CODEOWNERS"]);
    expect(gitlabs).not.toHaveProperty(["CODEOWNERS"]);
  });

  test("opens a section of its own behind those of GitLab, since the last may be optional", async () => {
    const theirs = { CODEOWNERS: "^[Optional]\n*.ts @acme/ts\n" };
    const written = await set(repositoryWith(theirs), "--gitlab", "--owner", "@acme/agents");
    expect(written["CODEOWNERS"]).toMatch(
      /^\^\[Optional\]\n\*\.ts @acme\/ts\n\[Agent configuration, .+\]\nAGENTS\.md @acme\/agents\n/u,
    );
  });

  test("adds blocks whole, though lines of theirs are the same", async () => {
    const written = await set(repositoryWith({ "lefthook.yml": "output: false\n" }), "--hooks", "lefthook");
    expect(parse(written["lefthook.yml"] ?? "")).toMatchObject({
      "pre-commit": { jobs: [{ name: "agent-ci" }] },
      "pre-push": { jobs: [{ name: "agent-ci" }] },
    });
  });

  test("lets git know the examples of variables, and all that it was let know before", async () => {
    const repository = repositoryWith({ ".gitignore": "!.env.example\n!.env.test\n" });
    await set(repository, "--environments");
    const names = [
      ".env.example",
      ".env.staging.example",
      ".env.sample",
      ".env.template",
      ".env.test",
      "a/.env.example",
    ];
    const values = [".env", ".env.local", "environments/ci/.env.ci"];
    const ignored = (path: string) =>
      spawnSync("git", ["check-ignore", "--quiet", "--no-index", path], { cwd: repository.folder }).status === 0;
    expect([...names, "environments/ci/.env.example"].filter(ignored)).toEqual([]);
    expect(values.filter(ignored)).toEqual(values);
  });

  test("says which data of an environment gets no folder", async () => {
    const configured = "data: { paths: { memory: ../m } }\n";
    const staging = repositoryWith({ "environments/staging/agent-ci.yaml": configured });
    const { out } = await run(staging, "--yes", "--environments");
    expect(out).toContain("By hand: environments/staging: no folder for data.paths.memory, ../m: it may lead out");
  });

  test("makes no environment of a folder whose name `env init` refuses, and says so", async () => {
    const repository = repositoryWith({ "environments/Prod X/a.md": "", "environments/staging/a.md": "" });
    const { out } = await run(repository, "--yes", "--environments");
    expect(out).toContain('By hand: environments/Prod X: "Prod X" cannot name an environment.');
    expect(Object.keys(contents(repository)).filter((path) => path.startsWith("environments/Prod X/"))).toHaveLength(1);
    expect(contents(repository)).toHaveProperty(["environments/staging/agent-ci.yaml"]);
  });

  test("says each line for git once", async () => {
    const lines = (await set(repositoryWith(), "--environments"))[".gitignore"]?.trimEnd().split("\n") ?? [];
    expect(lines).toEqual([...new Set(lines)]);
    expect(lines).toEqual(expect.arrayContaining([".env.*", "!.env.*.example", ".agent-ci/data/"]));
    expect(lines.filter((line) => line.includes("environments/"))).toEqual([]);
  });

  test("asks who sits at a terminal, and writes only after a yes", async () => {
    const repository = repositoryWith();
    const asked: string[] = [];
    const answer = async (confirmed: boolean) => {
      const world = {
        cwd: repository.folder,
        env: gitEnvironment(),
        out: () => undefined,
        err: () => undefined,
        notice: () => undefined,
        terminal: { out: true, err: true },
        clock: { now: () => 0 },
        show: async () => undefined,
        ask: {
          confirm: async (question: string) => (asked.push(question), confirmed),
          one: async (question: string) => (asked.push(question), "husky"),
          several: async (question: string) => (asked.push(question), ["gitlab"]),
        },
      };
      return init.run(world, {}, []);
    };
    expect(await answer(false)).toBe(0);
    expect(contents(repository)).toEqual({});
    expect(await answer(true)).toBe(0);
    expect(Object.keys(contents(repository))).toEqual(expect.arrayContaining([".husky/pre-commit", ".gitlab-ci.yml"]));
    expect(asked.slice(0, 4)).toEqual([
      "Which pipelines?",
      "Which program calls the hooks?",
      "What else?",
      "Write this?",
    ]);
  });

  test("says so where nobody can be asked", async () => {
    expect(await run(repositoryWith())).toMatchObject({ code: 2, err: expect.stringContaining("--yes") });
  });
});

describe("init is not led astray", () => {
  test.each([".github", ".gitignore", ".husky"])("by a link out of the repository at %s", async (link) => {
    const repository = repositoryWith();
    const outside = tempFolder({ "kept.txt": "kept\n" });
    symlinkSync(link === ".gitignore" ? join(outside, "kept.txt") : outside, join(repository.folder, link));
    const { code } = await run(repository, "--yes", "--github", "--hooks", "husky", "--environments");
    expect(code).toBe(2);
    expect(readdirSync(outside)).toEqual(["kept.txt"]);
    expect(readFileSync(join(outside, "kept.txt"), "utf8")).toBe("kept\n");
    expect(contents(repository)).not.toHaveProperty(["agent-ci.yaml"]);
  });

  test.each([
    ["a+b", String.raw`a\+b`],
    ["!main", String.raw`\!main`],
    ["x'\"y", `x'"y`],
    ["#a", "#a"],
    ["on", "on"],
    ["${{github.token}}", "${{github.token}}"],
  ])("by the branch %s", async (branch, pattern) => {
    const repository = repositoryWith();
    repository.git("branch", "-m", "--", branch);
    const written = await set(repository, "--github");
    const workflow = parse(written[".github/workflows/agent-ci.yml"] ?? "");
    expect(workflow.on.push.branches).toEqual([pattern]);
  });

  test("by owners that are none", async () => {
    for (const owner of ["acme", "@a b", "@a\n* @mallory"])
      expect(await run(repositoryWith(), "--yes", "--owner", owner)).toMatchObject({ code: 2 });
  });
});
