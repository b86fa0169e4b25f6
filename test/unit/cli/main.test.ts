import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { main } from "../../../src/cli/main.ts";
import { showOnTerminal } from "../../../src/cli/show.ts";
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
  const code = await main(argv, { ...world, show: (judged) => showOnTerminal(world, judged) });
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

test("a folder in which nothing is read, though something was meant to be, is no mistake of the user's", async () => {
  write({ "flat/.github/skills/git.md": "---\nname: git\ndescription: Commits.\n---\nCommit.\n" });
  const { code, out } = await run(["check", "flat"]);
  expect(out).toContain('No client reads "git.md" as a skill');
  expect(out).toContain("inconclusive: No agent configuration was found");
  expect(code).toBe(1);
});

describe("a user's mistake is one line that says what to do, and exit code 2", () => {
  const mistakes = [
    [["chekc"], 'There is no command "chekc". Did you mean "check"?'],
    [["check", "--formt", "json"], "check has no option --formt. Did you mean --format?"],
    [["check", "--format", "jsn"], '--format cannot be "jsn"; did you mean "json"?'],
    [["check", "--format"], "--format needs a value"],
    [["check", "--base", "--quiet"], "--base needs a value: <ref>. Behind it stands --quiet, which is an option"],
    [["check", "--config", "--base=main"], "--config needs a value: <file>. Behind it stands --base"],
    [["--quiet", "check"], '"--quiet" stands where the command belongs: options come behind it'],
    [["check", "--output", "json=a", "--output", "sarif=./a"], 'Cannot write "./a": another report goes there.'],
    [["check", "--base", ""], "--base is empty. It needs a value: <ref>."],
    [["check", "--changed-since="], "--changed-since is empty"],
    [["check", "--quiet=yes"], "--quiet takes no value."],
    [["check", "a", "b"], '"b" is one too many'],
    [["check", "nowhere"], 'There is no "nowhere".'],
    [["check", "docs"], 'No agent configuration in "docs".'],
    [["check", "--config", "/dev/null"], '"/dev/null" is no regular file. Give one that holds the configuration'],
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

  test.each([
    ["a name that is too long", ["check", "a".repeat(300)]],
    ["a link that goes in a circle", ["check", "circle"]],
    ["a configuration that goes in a circle", ["check", "--config", "circle"]],
    ["a report behind a file", ["check", "--output", "json=skills/review-pr/SKILL.md/x"]],
    ["a report behind a circle", ["check", "--output", "json=circle/x"]],
    ["a configuration that leads out", ["check", "--config", "out.yaml"]],
  ])("also where it is %s", async (_what, argv) => {
    symlinkSync("circle", join(folder, "circle"));
    symlinkSync("/etc/hostname", join(folder, "out.yaml"));
    const { code, err } = await run(argv);
    expect(err).not.toMatch(/^\s+at /m);
    expect(code).toBe(2);
  });

  test("can neither move the cursor nor start a workflow command, whatever it quotes", async () => {
    write({ "agent-ci.yaml": '"\\e[2J\\n::error::x ##[error]\\u202e": 1\n' });
    const { code, err } = await run(["check"]);
    expect(code).toBe(2);
    expect(err).toContain("agent-ci.yaml:1:1");
    // oxlint-disable-next-line no-control-regex -- exactly this is looked for
    expect(err).not.toMatch(/^::|##\[|[\u001b\u202e]/m);
  });

  test("in the configuration it names the place", async () => {
    write({ "agent-ci.yaml": "fail-on: error\nruels:\n  skill/name-format: off\n" });
    const { code, err } = await run(["check"]);
    expect(code).toBe(2);
    expect(err).toContain("agent-ci.yaml:2:1");
    expect(err).toContain("rules");
    mkdirSync(join(folder, ".git"));
    write({ "skills/agent-ci.yaml": "ruels: 1\n" });
    expect((await run(["check", "skills"])).err).toBe(
      "agent-ci: skills/agent-ci.yaml:1:1: unknown key `ruels`: did you mean `rules`?\n",
    );
    write({ "skills/agent-ci.yaml": "fail-on: never\n" });
    expect((await run(["config", "--explain", "--config", "skills/agent-ci.yaml"])).out).toContain(
      "# skills/agent-ci.yaml:1:10",
    );
  });
});

describe("what is checked", () => {
  test("can be one file", async () => {
    write({ "skills/bad/SKILL.md": BAD });
    expect((await run(["check", "skills/review-pr/SKILL.md"])).code).toBe(0);
    expect((await run(["check", "skills/bad/SKILL.md"])).code).toBe(1);
  });
  test("is one file in its surroundings: what it is may depend on them", async () => {
    write({
      "p/.claude-plugin/plugin.json": '{ "name": "p", "description": "P.", "version": "1.0.0" }',
      "p/agents/reviewer.md": "---\nname: reviewer\ndescription: Reviews.\n---\n\nRead.\n",
      "AGENTS.md": "# House\n",
      "docs/house.txt": "# House\n",
    });
    symlinkSync("AGENTS.md", join(folder, "CLAUDE.md"));
    symlinkSync("docs/house.txt", join(folder, "GEMINI.md"));
    symlinkSync("p", join(folder, "link"));
    const named = async (path: string, cwd = folder) => (await run(["inventory", path], {}, cwd)).out;
    expect(await named("p/agents/reviewer.md")).toBe("agent (1)\n  p/agents/reviewer.md  claude-code\n\n1 file\n");
    expect(await named("link/agents/reviewer.md")).toContain("  p/agents/reviewer.md  claude-code\n");
    expect(await named("CLAUDE.md")).toBe("instructions (1)\n  AGENTS.md\n\n1 file\n");
    expect(await named("GEMINI.md")).toBe("instructions (1)\n  GEMINI.md  gemini-cli\n\n1 file\n");
    mkdirSync(join(folder, ".git"));
    expect(await named("../p/agents/reviewer.md", join(folder, "docs"))).toContain(
      "  p/agents/reviewer.md  claude-code\n",
    );
  });
  test("of one file, is only what is said of it", async () => {
    write({ "skills/bad/SKILL.md": BAD, "skills/worse/SKILL.md": BAD });
    const { out } = await run(["check", "skills/bad/SKILL.md", "--format", "json"]);
    expect(JSON.parse(out)).toMatchObject({
      checked: { artifacts: 1 },
      measurements: [{ metric: "artifacts", value: 1 }, { metric: "bytes" }],
      diagnostics: [{ path: "skills/bad/SKILL.md" }],
    });
  });
  test("is known in a folder such as .claude by the way from the repository's top", async () => {
    write({ ".claude/agents/reviewer.md": "---\nname: reviewer\ndescription: Reviews.\n---\n\nRead.\n" });
    mkdirSync(join(folder, ".git"));
    const expected = "agent (1)\n  agents/reviewer.md  claude-code\n\n1 file\n";
    expect((await run(["inventory", ".claude"])).out).toBe(expected);
    expect((await run(["inventory"], {}, join(folder, ".claude"))).out).toBe(expected);
  });
  test("is also what lies behind a link to a folder, at the place that the link gives it", async () => {
    write({ "shared/prompts/deploy.md": "Deploy.\n" });
    mkdirSync(join(folder, ".claude"));
    symlinkSync("../shared/prompts", join(folder, ".claude/commands"));
    expect((await run(["inventory"])).out).toContain("command (1)\n  .claude/commands/deploy.md  claude-code\n");
    expect((await run(["check"])).code).toBe(0);
  });
  test("is what git tracks, also where a pattern would hide it", async () => {
    write({ "skills/bad/SKILL.md": BAD, ".gitignore": "skills/bad/\n" });
    const git = (...args: readonly string[]) => execFileSync("git", args, { cwd: folder });
    git("init", "-q");
    expect((await run(["check"])).code).toBe(0);
    git("add", "--force", "skills/bad");
    expect((await run(["check"])).code).toBe(1);
    expect((await run(["check", "skills"])).code).toBe(1);
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
  test("is written where the configuration says, seen from its own folder, wherever the program was called", async () => {
    const home = tempFolder({ "clone/skills/bad/SKILL.md": BAD });
    writeFileSync(join(home, "clone/agent-ci.yaml"), "output: [{ format: text, file: .bashrc }]\n");
    const user = { HOME: tempFolder() };
    expect((await run(["check", "clone"], user, home)).code).toBe(1);
    expect(existsSync(join(home, ".bashrc"))).toBe(false);
    expect(readFileSync(join(home, "clone/.bashrc"), "utf8")).toContain("1 error");
    mkdirSync(join(home, "clone/.git"));
    expect((await run(["check", "skills"], user, join(home, "clone"))).code).toBe(1);
    expect(existsSync(join(home, "clone/skills/.bashrc"))).toBe(false);
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
    expect(out).toMatch(/^NODE_ENV=test is ignored/m);
  });
});

describe("the rules", () => {
  test("have the severity that the configuration gives them", async () => {
    write({ "agent-ci.yaml": "rules: { skill/name-vague: error }\nclients: [skills-ref]\n" });
    const { out } = await run(["rules"]);
    expect(out).toMatch(/^skill\/name-vague +error /m);
    expect(out).toMatch(/^skill\/unknown-field +error /m);
  });
  test("show hidden characters where they explain them", async () => {
    const { out } = await run(["explain", "skill/byte-order-mark"]);
    expect(out).toContain("\\u{FEFF}---");
    expect(out).not.toContain("\uFEFF");
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
    expect((await run(["--help", "check"])).out).toBe(out);
    expect(out).toContain("--fail-on <choice>");
    expect(out).not.toContain("github-token");
  });
  test("fits into a hundred columns, and names pages by their address", async () => {
    const lines = (await run(["check", "--help"])).out.split("\n");
    const options = lines.slice(lines.indexOf("Options:"), lines.indexOf("Examples:"));
    expect(options.filter((line) => line.length > 100)).toEqual([]);
    expect(options).toContain(`${" ".repeat(35)}those that are none, or are revoked.`);
    expect((await run(["dry-run", "--help"])).out).toMatch(/See https:\/\/\S+\/docs\/dry-run\.md\.\n/u);
  });
  test("breaks a text where a line is full or a sentence about something else begins, not where its source does", async () => {
    expect((await run(["cost", "--help"])).out).toContain(
      [
        "estimate says what the workflows of agent-usage.yaml are expected to cost, diff what a change makes",
        "of that; neither refuses anything. gate holds both to the budgets of the configuration, as cost-gate",
        "does in a pipeline.",
        "report reads what models were used for",
      ].join("\n"),
    );
  });
  test("is shown, with exit code 2, to whoever types nothing", async () => {
    expect(await run([])).toMatchObject({ code: 2 });
  });
});
