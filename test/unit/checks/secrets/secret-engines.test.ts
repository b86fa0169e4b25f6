import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { createRepository, gitEnvironment } from "../../../support/git.ts";
import { pathWith } from "../../../support/path-with.ts";
import { plantedSecrets } from "../../../support/planted-secrets.ts";
import { runCheck } from "../../../support/run-check.ts";
import { runCli } from "../../../support/run-cli.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const [{ value: secret } = { value: "" }] = plantedSecrets(1, 31);
const FILES = { "agent-ci.yaml": "{}\n", "a.md": `Use ${secret} here.\n` };

interface Told {
  readonly RuleID?: string;
  readonly File?: string;
  readonly StartLine?: number;
  readonly Secret?: string;
  readonly Fingerprint?: string;
}
const finding = ({ RuleID = "some-rule", File = "a.md", StartLine = 1, Secret = secret, ...rest }: Told = {}) => ({
  RuleID,
  File,
  StartLine,
  EndLine: StartLine,
  Secret,
  Commit: "",
  Fingerprint: `${File}:${RuleID}:${StartLine}`,
  ...rest,
});

/** A program in a folder of its own, that reports what it is told to. */
function program(findings: readonly object[], name = "gitleaks", version = "version is set by build process"): string {
  const path = join(tempFolder(), name);
  const report = JSON.stringify(findings);
  const code = findings.length === 0 ? 0 : 7;
  writeFileSync(
    path,
    `#!/bin/sh\nif [ "$1" = version ]; then echo '${version}'; exit 0; fi\ncat <<'END'\n${report}\nEND\nexit ${code}\n`,
  );
  chmodSync(path, 0o755);
  return path;
}

/** A PATH without scanners, whatever the machine has; `cat` is what the programs here call. */
const bare = (): string => pathWith("git", "cat");
const scan = (folder: string, values: Readonly<Record<string, unknown>>, env = {}) =>
  runCheck(folder, { command: "secret-scan", values, env: { PATH: bare(), ...env } });
type Checked = Awaited<ReturnType<typeof scan>>;
const dataOf = ({ report }: Checked): unknown => report.sections.find(({ kind }) => kind === "secret-scan")?.data;
const onPath = (path: string) => ({ PATH: [join(path, ".."), bare()].join(delimiter) });

test("the report names the engine that judged", async () => {
  const { folder } = createRepository(FILES);
  expect(dataOf(await scan(folder, {}))).toMatchObject({ engine: { name: "embedded" }, found: 1 });
  const gitleaks = program([finding()]);
  const checked = await scan(folder, { engine: "gitleaks", "tool-path": gitleaks });
  expect(dataOf(checked)).toEqual({
    engine: { name: "gitleaks" },
    found: 1,
    allowed: [],
    elsewhere: 0,
    again: 0,
    beyond: 0,
    unsearched: 0,
  });
  const { out } = await runCli(folder, ["secret-scan", "--engine", "gitleaks", "--tool-path", gitleaks]);
  expect(out).toContain("By gitleaks, which states no version: 1 found");
});

test("what commits and tags say is searched beside a program, which looks at files alone", async () => {
  const repository = createRepository();
  const commit = repository.commit({}, `Say ${secret}`);
  repository.commit({}, `Say ${secret} again`);
  repository.git("tag", "--annotate", `--message=Say ${secret}`, "v1");
  const { report } = await scan(repository.folder, { engine: "gitleaks", "tool-path": program([]), commits: "all" });
  expect(report.diagnostics.map((one) => [one.rule, one.commit])).toEqual([["secret/token", commit]]);
});

test("a finding has both fingerprints, and the program's own name of what it is", async () => {
  const { folder } = createRepository(FILES);
  const ours = await scan(folder, {});
  const theirs = await scan(folder, { engine: "gitleaks", "tool-path": program([finding()]) });
  expect(theirs.report.diagnostics).toMatchObject([
    {
      rule: "secret/token",
      path: "a.md",
      line: 1,
      column: 5,
      fingerprint: ours.report.diagnostics[0]?.fingerprint,
      engine: { name: "gitleaks", rule: "some-rule", fingerprint: "a.md:some-rule:1" },
    },
  ]);
});

test("what only the program knows to be secret is hidden as well", async () => {
  const word = "correct-horse-battery";
  const { folder } = createRepository({ "a.md": `Say ${word} to enter.\n` });
  const { report } = await scan(folder, { engine: "gitleaks", "tool-path": program([finding({ Secret: word })]) });
  expect(report.diagnostics[0]).toMatchObject({ excerpt: "Say corr***************** to enter." });
  expect(JSON.stringify(report)).not.toContain("horse");
});

test("a fingerprint that is made of the secret is not kept", async () => {
  const { folder } = createRepository(FILES);
  const betterleaks = program([finding({ Fingerprint: "sha256:0f1e2d" })], "betterleaks", "1.8.1");
  const checked = await scan(folder, { engine: "auto", "tool-path": betterleaks });
  expect(checked.report.diagnostics[0]?.engine).toEqual({ name: "betterleaks", rule: "some-rule" });
  expect(dataOf(checked)).toMatchObject({ engine: { name: "betterleaks", version: "1.8.1" } });
});

test("auto takes a program on PATH, none in the repository, and our own engine where there is none", async () => {
  const { folder } = createRepository(FILES);
  const outside = program([finding({ RuleID: "outside" })]);
  expect(dataOf(await scan(folder, { engine: "auto" }, onPath(outside)))).toMatchObject({
    engine: { name: "gitleaks" },
  });

  const inside = join(folder, "bin", "gitleaks");
  mkdirSync(join(folder, "bin"));
  writeFileSync(inside, "#!/bin/sh\nexit 0\n");
  chmodSync(inside, 0o755);
  const git = { PATH: [join(folder, "bin"), bare()].join(delimiter) };
  expect(dataOf(await scan(folder, { engine: "auto" }, git))).toMatchObject({ engine: { name: "embedded" } });
  const link = join(tempFolder(), "gitleaks");
  symlinkSync(inside, link);
  expect(dataOf(await scan(folder, { engine: "auto" }, onPath(link)))).toMatchObject({ engine: { name: "embedded" } });
});

test("an engine that was asked for and is not there is no reason to take another", async () => {
  const { folder } = createRepository(FILES);
  await expect(scan(folder, { engine: "betterleaks" })).rejects.toThrow(/There is no betterleaks on PATH/);
});

test.each([
  ["that does not exist", () => join(tempFolder(), "gitleaks")],
  ["that is a folder", () => tempFolder()],
  ["that lies in the repository", (folder: string) => join(folder, "a.md")],
  ["that is a link into the repository", linkInto],
  [
    "that cannot be run",
    () => {
      const path = join(tempFolder(), "gitleaks");
      writeFileSync(path, "words");
      return path;
    },
  ],
])("a program %s is refused", async (_, path) => {
  const { folder } = createRepository(FILES);
  chmodSync(join(folder, "a.md"), 0o755);
  await expect(scan(folder, { engine: "gitleaks", "tool-path": path(folder) })).rejects.toThrow(/tool-path/);
});

function linkInto(folder: string): string {
  const link = join(tempFolder(), "gitleaks");
  symlinkSync(join(folder, "a.md"), link);
  return link;
}

test("a failing program is exit 2, never a clean scan", async () => {
  const { folder } = createRepository(FILES);
  const path = join(tempFolder(), "gitleaks");
  writeFileSync(path, `#!/bin/sh\necho 'FTL cannot read ${secret}' >&2\nexit 1\n`);
  chmodSync(path, 0o755);
  const ran = await runCli(folder, ["secret-scan", "--engine", "gitleaks", "--tool-path", path]);
  expect(ran.code).toBe(2);
  expect(ran.err).toContain("nothing was judged: FTL cannot read");
  expect(ran.out + ran.err).not.toContain(secret.slice(4, 14));
});

test("a path in a report that leads out of the folder is no finding of ours", async () => {
  const { folder } = createRepository(FILES);
  const files = ["../../etc/passwd", "/etc/passwd", "a.md/../../x", "\u001B[31m.md"];
  const checked = await scan(folder, {
    engine: "gitleaks",
    "tool-path": program(files.map((File) => finding({ File }))),
  });
  expect(checked.found).toEqual([]);
  expect(dataOf(checked)).toMatchObject({ found: 4, elsewhere: 4 });
});

test("what no program looks for is found beside it", async () => {
  const { folder } = createRepository({
    ".mcp.json": JSON.stringify({ mcpServers: { a: { command: "a", env: { DB_PASSWORD: "Tr0ub4dorz" } } } }),
  });
  const checked = await scan(folder, { engine: "gitleaks", "tool-path": program([]) });
  expect(checked.found).toEqual(["error secret/literal .mcp.json:1"]);
});

test.each([undefined, "gitleaks"])(
  "the allow-lists of scanners count for engine %s, once they are merged",
  async (engine) => {
    const values = engine === undefined ? {} : { engine, "tool-path": program([finding({ File: "b.md" }), finding()]) };
    const repository = createRepository({ "agent-ci.yaml": "{}\n" });
    repository.branch("topic");
    repository.commit({
      "a.md": `Use ${secret} here.\n`,
      "b.md": `Use ${secret} here. gitleaks:allow\n`,
      ".gitleaksignore": "# known\n\na.md:some-rule:1\nnowhere.md:some-rule:9\n",
    });
    const asked = await scan(repository.folder, { ...values, "policy-from": "main" });
    expect(asked.code).toBe(1);
    expect(asked.found.toSorted()).toEqual([
      "error secret/token a.md:1",
      "error secret/token b.md:1",
      "warning policy/weakened a.md:1",
      "warning policy/weakened b.md:1",
    ]);
    const merged = await scan(repository.folder, { ...values, "policy-from": "head" });
    expect(merged.found).toEqual([]);
    expect(dataOf(merged)).toMatchObject({
      allowed: expect.arrayContaining([
        { by: ".gitleaksignore", findings: 1 },
        { by: "gitleaks:allow", findings: 1 },
      ]),
    });
  },
);

test("a target branch without a policy of ours answers for what scanners find all the same", async () => {
  const repository = createRepository({ "README.md": "# A\n" });
  repository.branch("topic");
  repository.commit({
    "a.md": `Use ${secret} here.\n`,
    "b.md": `Use ${secret} here. gitleaks:allow\n`,
    ".gitleaksignore": "a.md:some-rule:1\n",
  });
  const { found } = await scan(repository.folder, { "policy-from": "main" });
  const each = ["a.md:1", "b.md:1"];
  expect(found.toSorted()).toEqual([
    ...each.map((place) => `error secret/token ${place}`),
    ...each.map((place) => `warning policy/weakened ${place}`),
  ]);
});

test("an allow comment on another secret is not that of the target branch", async () => {
  const [, { value: other } = { value: "" }] = plantedSecrets(49, 32).filter(({ kind }) => kind === "github-token");
  const repository = createRepository({ "agent-ci.yaml": "{}\n", "a.md": `Use ${secret} here. gitleaks:allow\n` });
  repository.branch("topic");
  repository.commit({ "a.md": `Use ${other} here. gitleaks:allow\n` });
  const { found } = await scan(repository.folder, { "policy-from": "main" });
  expect(found.toSorted()).toEqual(["error secret/token a.md:1", "warning policy/weakened a.md:1"]);
});

const engineSaid = ({ report }: Checked): readonly string[] =>
  report.diagnostics.flatMap(({ rule, message }) => (rule === "baseline/engine" ? [message] : []));

test("a baseline knows whose it is, and another engine is told of", async () => {
  const { folder } = createRepository(FILES);
  const gitleaks = { engine: "gitleaks", "tool-path": program([finding()]) };
  const read = (): unknown => JSON.parse(readFileSync(join(folder, ".agent-ci/baseline.json"), "utf8"));
  await scan(folder, { "update-baseline": true, "accept-secrets": true });
  expect(read()).not.toHaveProperty("engine");
  expect(engineSaid(await scan(folder, {}))).toEqual([]);
  expect(engineSaid(await scan(folder, gitleaks))).toEqual([
    "1 entry for secrets is by embedded, and now gitleaks searches: findings and entries may not match.",
  ]);
  await scan(folder, { ...gitleaks, "update-baseline": true, "accept-secrets": true });
  expect(read()).toMatchObject({ version: 1, engine: "gitleaks" });
  expect(engineSaid(await scan(folder, gitleaks))).toEqual([]);
  expect(engineSaid(await scan(folder, {}))).toHaveLength(1);
  await runCheck(folder, { command: "validate", values: { "update-baseline": true, "accept-secrets": true } });
  expect(read()).toMatchObject({ engine: "gitleaks" });
});

test("a baseline without secrets is anybody's", async () => {
  const { folder } = createRepository({ "AGENTS.md": "See [a](gone.md).\n" });
  await runCheck(folder, { values: { "update-baseline": true, "accept-secrets": true } });
  expect(engineSaid(await scan(folder, { engine: "gitleaks", "tool-path": program([]) }))).toEqual([]);
});

test("a run that is ended leaves no copy of the files behind, and no program", async () => {
  const temporary = tempFolder();
  const { folder } = createRepository({ ...FILES, ".gitleaksignore": "" });
  const started = join(temporary, "started");
  const path = join(tempFolder(), "gitleaks");
  writeFileSync(
    path,
    `#!/bin/sh\n[ "$1" = version ] && exit 0\necho $$ > "${started}.part"\nmv "${started}.part" "${started}"\nexec sleep 600\n`,
  );
  chmodSync(path, 0o755);
  const env = { ...gitEnvironment(), RUNNER_TEMP: temporary };
  const main = fileURLToPath(new URL("../../../../src/cli/agent-ci.ts", import.meta.url));
  const run = spawn(process.execPath, [main, "secret-scan", "--engine", "gitleaks", "--tool-path", path], {
    cwd: folder,
    env,
    stdio: "ignore",
  });
  const ended = once(run, "exit");
  await expect.poll(() => existsSync(started), { timeout: 30_000 }).toBe(true);
  expect(readdirSync(temporary).length).toBeGreaterThan(1);
  run.kill("SIGTERM");
  expect(await ended).toEqual([null, "SIGTERM"]);
  expect(readdirSync(temporary)).toEqual(["started"]);
  const id = Number(readFileSync(started, "utf8"));
  await expect.poll(() => isAlive(id), { timeout: 30_000 }).toBe(false);
});

function isAlive(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}
