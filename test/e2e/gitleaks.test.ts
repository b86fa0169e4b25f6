import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { client, describeWithClients } from "../support/clients.ts";
import { createRepository, gitEnvironment, type Repository } from "../support/git.ts";
import { plantedSecrets } from "../support/planted-secrets.ts";
import { type Checked, runCheck } from "../support/run-check.ts";
import { tempFolder } from "../support/temp-folder.ts";

const SEED = 83;
const planted = plantedSecrets(200, SEED).map(({ value }) => value);
const page = (some: readonly string[]): string => some.map((value) => `configured with "${value}"\n`).join("\n");

/** 200 secrets: 80 that only the history has, 60 staged, 60 that are in no index. */
function plantedRepository(): Repository {
  const repository = createRepository();
  repository.commit({ "docs/old.md": page(planted.slice(0, 40)), "skills/a/notes.md": page(planted.slice(40, 80)) });
  repository.commit({ "docs/old.md": null, "skills/a/notes.md": null }, "Take them out");
  write(repository.folder, { ".mcp.json": page(planted.slice(80, 110)), "src/key.ts": page(planted.slice(110, 140)) });
  repository.git("add", "--all");
  write(repository.folder, { "AGENTS.md": page(planted.slice(140, 170)), "notes/x.txt": page(planted.slice(170)) });
  return repository;
}

function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

interface Bare {
  readonly RuleID: string;
  readonly File: string;
  readonly StartLine: number;
  readonly Commit: string;
  readonly Fingerprint: string;
  readonly Secret: string;
}

/** What the program says by itself. */
function bare(folder: string, ...args: readonly string[]): readonly Bare[] {
  const own = ["--no-banner", "--log-level", "error", "--report-format", "json", "--report-path", "-"];
  const options = { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28, env: gitEnvironment() } as const;
  const { stdout, status, stderr } = spawnSync(client("gitleaks"), [...args, ...own, "--exit-code", "7", "."], options);
  if (status !== 0 && status !== 7) throw new Error(stderr);
  return JSON.parse(stdout);
}

const placeOf = ({ RuleID, File, StartLine, Fingerprint }: Bare): string =>
  [RuleID, File, StartLine, Fingerprint].join(" ");

/** The program's findings as our report has them. */
const placesIn = ({ report }: Checked): readonly string[] =>
  report.diagnostics.flatMap(({ engine, path, line }) =>
    engine ? [[engine.rule, path, line, engine.fingerprint].join(" ")] : [],
  );

const scan = (folder: string, values: Readonly<Record<string, unknown>> = {}, env = {}): Promise<Checked> =>
  runCheck(folder, {
    command: "secret-scan",
    values: { engine: "gitleaks", "tool-path": client("gitleaks"), "changed-since": "beginning", ...values },
    env,
  });

const sectionOf = ({ report }: Checked): unknown => report.sections.find(({ kind }) => kind === "secret-scan")?.data;

describeWithClients("gitleaks", ["gitleaks"], () => {
  test(`what gitleaks finds in the files is what we report, seed ${SEED}`, async () => {
    const { folder } = plantedRepository();
    const own = bare(folder, "dir");
    const checked = await scan(folder);
    expect(own.length).toBeGreaterThan(60);
    expect(placesIn(checked).toSorted()).toEqual(own.map(placeOf).toSorted());
    expect(checked.code).toBe(1);
    expect(sectionOf(checked)).toMatchObject({ engine: { name: "gitleaks" }, found: own.length, elsewhere: 0 });
  });

  test(`what gitleaks finds in the index is what we report, seed ${SEED}`, async () => {
    const { folder } = plantedRepository();
    write(folder, { "src/key.ts": "" }); // the commit will have it all the same
    const own = bare(folder, "git", "--pre-commit", "--staged");
    const checked = await scan(folder, { staged: true });
    expect(own.length).toBeGreaterThan(30);
    expect(placesIn(checked).toSorted()).toEqual(own.map(placeOf).toSorted());
    expect(sectionOf(checked)).toMatchObject({ found: own.length, elsewhere: 0 });
  });

  test(`what gitleaks finds in the history is reported or counted, seed ${SEED}`, async () => {
    const repository = plantedRepository();
    repository.git("commit", "--quiet", "--message=What is staged");
    const files = bare(repository.folder, "dir");
    const history = bare(repository.folder, "git");
    const checked = await scan(repository.folder, { commits: "all" });
    const standing = new Set(files.map(({ Secret }) => Secret));
    const past = history.filter(({ Secret }) => !standing.has(Secret));
    expect(past.length).toBeGreaterThan(40);
    expect(placesIn(checked).toSorted()).toEqual([...files, ...past].map(placeOf).toSorted());
    expect(sectionOf(checked)).toMatchObject({
      found: files.length + history.length,
      again: history.length - past.length,
      elsewhere: 0,
    });
  });

  test("files that nobody asked about are counted", async () => {
    const { folder } = plantedRepository();
    write(folder, { ".gitignore": "local/\n", "local/keys.txt": page(planted.slice(0, 20)) });
    const own = bare(folder, "dir");
    const checked = await scan(folder);
    const outside = own.filter(({ File }) => File.startsWith("local/"));
    expect(outside.length).toBeGreaterThan(5);
    expect(placesIn(checked)).toHaveLength(own.length - outside.length);
    expect(sectionOf(checked)).toMatchObject({ found: own.length, elsewhere: outside.length });
  });

  test("no part of a secret behind its first four characters is in what we say", async () => {
    const { folder } = plantedRepository();
    const own = bare(folder, "dir");
    const { report } = await scan(folder);
    const said = JSON.stringify(report);
    const traces = own.flatMap(({ Secret }) =>
      Secret.split(/\s+/).flatMap((one) => (one.length > 14 ? [one.slice(4, 14)] : [])),
    );
    expect(traces.length).toBeGreaterThan(60);
    expect(traces.filter((trace) => said.includes(trace))).toEqual([]);
  });

  test("neither the repository's git configuration nor its programs are started", async () => {
    const repository = plantedRepository();
    const { folder, git } = repository;
    const loot = tempFolder();
    const trap = (name: string): string => {
      const file = join(folder, "tools", name);
      write(folder, { [`tools/${name}`]: `#!/bin/sh\necho "$0" >> "${join(loot, "ran")}"\ncat\n` });
      chmodSync(file, 0o755);
      return file;
    };
    for (const name of ["git", "gitleaks"]) trap(name);
    write(folder, { ".gitattributes": "* diff=evil filter=evil\n*.ts -diff\n" });
    for (const [key, name] of [
      ["core.fsmonitor", "monitor"],
      ["core.pager", "pager"],
      ["diff.external", "external"],
      ["diff.evil.textconv", "textconv"],
      ["diff.evil.command", "command"],
      ["log.showSignature", "true"],
      ["gpg.program", "gpg"],
      ["core.alternateRefsCommand", "refs"],
      ["core.sshCommand", "ssh"],
    ] as const)
      git("config", key, name === "true" ? name : trap(name));
    const ran = (): string => (existsSync(join(loot, "ran")) ? readFileSync(join(loot, "ran"), "utf8") : "");
    bare(folder, "git");
    expect(ran(), "the trap works where nobody looks out").not.toBe("");
    rmSync(join(loot, "ran"));
    const env = { PATH: `${join(folder, "tools")}:${gitEnvironment()["PATH"]}` };
    const staged = await scan(folder, { staged: true }, env);
    const past = await scan(folder, { commits: "all" }, env);
    expect(ran()).toBe("");
    expect(staged.found.some((line) => line.includes("src/key.ts"))).toBe(true);
    expect(past.found.some((line) => line.includes("docs/old.md"))).toBe(true);
  });

  test("a change's own allow-lists let nothing of it through, and are named", async () => {
    const repository = createRepository({ "agent-ci.yaml": "{}\n" });
    const [secret = ""] = planted;
    repository.branch("topic");
    repository.commit({
      "a.md": `configured with "${secret}"\n`,
      "b.md": `configured with "${secret}" gitleaks:allow\n`,
      ".gitleaksignore": "a.md:github-pat:1\n",
      ".gitleaks.toml": "[extend]\nuseDefault = true\n[allowlist]\nregexes = ['.*']\n",
    });
    const checked = await scan(repository.folder, { "policy-from": "main" });
    expect(checked.code).toBe(1);
    expect(checked.found).toEqual(
      expect.arrayContaining([
        "error secret/token a.md:1",
        "error secret/token b.md:1",
        "warning policy/weakened a.md:1",
        "warning policy/weakened b.md:1",
        "warning policy/weakened .gitleaks.toml",
      ]),
    );
    repository.git("checkout", "--quiet", "main");
    repository.git("merge", "--quiet", "topic");
    const merged = await scan(repository.folder);
    expect(merged.found).toEqual([]);
  });

  test("what is let through by accepted lists is counted by what lets it through", async () => {
    const [first = "", second = ""] = plantedSecrets(200, SEED)
      .filter(({ kind }) => kind === "github-token")
      .map(({ value }) => value);
    const { folder } = createRepository({
      "a.md": `configured with "${first}"\n`,
      "b.md": `configured with "${second}" # gitleaks:allow\n`,
    });
    const rule = bare(folder, "dir").find(({ File }) => File === "a.md")?.RuleID ?? "";
    write(folder, { ".gitleaksignore": `# accepted\na.md:${rule}:1\n` });
    const checked = await scan(folder);
    expect(checked.found).toEqual([]);
    expect(sectionOf(checked)).toMatchObject({
      found: 2,
      allowed: expect.arrayContaining([
        { by: ".gitleaksignore", findings: 1 },
        { by: "gitleaks:allow", findings: 1 },
      ]),
    });
  });

  test("no variable of the environment brings rules along", async () => {
    const { folder } = createRepository({ "a.md": `configured with "${planted[0]}"\n` });
    const file = join(tempFolder(), "rules.toml");
    writeFileSync(file, "[allowlist]\npaths = ['.*']\n");
    const env = { GITLEAKS_CONFIG: file, GITLEAKS_CONFIG_TOML: "[allowlist]\npaths = ['.*']\n" };
    expect((await scan(folder, {}, env)).found).toEqual(["error secret/token a.md:1"]);
  });

  test("what git cannot give is no clean scan", async () => {
    const { folder, git } = createRepository({ "a.md": `configured with "${planted[0]}"\n` });
    const blob = git("rev-parse", "HEAD:a.md").trim();
    rmSync(join(folder, ".git/objects", blob.slice(0, 2), blob.slice(2)), { force: true });
    expect(bare(folder, "git"), "the bare program says that all is well").toEqual([]);
    await expect(scan(folder, { commits: "all" })).rejects.toThrow(/nothing was judged/);
  });

  test("an index that is split is read as a whole", async () => {
    const { folder, git } = createRepository({ "a.md": "# A\n" });
    git("update-index", "--split-index");
    write(folder, { "b.md": `configured with "${planted[0]}"\n` });
    git("add", "b.md");
    expect((await scan(folder, { staged: true })).found).toEqual(["error secret/token b.md:1"]);
  });

  test("a secret of the past counts, though it stands in a file that nobody asks about", async () => {
    const repository = createRepository({ "a.js": `configured with "${planted[0]}"\n`, ".gitignore": "local.txt\n" });
    repository.commit({ "a.js": "// by a variable\n" });
    write(repository.folder, { "local.txt": `configured with "${planted[0]}"\n` });
    const { found } = await scan(repository.folder, { commits: "all" });
    expect(found).toEqual(["error secret/token a.js:1"]);
  });

  test("no ignore file hides itself", async () => {
    const { folder } = createRepository({ ".gitleaksignore": `# configured with "${planted[0]}"\n` });
    expect((await scan(folder)).found).toEqual(["error secret/token .gitleaksignore:1"]);
  });

  test("one file is searched alone, its neighbours' ignore file or not", async () => {
    const text = `configured with "${planted[0]}"\n`;
    const { folder } = createRepository({ "a/b.md": text, "a/c.md": text, ".gitleaksignore": "" });
    const checked = await runCheck(folder, {
      command: "secret-scan",
      values: { engine: "gitleaks", "tool-path": client("gitleaks") },
      target: "a/b.md",
    });
    expect(placesIn(checked)).toEqual([expect.stringMatching(/ a\/b\.md 1 a\/b\.md:[\w-]+:1$/)]);
    expect(sectionOf(checked)).toMatchObject({ found: 1, elsewhere: 0 });
  });

  test("a launcher that chooses by the files of the checkout is started elsewhere", async () => {
    const { folder } = createRepository({ "a.md": `configured with "${planted[0]}"\n`, choose: "evil\n" });
    const shim = join(tempFolder(), "gitleaks");
    writeFileSync(shim, `#!/bin/sh\n[ -e choose ] && { echo '[]'; exit 0; }\nexec "${client("gitleaks")}" "$@"\n`);
    chmodSync(shim, 0o755);
    expect((await scan(folder, { "tool-path": shim })).found).toEqual(["error secret/token a.md:1"]);
  });
});
