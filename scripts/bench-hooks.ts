// npm run bench:hooks: what a commit waits for, as multiples of a bare `node -e 0` in the same rounds.
import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { writeSkills } from "./bench/generated-skills.ts";
import { BARE, measure, type Measured, type Program } from "./bench/measure.ts";
import { bundle } from "./build.ts";
import { findInstalled } from "./clients/client-cache.ts";
import { clients } from "./clients/table.ts";
import { buildReleaseTree } from "./release-tree.ts";
import { TOOL } from "../src/report/tool.ts";

const CLI = resolve("dist/cli.js");
const SKILLS = 200;
const ROUNDS = 15;

const root = mkdtempSync(join(tmpdir(), "agent-ci-bench-"));
const env = {
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "Bench",
  GIT_AUTHOR_EMAIL: "bench@example.com",
  GIT_COMMITTER_NAME: "Bench",
  GIT_COMMITTER_EMAIL: "bench@example.com",
  HOME: root,
  XDG_CACHE_HOME: join(root, "cache"),
};
const run = (cwd: string, program: string, ...args: readonly string[]): string =>
  execFileSync(program, args, { cwd, env: { ...process.env, ...env }, encoding: "utf8", stdio: "pipe" });

/** A packed repository of generated skills, as after a clone. `files` are there besides. */
function repositoryOf(name: string, files: Readonly<Record<string, string>> = {}): string {
  const folder = join(root, name);
  mkdirSync(join(folder, "src"), { recursive: true });
  writeSkills(folder, SKILLS);
  writeFileSync(join(folder, "src/main.ts"), "export {};\n");
  writeFileSync(join(folder, ".gitignore"), "node_modules/\n");
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
  run(folder, "git", "init", "--quiet", "--initial-branch=main");
  run(folder, "git", "add", ".");
  run(folder, "git", "commit", "--quiet", "--message=Skills");
  run(folder, "git", "gc", "--quiet");
  return folder;
}

const skill = (index: number): string => `plugins/plugin-${index % 50}/skills/skill-${index}/SKILL.md`;
const change = (folder: string, paths: readonly string[]): void => {
  for (const path of paths) appendFileSync(join(folder, path), "\nOne line more.\n");
};

/** What was wrong before has the hook compare with it. */
const OLD = { "AGENTS.md": "# Rules\n\nRead [what is gone](gone.md) first.\n" };

function staged(count: number, limit?: number, isOld = false): Program {
  const cwd = repositoryOf(`staged-${count}-${isOld}`, isOld ? OLD : {});
  change(cwd, count === 0 ? ["src/main.ts"] : Array.from({ length: count }, (_, index) => skill(index)));
  run(cwd, "git", "add", ".");
  const besides = isOld ? ", compared with before" : "";
  const name = count === 0 ? "a file of code staged" : `${count} skills staged${besides}`;
  return { name, args: [CLI, "hook", "pre-commit"], cwd, env, ...(limit !== undefined && { limit }) };
}

/** A push of so many commits, each of one skill, to a remote that has all before them. */
function pushed(count: number, limit?: number): Program {
  const cwd = repositoryOf(`pushed-${count}`);
  const base = run(cwd, "git", "rev-parse", "HEAD").trim();
  run(cwd, "git", "update-ref", "refs/remotes/origin/main", base);
  for (let commit = 0; commit < count; commit += 1) {
    change(cwd, [skill(commit)]);
    run(cwd, "git", "commit", "--quiet", "--all", `--message=feat: ${commit}`);
  }
  const tip = run(cwd, "git", "rev-parse", "HEAD").trim();
  const input = count === 0 ? "" : `refs/heads/main ${tip} refs/heads/main ${base}\n`;
  const name = count === 0 ? "nothing pushed" : `${count} commits pushed`;
  const args = [CLI, "hook", "pre-push", "origin", "https://example.com/a.git"];
  return { name, args, cwd, env, input, ...(limit !== undefined && { limit }) };
}

/** A commit of one skill, through a program for hooks; it is taken back before the next round. */
function commits(name: string, prepare: (folder: string) => void): Program {
  const cwd = repositoryOf(name);
  mkdirSync(join(cwd, "node_modules/.bin"), { recursive: true });
  const program = `#!/bin/sh\nexec "${process.execPath}" "${CLI}" "$@"\n`;
  writeFileSync(join(cwd, "node_modules/.bin/agent-ci"), program, { mode: 0o755 });
  prepare(cwd);
  run(cwd, "git", "add", ".");
  run(cwd, "git", "commit", "--quiet", "--no-verify", "--allow-empty", "--message=Hooks");
  const script = `
    const { execFileSync } = require("node:child_process");
    require("node:fs").appendFileSync(${JSON.stringify(skill(1))}, "\\nOne line more.\\n");
    execFileSync("git", ["commit", "--quiet", "--all", "--message=feat: x"], { stdio: "ignore" });`;
  return { name: `git commit, ${name}`, args: ["-e", script], cwd, env };
}

function programOf(name: string): string | undefined {
  const client = clients.find((one) => one.name === name);
  return client && findInstalled(client)?.path;
}

async function throughPrograms(): Promise<readonly Program[]> {
  const [husky, lefthook, preCommit] = ["husky", "lefthook", "pre-commit"].map(programOf);
  const programs = [commits("no hook", () => undefined)];
  if (husky !== undefined)
    programs.push(
      commits("husky", (folder) => {
        mkdirSync(join(folder, ".husky"));
        writeFileSync(join(folder, ".husky/pre-commit"), "agent-ci hook pre-commit\n");
        run(folder, husky);
      }),
    );
  if (lefthook !== undefined)
    programs.push(
      commits("lefthook", (folder) => {
        symlinkSync(lefthook, join(folder, "node_modules/.bin/lefthook"));
        run(folder, process.execPath, CLI, "init", "--yes", "--hooks", "lefthook");
        run(folder, lefthook, "install");
      }),
    );
  if (preCommit !== undefined) {
    const release = join(root, "agent-ci");
    await buildReleaseTree(release);
    run(release, "git", "init", "--quiet");
    run(release, "git", "add", "--all", "--force");
    run(release, "git", "commit", "--quiet", "--message=A release");
    run(release, "git", "tag", `v${TOOL.version}`);
    programs.push(
      commits("pre-commit", (folder) => {
        const hook = `repos:\n  - repo: ${pathToFileURL(release).href}\n    rev: v${TOOL.version}\n    hooks:\n      - id: agent-ci\n`;
        writeFileSync(join(folder, ".pre-commit-config.yaml"), hook);
        process.env["PATH"] = [dirname(process.execPath), process.env["PATH"]].join(":");
        run(folder, preCommit, "install", "--install-hooks");
      }),
    );
  }
  if (programs.length < 4) console.log("Programs that are not installed are left out: node scripts/clients.ts");
  return programs;
}

function print(title: string, rows: readonly Measured[]): void {
  console.log(`\n${title}\n\n| what | median ms | × bare node | limit |\n|---|--:|--:|--:|`);
  for (const { name, median, ratio, limit } of rows)
    console.log(`| ${name} | ${median.toFixed(0)} | ${ratio.toFixed(2)} | ${limit ?? ""} |`);
}

try {
  await bundle("dist");
  const hook = [BARE, staged(0, 3), staged(1), staged(20, 8), staged(20, 8, true), staged(200)];
  print(
    `agent-ci hook pre-commit among ${SKILLS} skills, the median of ${ROUNDS} interleaved rounds`,
    measure(hook, ROUNDS),
  );
  print(
    `agent-ci hook pre-push, the median of ${ROUNDS} interleaved rounds`,
    measure([BARE, pushed(0, 3), pushed(1, 8), pushed(20), pushed(200)], ROUNDS),
  );
  const real = measure([BARE, ...(await throughPrograms())], ROUNDS);
  print(`A commit of one skill, Node's start included, the median of ${ROUNDS} interleaved rounds`, real);
} finally {
  rmSync(root, { recursive: true, force: true });
}
