import { chmodSync, cpSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { isExempt } from "../../../src/check/exempt.ts";
import { createRepository, type FileChanges, type Repository } from "../../support/git.ts";
import { lineOf, runCheck } from "../../support/run-check.ts";
import { runCli } from "../../support/run-cli.ts";

const skill = (name: string, body = ""): string =>
  `---\nname: ${name}\ndescription: Tidies ${name} when somebody asks for it to be tidied.\n---\n\nTidy ${name}.\n${body}`;
const HOOKS = { hooks: { Stop: [{ hooks: [{ type: "command", command: "$CLAUDE_PROJECT_DIR/scripts/hook.sh" }] }] } };
const MARKET = { name: "m", owner: { name: "A" }, plugins: [{ name: "p", source: "./p", description: "Does p." }] };
const FILES: FileChanges = {
  "docs/d.md": "# Title\n\n## Part\n",
  "scripts/release.sh": "true\n",
  "scripts/hook.sh": "#!/bin/sh\n",
  "package.json": '{ "scripts": { "lint": "eslint" } }\n',
  "src/main.ts": "export {};\n",
  "AGENTS.md": "# A\n\nSee [d](docs/d.md) and run [it](scripts/release.sh), then `npm run lint`.\n",
  "packages/x/AGENTS.md": "# X\n\nSee [the part](../../docs/d.md#part).\n",
  ".claude/settings.json": JSON.stringify(HOOKS),
  "skills/tidy/SKILL.md": skill("tidy", "\nRun [it](scripts/a.sh).\n"),
  "skills/tidy/scripts/a.sh": "true\n",
  ".claude/skills/own/SKILL.md": skill("own"),
  ".claude/agents/a.md": "---\nname: a\ndescription: Reviews what changed.\nskills: [own]\n---\nReview.\n",
  ".claude-plugin/marketplace.json": JSON.stringify(MARKET),
  "p/.claude-plugin/plugin.json": '{ "name": "p" }',
  // What was wrong before stays nobody's.
  "old/AGENTS.md": "See [this](gone.md), and [that](d.md).\n",
  "old/d.md": "# D\n",
};

function prepared(): Repository {
  const repository = createRepository(FILES);
  chmodSync(join(repository.folder, "scripts/hook.sh"), 0o755);
  repository.commit({});
  return repository;
}

/** What the hook and `check` say of what is staged. The hook prints `path`, then lines of findings. */
async function told(repository: Repository) {
  const { folder, git } = repository;
  const hooked = await runCli(folder, ["hook", "pre-commit"]);
  git("commit", "--quiet", "--allow-empty", "--message=The change");
  const { report, code } = await runCheck(folder, { values: { "changed-since": "HEAD~1", base: "HEAD~1" } });
  const found = report.diagnostics.map(lineOf);
  const rules = [...new Set(found.map((line) => line.split(" ")[1] ?? ""))];
  return {
    found,
    code,
    hook: hooked.code,
    unsaid: rules.filter((rule) => !hooked.out.includes(rule)),
    out: hooked.out,
  };
}

/** Each change with what it breaks in a file that it does not touch. */
const CASES: Readonly<Record<string, readonly [(git: Repository["git"], folder: string) => void, readonly string[]]>> =
  {
    "a linked script is renamed": [
      (git) => git("mv", "scripts/release.sh", "scripts/ship.sh"),
      ["error link/missing AGENTS.md:3"],
    ],
    "a linked page is deleted": [
      (git) => git("rm", "--quiet", "docs/d.md"),
      ["error link/missing AGENTS.md:3", "error link/missing packages/x/AGENTS.md:3"],
    ],
    "a page loses the heading that a file far away links to": [
      (git, folder) => {
        writeFileSync(join(folder, "docs/d.md"), "# Title\n");
        git("add", ".");
      },
      ["info link/anchor packages/x/AGENTS.md:3"],
    ],
    "a script of a skill is renamed": [
      (git) => git("mv", "skills/tidy/scripts/a.sh", "skills/tidy/scripts/b.sh"),
      ["error link/missing skills/tidy/SKILL.md:8"],
    ],
    "the script of a hook is deleted": [
      (git) => git("rm", "--quiet", "scripts/hook.sh"),
      ["error hooks/script-missing .claude/settings.json:1"],
    ],
    "the script of a hook is executable no longer": [
      (git, folder) => {
        chmodSync(join(folder, "scripts/hook.sh"), 0o644);
        git("add", ".");
      },
      ["info hooks/executable .claude/settings.json:1"],
    ],
    "the skill of a subagent is deleted": [
      (git) => git("rm", "--quiet", "-r", ".claude/skills/own"),
      ["warning agent/skill-missing .claude/agents/a.md:4"],
    ],
    "the folder of a plugin is deleted": [
      (git) => git("rm", "--quiet", "-r", "p"),
      ["error marketplace/source-exists .claude-plugin/marketplace.json:1"],
    ],
    "package.json loses a script that instructions name": [
      (git, folder) => {
        writeFileSync(join(folder, "package.json"), '{ "scripts": { "test": "vitest" } }\n');
        git("add", ".");
      },
      ["warning instructions/dead-command AGENTS.md:3"],
    ],
    "a second link of a line that had a dead one before": [
      (git) => git("rm", "--quiet", "old/d.md"),
      ["error link/missing old/AGENTS.md:1"],
    ],
  };

describe("F2: a change answers for what it breaks elsewhere, at the hook and in a request", () => {
  test.each(Object.entries(CASES))("%s", async (_, [change, expected]) => {
    const repository = prepared();
    change(repository.git, repository.folder);
    const { found, code, hook, unsaid, out } = await told(repository);
    expect({ found, unsaid }, out).toEqual({ found: expected, unsaid: [] });
    expect(hook).toBe(code);
  });

  test("and for nothing that was there before", async () => {
    const repository = prepared();
    repository.git("mv", "src/main.ts", "src/other.ts");
    writeFileSync(join(repository.folder, "README.md"), "# New\n");
    repository.git("add", ".");
    expect(await told(repository)).toMatchObject({ found: [], hook: 0, out: "" });
  });

  test("a link to a submodule that is taken away", async () => {
    const MODULES = '[submodule "lib"]\n\tpath = lib\n\turl = ../lib\n';
    const repository = createRepository({ "AGENTS.md": "See [theirs](lib/guide.md).\n", ".gitmodules": MODULES });
    const { git } = repository;
    git("update-index", "--add", "--cacheinfo", `160000,${git("rev-parse", "HEAD")},lib`);
    git("commit", "--quiet", "--message=With a submodule");
    git("rm", "--quiet", "--cached", "lib", ".gitmodules");
    const { hook, out } = await told(repository);
    expect({ hook, out }).toEqual({ hook: 1, out: expect.stringContaining("link/missing") });
  });

  test("a file that a schema is about, where only the schema changes", async () => {
    const repository = createRepository({
      "agent-ci.yaml": "schemas: [{ files: [data/*.json], schema: shape.json }]\n",
      "shape.json": '{ "type": "object" }',
      "data/a.json": "{}",
    });
    writeFileSync(join(repository.folder, "shape.json"), '{ "type": "array" }');
    repository.git("add", ".");
    expect(await told(repository)).toMatchObject({
      found: ["error schema/invalid data/a.json:1"],
      hook: 1,
      unsaid: [],
    });
  });
});

describe("a commit that concludes a merge answers for what it has from none of its parents", () => {
  /** Branches of one commit each, merged into main without a commit. */
  function merging(...branches: readonly FileChanges[]): Repository {
    const repository = createRepository({ "AGENTS.md": "# A\n", "docs/d.md": "# D\n" });
    for (const [index, changes] of branches.entries()) {
      repository.git("checkout", "--quiet", "-b", `b${index}`, "main");
      repository.commit(changes);
    }
    repository.git("checkout", "--quiet", "main");
    repository.commit({ "README.md": "# R\n" });
    repository.git("merge", "--quiet", "--no-commit", "--no-ff", ...branches.map((_, index) => `b${index}`));
    return repository;
  }
  const hook = ({ folder }: Repository) => runCli(folder, ["hook", "pre-commit"]);
  const DEAD = { "GEMINI.md": "See [this](nowhere.md).\n" };

  test("F11: of several branches at once, too", async () => {
    expect(await hook(merging({ "a.md": "a\n" }, DEAD))).toEqual({ code: 0, out: "", err: "" });
    const { folder, git, ...rest } = merging({ "a.md": "a\n" }, DEAD);
    writeFileSync(join(folder, "CLAUDE.md"), "See [this](nowhere.md).\n");
    git("add", ".");
    expect(await hook({ folder, git, ...rest })).toMatchObject({ code: 1, out: expect.stringContaining("CLAUDE.md") });
  });

  test("and for what neither branch had broken alone", async () => {
    const broken = merging({ "docs/d.md": null }, { "CLAUDE.md": "See [d](docs/d.md).\n" });
    expect(await hook(broken)).toMatchObject({ code: 1, out: expect.stringContaining("CLAUDE.md") });
  });
});

test("a change that concerns nothing shows nothing of what was there, in each of the repositories", async () => {
  const root = "test/fixtures/repositories";
  for (const name of readdirSync(root)) {
    const repository = createRepository({});
    cpSync(join(root, name), repository.folder, { recursive: true });
    repository.commit({});
    repository.commit({ "zz/unrelated.txt": "x\n" });
    const { report } = await runCheck(repository.folder, { values: { "changed-since": "HEAD~1", base: "HEAD~1" } });
    const found = report.diagnostics.filter(({ rule, path }) => path !== undefined && !isExempt(rule, "narrowing"));
    expect([name, found.map(lineOf)]).toEqual([name, []]);
  }
});

test("F11: a finding in a file that the commit does not touch is counted with that file", async () => {
  const repository = prepared();
  writeFileSync(join(repository.folder, "docs/d.md"), "# Title\n");
  repository.git("add", ".");
  const { out } = await runCli(repository.folder, ["hook", "pre-commit"]);
  expect(out).not.toContain("inconclusive");
  expect(out).not.toContain("in 0 files");
});
