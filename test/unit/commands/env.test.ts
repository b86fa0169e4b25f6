import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { main } from "../../../src/cli/main.ts";
import type { JudgedReport } from "../../../src/workspace/world.ts";
import { tempFolder } from "../../support/temp-folder.ts";

async function run(cwd: string, argv: readonly string[], env: Readonly<Record<string, string>> = {}) {
  let out = "";
  let err = "";
  let judged: JudgedReport | undefined;
  const code = await main(argv, {
    cwd,
    env: { PATH: process.env["PATH"], ...env },
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    terminal: { out: false, err: false },
    clock: { now: () => 0 },
    show: async (shown) => void (judged = shown),
  });
  return { code, out, err, judged };
}

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => !/^\.git(?:\/|$)/.test(path))
    .sort();

const PAIR = {
  "agent-ci.yaml": "fail-on: error\n",
  "environments/staging/agent-ci.yaml": "data: { paths: { memory: state/staging } }\nmodels: { gpt-4.1: sonnet }\n",
  "environments/staging/.env.staging.example": "API_KEY=\nGIT_DIR=\n",
  "environments/staging/.env.staging": "API_KEY=k-123\nONLY_HERE=k-456\n",
  "environments/production/agent-ci.yaml": "data: { paths: { memory: state/production } }\n",
  "environments/production/.env.production.example": "API_KEY=\nAUDIT_KEY=\n",
};

describe("env show", () => {
  test("tells every value with its origin, and variables by name alone", async () => {
    const { code, out } = await run(tempFolder(PAIR), ["env", "show", "staging"], { API_KEY: "k-789" });
    expect(code).toBe(0);
    expect(out).toContain('models.gpt-4.1: "sonnet"  # environments/staging/agent-ci.yaml:2:20\n');
    expect(out).toContain('fail-on: "error"  # agent-ci.yaml:1:10\n');
    expect(out).toContain("  API_KEY  set here  # .env.staging.example, .env.staging\n");
    expect(out).toContain("  ONLY_HERE  not set here  # .env.staging\n");
    expect(out).not.toMatch(/k-\d|GIT_DIR/);
  });

  test("is the same whatever runs it", async () => {
    const folder = tempFolder(PAIR);
    const plain = await run(folder, ["env", "show", "staging", "--format", "json"]);
    const inside = { AGENT_CI_ENV: "production", AGENT_CI_FAIL_ON: "never", CI: "true" };
    expect((await run(folder, ["env", "show", "staging", "--format", "json"], inside)).out).toBe(plain.out);
    expect(JSON.parse(plain.out)).toMatchObject({ environment: "staging", settings: { "fail-on": "error" } });
  });

  test("names the nearest environment", async () => {
    const { code, err } = await run(tempFolder(PAIR), ["env", "show", "stagin"]);
    expect(code).toBe(2);
    expect(err).toBe(
      "agent-ci: There is no environment `stagin`: did you mean `staging`? Known environments: ci, local, production, staging. Another one begins with a folder `environments/<name>/`.\n",
    );
  });

  test("says of a broken configuration what `check` says of it", async () => {
    const broken = { "agent-ci.yaml": "fail-no: error\ngates: 3\nbanana: {}\n" };
    const { code, err } = await run(tempFolder(broken), ["env", "show", "local"]);
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringMatching(
        /^agent-ci: agent-ci\.yaml:1:1: unknown key `fail-no`: did you mean `fail-on`\?\nagent-ci: agent-ci\.yaml:2:8: expected a list, found `3`\.\nagent-ci: agent-ci\.yaml:3:1: unknown key `banana`\. Known here: .*\.\n$/,
      ),
    });
    expect((await run(tempFolder(broken), ["check"])).err).toBe(err);
  });
});

describe("env diff", () => {
  test("passes where environments differ in what they may", async () => {
    const { code, out } = await run(tempFolder(PAIR), ["env", "diff", "staging", "production"]);
    expect(code).toBe(0);
    expect(out.split("\n")).toEqual([
      '  data.paths.memory: "state/staging" → "state/production"',
      '  models.gpt-4.1: "sonnet" → not set',
      "  AUDIT_KEY is declared in production only",
      "staging and production differ only in what they may.",
      "",
    ]);
  });

  test("fails where they differ in more, or share data", async () => {
    const folder = tempFolder({
      ...PAIR,
      "environments/production/agent-ci.yaml": "data: { paths: { memory: state } }\nfail-on: never\n",
    });
    const { code, out } = await run(folder, ["env", "diff", "staging", "production"]);
    expect(code).toBe(1);
    expect(out).toContain('! fail-on: "error" → "never"\n');
    expect(out).toContain('! "memory" and "memory" share state/staging\n');
  });

  test("needs two", async () => {
    expect((await run(tempFolder(PAIR), ["env", "diff", "staging"])).err).toContain("needs two environments");
  });
});

describe("env init", () => {
  test("does what its dry run says, and the second time nothing", async () => {
    const folder = tempFolder({ ".gitignore": "dist/" });
    const dry = await run(folder, ["env", "init", "staging", "--dry-run"]);
    expect(filesIn(folder)).toEqual([".gitignore"]);
    const real = await run(folder, ["env", "init", "staging"]);
    expect(dry.out.replaceAll(/^would /gm, "")).toBe(real.out);
    expect(filesIn(folder)).toContain("environments/staging/.env.staging.example");
    expect(filesIn(folder)).toContain(".agent-ci/data/staging/memory");
    expect(readFileSync(join(folder, ".gitignore"), "utf8")).toBe(
      "dist/\nenvironments/*/.env.*\n!environments/*/.env.example\n!environments/*/.env.*.example\n.agent-ci/data/\n",
    );
    expect((await run(folder, ["env", "init", "staging"])).out).toBe("staging has everything.\n");
  });

  test("git takes the example and leaves the values", async () => {
    const folder = tempFolder();
    await run(folder, ["env", "init", "staging"]);
    execFileSync("git", ["init", "--quiet"], { cwd: folder });
    const ignored = (path: string): boolean => {
      try {
        execFileSync("git", ["check-ignore", "--quiet", path], { cwd: folder });
        return true;
      } catch {
        return false;
      }
    };
    expect(ignored("environments/staging/.env.staging")).toBe(true);
    expect(ignored("environments/staging/.env.staging.example")).toBe(false);
  });

  test("staging and production come out apart, and pass every check", async () => {
    const folder = tempFolder({ "AGENTS.md": "# Payments\n\nRun the tests.\n", "agent-ci.yaml": "fail-on: warning\n" });
    await run(folder, ["env", "init", "staging"]);
    await run(folder, ["env", "init", "production"]);
    expect((await run(folder, ["env", "diff", "staging", "production"])).code).toBe(0);
    const { code, judged } = await run(folder, ["check"]);
    expect(judged?.report.diagnostics.filter(({ rule }) => rule.startsWith("environment/"))).toEqual([]);
    expect(code).toBe(0);
  });

  test("isolates the data that all had together, knows the names of others, copies seeds, and keeps what is there", async () => {
    const folder = tempFolder({
      "agent-ci.yaml": "data: { paths: { memory: state }, seed: seeds }\nrequires: [{ secret: TOKEN }]\n",
      "seeds/memory/first.md": "Seed\n",
      "seeds/other/second.md": "None of ours\n",
      "environments/ci/.env.ci.example": "API_KEY=\nPATH=\n",
      "environments/staging/model-overrides.yaml": "opus: haiku\n",
      ".agent-ci/data/staging/memory/kept.md": "Kept\n",
    });
    await run(folder, ["env", "init", "staging"]);
    const text = (path: string) => readFileSync(join(folder, path), "utf8");
    expect(text("environments/staging/agent-ci.yaml")).toContain('    memory: ".agent-ci/data/staging/memory"\n');
    expect(text("environments/staging/.env.staging.example")).toMatch(/^API_KEY=\nTOKEN=\n$/m);
    expect(text("environments/staging/model-overrides.yaml")).toBe("opus: haiku\n");
    expect(text(".agent-ci/data/staging/memory/first.md")).toBe("Seed\n");
    expect(text(".agent-ci/data/staging/memory/kept.md")).toBe("Kept\n");
    expect(existsSync(join(folder, ".agent-ci/data/staging/other"))).toBe(false);
  });

  test("writes nothing where one thing cannot be written", async () => {
    const folder = tempFolder({ "environments/local/agent-ci.yaml": "{}\n", ".agent-ci": "a file\n" });
    const before = filesIn(folder);
    for (const how of [[], ["--dry-run"]]) {
      const { code, err } = await run(folder, ["env", "init", "staging", ...how]);
      expect({ code, err }).toEqual({
        code: 2,
        err: expect.stringContaining('".agent-ci" is a file. Nothing was written'),
      });
      expect(filesIn(folder)).toEqual(before);
    }
  });

  test("follows no link out of the repository", async () => {
    const folder = tempFolder();
    const outside = tempFolder();
    mkdirSync(join(folder, "environments"));
    symlinkSync(outside, join(folder, "environments/staging"));
    const { code, err } = await run(folder, ["env", "init", "staging"]);
    expect(code).toBe(2);
    expect(err).toContain("it lies outside the checked folder");
    expect(readdirSync(outside)).toEqual([]);
  });

  test("makes no folder that lies elsewhere, and says so", async () => {
    const folder = tempFolder({
      "environments/staging/agent-ci.yaml": "data: { paths: { a: ../a, b: /srv/b, c: .git/c, d: d } }\n",
    });
    const leftOut = [
      "no folder for data.paths.a, ../a: it may lead out of the configuration's folder by `..`",
      "no folder for data.paths.b, /srv/b: it lies elsewhere on the machine",
      "no folder for data.paths.c, .git/c: it lies in the folder of git",
    ];
    const { out } = await run(folder, ["env", "init", "staging"]);
    expect(out.split("\n").slice(0, 3)).toEqual(leftOut);
    expect(out).not.toMatch(/make (?!d\/)/);
    const again = await run(folder, ["env", "init", "staging"]);
    expect(again.out.split("\n")).toEqual([...leftOut, "staging has everything else.", ""]);
    const { out: json } = await run(folder, ["env", "init", "staging", "--format", "json"]);
    expect(JSON.parse(json).leftOut.map(({ name }: { name: string }) => name)).toEqual(["a", "b", "c"]);
    expect((await run(folder, ["env", "init", "../staging"])).code).toBe(2);
  });
});

describe("env check", () => {
  test("each requirement is as bad as it says", async () => {
    const folder = tempFolder({
      "agent-ci.yaml": `requires:
  - { tool: git, at-least: "1.0" }
  - { tool: no-such-tool, severity: warning }
  - { resource: cpu-cores, min: 1 }
  - { secret: API_KEY }
`,
      "environments/staging/.env.staging": "API_KEY=\n",
    });
    const { code, judged } = await run(folder, ["env", "check", "staging"]);
    expect(judged?.report.diagnostics.map(({ severity, message }) => `${severity} ${message}`)).toEqual([
      "warning staging requires no-such-tool, any version: not on PATH.",
    ]);
    expect(judged?.report.sections).toMatchObject([{ kind: "prerequisites", data: { environment: "staging" } }]);
    expect(code).toBe(0);
    expect((await run(folder, ["env", "check", "local"])).code).toBe(1);
    expect((await run(folder, ["env", "check", "local"], { API_KEY: "k-123" })).code).toBe(0);
  });

  test("prints its report as it was asked to", async () => {
    const { judged } = await run(tempFolder({}), ["env", "check", "local", "--format", "json", "--fail-on", "warning"]);
    expect(judged?.settings).toMatchObject({ format: "json", "fail-on": "warning" });
  });

  test("what nobody can tell is a warning at most", async () => {
    const folder = tempFolder({ "agent-ci.yaml": 'requires: [{ tool: sh, at-least: "1.0" }, { tool: ls }]\n' });
    const { code, judged } = await run(folder, ["env", "check", "local"]);
    expect(judged?.report.diagnostics.map(({ severity, message }) => `${severity} ${message}`)).toEqual([
      "warning local requires sh, ≥ 1.0: version unknown.",
    ]);
    expect(code).toBe(0);
  });

  test("the environment's own list replaces the one of all", async () => {
    const folder = tempFolder({
      "agent-ci.yaml": "requires: [{ tool: no-such-tool }]\n",
      "environments/ci/agent-ci.yaml": "requires: []\n",
    });
    expect((await run(folder, ["env", "check", "local"])).code).toBe(1);
    expect((await run(folder, ["env", "check", "ci"])).judged?.report.diagnostics).toEqual([]);
  });
});

test("check finds data that staging and production share, at its place", async () => {
  const folder = tempFolder({
    ...PAIR,
    "AGENTS.md": "# Payments\n",
    "environments/production/agent-ci.yaml": "data: { paths: { memory: state/staging } }\n",
  });
  const { code, judged } = await run(folder, ["check"]);
  expect(judged?.report.diagnostics.filter(({ rule }) => rule.startsWith("environment/"))).toMatchObject([
    { rule: "environment/reserved-name", path: "environments/staging/.env.staging.example", line: 2 },
    { rule: "environment/shared-data", severity: "error", path: "environments/staging/agent-ci.yaml", line: 1 },
  ]);
  expect(code).toBe(1);
});

test("an unknown action is named with the nearest", async () => {
  const { code, err } = await run(tempFolder(), ["env", "shwo", "ci"]);
  expect(code).toBe(2);
  expect(err).toContain("Did you mean show?");
});
