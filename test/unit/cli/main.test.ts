import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { main } from "../../../src/cli/main.ts";
import { show } from "../../../src/cli/show.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const SKILL = "---\nname: review-pr\ndescription: Reviews pull requests.\n---\n\nRead the whole difference first.\n";
const BAD = "# No frontmatter\n";

let folder: string;
beforeEach(() => {
  folder = tempFolder({ "skills/review-pr/SKILL.md": SKILL });
});
function write(texts: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}
async function run(argv: readonly string[], env: Readonly<Record<string, string>> = {}, cwd = folder): Promise<Ran> {
  let out = "";
  let err = "";
  const world = {
    cwd,
    env: { PATH: process.env["PATH"], ...env },
    out: (text: string) => void (out += text),
    err: (text: string) => void (err += text),
    terminal: { out: false, err: false },
    clock: { now: () => 0 },
  };
  const code = await main(argv, { ...world, show: (judged) => show(world, judged) });
  return { code, out, err };
}

describe("exit codes", () => {
  test("0 when nothing is wrong", async () => {
    expect(await run(["check"])).toMatchObject({ code: 0, err: "" });
  });
  test("1 when something is", async () => {
    write({ "skills/bad/SKILL.md": BAD });
    const { code, out } = await run(["check"]);
    expect(code).toBe(1);
    expect(out).toContain("skill/frontmatter");
  });
  test("0 for errors that were asked not to count", async () => {
    write({ "skills/bad/SKILL.md": BAD });
    expect((await run(["check", "--fail-on", "never"])).code).toBe(0);
  });
  test("1 for a repository without agent configuration, 0 where that is expected", async () => {
    const empty = tempFolder({ "src/index.ts": "" });
    expect((await run(["check"], {}, empty)).code).toBe(1);
    expect((await run(["check", "--on-inconclusive", "warn"], {}, empty)).code).toBe(0);
  });
});

describe("a user's mistake is one line that says what to do, and exit code 2", () => {
  const mistakes = [
    [["chekc"], 'There is no command "chekc". Did you mean "check"?'],
    [["check", "--formt", "json"], "check has no option --formt. Did you mean --format?"],
    [["check", "--format", "jsn"], '--format cannot be "jsn"; did you mean "json"?'],
    [["check", "--format"], "--format needs a value"],
    [["check", "--quiet=yes"], "--quiet takes no value."],
    [["check", "a", "b"], '"b" is one too many'],
    [["check", "nowhere"], 'There is no "nowhere".'],
    [["check", "docs"], 'No agent configuration in "docs".'],
    [["check", "--config", "nowhere.yaml"], 'There is no configuration "nowhere.yaml".'],
    [["check", "--output", "sarif"], "output"],
    [["check", "--policy-from", "base"], "needs a git repository"],
    [["explain", "skill/name-fromat"], 'Did you mean "skill/name-format"?'],
    [["explain"], "explain needs <rule>"],
    [["completion", "powershell"], "Choose bash, zsh or fish."],
  ] as const;
  test.each(mistakes)("%j", async (argv, message) => {
    write({ "docs/readme.txt": "" });
    const { code, out, err } = await run(argv);
    expect(err).toContain(message);
    expect(err).not.toMatch(/^\s+at /m);
    expect({ code, out }).toEqual({ code: 2, out: "" });
  });

  test("in the configuration it names the place", async () => {
    write({ "agent-ci.yaml": "fail-on: error\nruels:\n  skill/name-format: off\n" });
    const { code, err } = await run(["check"]);
    expect(code).toBe(2);
    expect(err).toContain("agent-ci.yaml:2:1");
    expect(err).toContain("rules");
  });
});

describe("what is checked", () => {
  test("can be one file", async () => {
    write({ "skills/bad/SKILL.md": BAD });
    expect((await run(["check", "skills/review-pr/SKILL.md"])).code).toBe(0);
    expect((await run(["check", "skills/bad/SKILL.md"])).code).toBe(1);
  });
  test("leaves out what the configuration ignores, folders with all that is in them", async () => {
    write({ "vendor/x/SKILL.md": BAD, "agent-ci.yaml": "ignore: [vendor/]\n" });
    expect((await run(["check"])).code).toBe(0);
  });
  test("obeys the configuration of the repository above, whose patterns count from there", async () => {
    write({
      "skills/bad/SKILL.md": BAD,
      "agent-ci.yaml": "overrides:\n  - paths: [skills/bad/**]\n    rules: { skill/frontmatter: off }\n",
    });
    mkdirSync(join(folder, ".git"));
    expect((await run(["check", "skills"])).code).toBe(0);
  });
  test("is said as JSON with places that a program can use", async () => {
    write({ "skills/bad/SKILL.md": BAD });
    const { out } = await run(["check", "--format", "json"]);
    expect(JSON.parse(out)).toMatchObject({
      version: 1,
      verdict: { result: "fail", reasons: ["1 error"] },
      checked: { artifacts: 2, kinds: { skill: 2 } },
      diagnostics: [{ rule: "skill/frontmatter", path: "skills/bad/SKILL.md", line: 1, column: 1 }],
    });
  });
  test("is written to files as well", async () => {
    await run(["check", "--output", "json=out/report.json", "--output", "sarif=out/report.sarif"]);
    expect(JSON.parse(readFileSync(join(folder, "out/report.json"), "utf8")).version).toBe(1);
    expect(JSON.parse(readFileSync(join(folder, "out/report.sarif"), "utf8")).version).toBe("2.1.0");
  });
});

describe("the configuration explained", () => {
  test("says of each value who set it", async () => {
    write({ "agent-ci.yaml": "fail-on: warning\n" });
    const { out } = await run(["config", "--explain", "--on-inconclusive", "warn"], {
      AGENT_CI_FORMAT: "json",
      NODE_ENV: "test",
    });
    expect(out).toContain('fail-on: "warning"  # agent-ci.yaml:1:1');
    expect(out).toContain('on-inconclusive: "warn"  # flag --on-inconclusive');
    expect(out).toContain('format: "json"  # variable AGENT_CI_FORMAT');
    expect(out).toContain('clients[0]: "claude-code"  # default');
    expect(out).toContain("NODE_ENV=test is ignored");
  });
});

describe("help", () => {
  test("lists the commands", async () => {
    const { code, out } = await run(["--help"]);
    expect(code).toBe(0);
    for (const name of ["check", "validate", "inventory", "rules", "explain", "config", "schema", "completion"])
      expect(out).toMatch(new RegExp(`^  ${name} `, "m"));
  });
  test("of a command lists its options, but none that other doors have", async () => {
    const { out } = await run(["check", "--help"]);
    expect(out).toContain("--fail-on <choice>");
    expect(out).not.toContain("github-token");
  });
  test("is shown, with exit code 2, to whoever types nothing", async () => {
    expect(await run([])).toMatchObject({ code: 2 });
  });
});
