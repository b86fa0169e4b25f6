import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { createRepository, type FileChanges, type Repository } from "../../../support/git.ts";
import { runCli } from "../../../support/run-cli.ts";

const also = (...patterns: readonly string[]): string =>
  `rules: { hygiene/lock-file: { severity: error, options: { also: ${JSON.stringify(patterns)} } } }\n`;
const CODE: FileChanges = { "src/a.ts": "", "AGENTS.md": "Run `npm test` first.\n" };

/** A repository of these files in which one more is staged. */
function staged(files: FileChanges, path: string): Repository {
  const repository = createRepository({ ...CODE, ...files });
  mkdirSync(dirname(join(repository.folder, path)), { recursive: true });
  writeFileSync(join(repository.folder, path), "x\n");
  repository.git("add", "--", path);
  return repository;
}

/** What `check` and the hook say of it: an exit code for this rule. */
async function answers({ folder }: Repository, env: Readonly<Record<string, string>> = {}) {
  const checked = await runCli(folder, ["check", "."], env);
  const hooked = await runCli(folder, ["hook", "pre-commit"], env);
  return [checked, hooked].map(({ code, out }) => (out.includes("hygiene/lock-file") ? code : code === 0 ? 0 : "?"));
}

const REFUSED = [1, 1];

describe("what a configuration adds to what has no place in git is refused by all", () => {
  test.each([
    ["a name", "*.agentlock", "src/run.agentlock"],
    ["a folder", "locks/", "src/locks/one/a.ts"],
    ["a path", "/tmp/run", "tmp/run"],
    ["a folder by its path", "var/run", "var/run/a/b.ts"],
  ])("%s", async (_name, pattern, path) => {
    expect(await answers(staged({ "agent-ci.yaml": also(pattern) }, path))).toEqual(REFUSED);
  });

  test("in a file that it extends, behind a link as well", async () => {
    const files = { "agent-ci.yaml": "extends: [ci/base.yaml]\n", "ci/base.yaml": also("*.agentlock") };
    expect(await answers(staged(files, "src/run.agentlock"))).toEqual(REFUSED);
  });

  test("for some paths", async () => {
    const config = `overrides: [{ paths: [src/**], ${also("*.agentlock").trim()} }]\n`;
    expect(await answers(staged({ "agent-ci.yaml": config }, "src/run.agentlock"))).toEqual(REFUSED);
  });

  test("in an environment", async () => {
    const files = { "environments/staging/agent-ci.yaml": also("*.agentlock") };
    const path = "src/run.agentlock";
    expect(await answers(staged(files, path), { AGENT_CI_ENV: "staging" })).toEqual(REFUSED);
    expect(await answers(staged(files, path))).toEqual([0, 0]);
  });

  test("however the name of the rule is spelled", async () => {
    const config = also("*.agentlock").replace("hygiene/lock-file", String.raw`"hygiene\x2Flock-file"`);
    expect(await answers(staged({ "agent-ci.yaml": config }, "src/run.agentlock"))).toEqual(REFUSED);
  });

  test("but what it lets through, and all else, begins nothing", async () => {
    const config = also("*.agentlock", "!kept.agentlock");
    const kept = staged({ "agent-ci.yaml": config }, "src/kept.agentlock");
    expect(await answers(kept)).toEqual([0, 0]);
    expect(await answers(staged({ "agent-ci.yaml": config }, "src/b.ts"))).toEqual([0, 0]);
  });
});

describe("the hook", () => {
  test("goes by the configuration that is named, and that is staged", async () => {
    const path = "src/run.agentlock";
    const named = staged({ "strict.yaml": also("*.agentlock") }, path);
    expect((await runCli(named.folder, ["hook", "pre-commit", "--config", "strict.yaml"])).code).toBe(1);
    expect((await runCli(named.folder, ["hook", "pre-commit"])).code).toBe(0);
    writeFileSync(join(named.folder, "agent-ci.yaml"), also("*.agentlock"));
    expect((await runCli(named.folder, ["hook", "pre-commit"])).code).toBe(0);
    named.git("add", ".");
    expect((await runCli(named.folder, ["hook", "pre-commit"])).code).toBe(1);
  });

  test("lets one go", async () => {
    const repository = createRepository({ "agent-ci.yaml": also("*.agentlock"), "run.agentlock": "x\n" });
    repository.git("rm", "--quiet", "run.agentlock");
    expect((await runCli(repository.folder, ["hook", "pre-commit"])).code).toBe(0);
  });

  test("says nothing of former names in a configuration where it says nothing else", async () => {
    const config = `${also("*.agentlock").trimEnd().replace(/ \}$/u, "")}, skill/body-length: { options: { max: 100 } } }\n`;
    const quiet = staged({ "agent-ci.yaml": config }, "src/b.ts");
    expect(await runCli(quiet.folder, ["hook", "pre-commit"])).toEqual({ code: 0, out: "", err: "" });
    const told = staged({ "agent-ci.yaml": config }, "src/run.agentlock");
    expect((await runCli(told.folder, ["hook", "pre-commit"])).err.match(/max-lines/gu)).toHaveLength(1);
  });

  test("refuses where nobody can say what the configuration adds", async () => {
    const broken = staged({ "agent-ci.yaml": "rules: { hygiene/lock-file: { also: 1 } }\n" }, "src/b.ts");
    expect((await runCli(broken.folder, ["hook", "pre-commit"])).code).toBe(2);
  });
});

test("the hook judges the files that a schema is about, and those of the schema", async () => {
  const repository = createRepository({
    ...CODE,
    "agent-ci.yaml": "schemas: [{ files: ['data/*.{json,yaml}'], schema: shape.json }]\n",
    "shape.json": '{ "$ref": "more.json" }',
    "more.json": '{ "type": "object" }',
    "data/a.json": "{}",
  });
  const refused = { code: 1, out: expect.stringContaining("schema/invalid") };
  for (const [path, text] of [
    ["data/b.yaml", "[]\n"],
    ["shape.json", '{ "type": "array" }'],
    ["more.json", '{ "type": "array" }'],
  ] as const) {
    writeFileSync(join(repository.folder, path), text);
    repository.git("add", path);
    for (const command of [
      ["check", "."],
      ["hook", "pre-commit"],
    ])
      expect(await runCli(repository.folder, command)).toMatchObject(refused);
    repository.git("reset", "--quiet", "--hard");
  }
});
