import { describe, expect, test } from "vitest";
import { commentSyntaxOf } from "../../../src/check/suppressions/comments.ts";
import { inlineSuppressions } from "../../../src/check/suppressions/inline-suppressions.ts";
import { suppress } from "../../../src/check/suppressions/suppress.ts";
import { markdown } from "../../../src/report/markdown/markdown.ts";
import { sarif } from "../../../src/report/formats/sarif.ts";
import { text } from "../../../src/report/text/text.ts";
import { lineOf, runCheck } from "../../support/run-check.ts";
import { reportOf } from "../../support/reports.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const SKILL = "---\nname: tidy\ndescription: Tidies the room when somebody asks for it to be tidied.\n---\n\nTidy.\n";
const LINK = "Read [the form](form.md).\n";
const DEAD = "error link/missing";
const comment = (words: string): string => `<!-- agent-ci-disable-next-line ${words} -->\n`;

async function found(files: Readonly<Record<string, string>>, today?: string) {
  const { found: all, report } = await runCheck(tempFolder(files), today === undefined ? {} : { today });
  return {
    all,
    excused: (report.excused ?? []).map(({ by, reason, diagnostic }) => `${by} ${reason} ${lineOf(diagnostic)}`),
  };
}
const ofSkill = (body: string, config = "", today?: string) =>
  found({ "skills/tidy/SKILL.md": `${SKILL}\n${body}`, ...(config && { "agent-ci.yaml": config }) }, today);

describe("a comment before a line", () => {
  test("suppresses what one rule finds in it, and nothing else", async () => {
    const { all, excused } = await ofSkill(`${comment("link/missing -- generated later")}${LINK}${LINK}`);
    expect(all).toEqual([`${DEAD} skills/tidy/SKILL.md:10`]);
    expect(excused).toEqual([`inline generated later ${DEAD} skills/tidy/SKILL.md:9`]);
  });

  test("stands above another one about the same line", async () => {
    const both = comment("link/missing -- later") + comment("link/backslash -- as on Windows");
    expect((await ofSkill(`${both}Read [the form](docs\\form.md).\n`)).all).not.toContain(
      `${DEAD} skills/tidy/SKILL.md:10`,
    );
    expect((await ofSkill(`${comment("link/missing -- a")}${comment("link/missing -- b")}${LINK}`)).all).toEqual([
      "warning suppression/unused skills/tidy/SKILL.md:9",
    ]);
  });

  test("holds to the end of its day, and no longer", async () => {
    const body = `${comment("link/missing -- generated later (until 2026-11-25)")}${LINK}`;
    expect((await ofSkill(body, "", "2026-11-25")).all).toEqual([]);
    expect((await ofSkill(body, "", "2026-11-26")).all).toEqual([
      "error suppression/expired skills/tidy/SKILL.md:8",
      `${DEAD} skills/tidy/SKILL.md:9`,
    ]);
  });

  test.each([
    ["no reason", "link/missing"],
    ["an empty reason", "link/missing -- "],
    ["a day and no reason", "link/missing -- (until 2027-01-01)"],
    ["no rule", "-- because"],
    ["two rules", "link/missing link/anchor -- because"],
    ["no such day", "link/missing -- because (until 2027-02-30)"],
    ["no day", "link/missing -- because (until soon)"],
  ])("with %s is an error and suppresses nothing", async (_, words) => {
    expect((await ofSkill(`${comment(words)}${LINK}`)).all).toEqual([
      "error suppression/invalid skills/tidy/SKILL.md:8",
      `${DEAD} skills/tidy/SKILL.md:9`,
    ]);
  });

  test.each(["secret/token", "policy/weakened", "suppression/unused", "baseline/stale"])(
    "cannot be about %s",
    async (rule) => {
      expect((await ofSkill(comment(`${rule} -- trust me`))).all).toEqual([
        "error suppression/invalid skills/tidy/SKILL.md:8",
      ]);
    },
  );

  test("that suppresses nothing is reported, with the rule that was meant", async () => {
    const { all } = await ofSkill(comment("link/missing -- later"));
    expect(all).toEqual(["warning suppression/unused skills/tidy/SKILL.md:8"]);
    const folder = tempFolder({ "skills/tidy/SKILL.md": `${SKILL}\n${comment("link/mising -- later")}` });
    const { report } = await runCheck(folder);
    expect(report.diagnostics[0]?.message).toBe(
      "There is no rule link/mising, and nothing to suppress. Did you mean link/missing?",
    );
  });

  test("holds in a file beside a skill, and in settings of a team", async () => {
    const hidden = "Be kind.\u{E0068}\u{E0069}\n";
    const { all, excused } = await found({
      "skills/tidy/SKILL.md": `${SKILL}\nRead [it](references/a.md).\n`,
      "skills/tidy/references/a.md": `${comment("security/hidden-in-reference -- a riddle")}${hidden}\n${hidden}`,
      "TEAM_SPEC.md": "# Team\n",
      ".claude/config.yaml": "# agent-ci-disable-next-line team/rate-limits -- a fair\nmaxAgents: 12\nmaxRounds: 99\n",
    });
    expect(all.filter((line) => !line.includes("TEAM_SPEC.md"))).toEqual([
      "warning team/rate-limits .claude/config.yaml:3",
      "warning security/hidden-in-reference skills/tidy/references/a.md:4",
    ]);
    expect(excused).toEqual([
      "inline a fair warning team/rate-limits .claude/config.yaml:2",
      "inline a riddle warning security/hidden-in-reference skills/tidy/references/a.md:2",
    ]);
  });

  test("is not unused where its rule did not run", async () => {
    const config = "rules:\n  link/missing: off\n";
    expect((await ofSkill(comment("link/missing -- later"), config)).all).toEqual([]);
  });

  test("is no suppression in code, in another comment, or behind text", async () => {
    const one = comment("link/missing -- later");
    for (const body of [`\`\`\`\n${one}\`\`\`\n`, `<!--\n${one}`, `Text ${one}`, `\`${one.trim()}\`\n`])
      expect((await ofSkill(body)).all.filter((line) => line.includes("suppression/"))).toEqual([]);
  });

  test("is not read in frontmatter, and that is said", async () => {
    const skill = SKILL.replace("name:", "# agent-ci-disable-next-line skill/name-vague -- ours\nname:");
    expect((await found({ "skills/tidy/SKILL.md": skill })).all).toEqual([
      "error suppression/invalid skills/tidy/SKILL.md:2",
    ]);
  });

  test("is written as the file writes comments", () => {
    const inline = (path: string, line: string) =>
      inlineSuppressions({
        source: { path, text: `${line}\r\nx\r\n`, bytes: 0, bom: false },
        comment: commentSyntaxOf(path),
      }).suppressions.map(({ rule, reason, covers }) => [
        rule,
        reason,
        covers({ path, line: 2 }),
        covers({ path, line: 3 }),
      ]);
    const words = "agent-ci-disable-next-line a/b -- why not";
    const holds = [["a/b", "why not", true, false]];
    expect(inline("x.md", `  <!-- ${words} -->`)).toEqual(holds);
    for (const path of ["x.yaml", "x.toml", "x.sh", "x.py"]) expect(inline(path, `\t# ${words}`)).toEqual(holds);
    expect(inline("x.jsonc", `// ${words}`)).toEqual(holds);
    for (const path of ["x.json", "x.csv", "x.png", "Makefile"]) expect(inline(path, `# ${words}`)).toEqual([]);
    expect(inline("x.jsonc", `# ${words}`)).toEqual([]);
  });

  test("costs no more than its length, however it is written", () => {
    const hostile = `<!-- agent-ci-disable-next-line ${" -- (until ".repeat(50_000)}-->\n`.repeat(4);
    const many = comment("link/missing -- x").repeat(100_000);
    for (const body of [hostile, many]) {
      const source = { path: "x.md", text: body, bytes: body.length, bom: false };
      const { suppressions, malformed } = inlineSuppressions({ source, comment: commentSyntaxOf("x.md") });
      expect(suppressions.length + malformed.length).toBeLessThanOrEqual(1000);
    }
  });
});

describe("suppress: in the configuration", () => {
  const entry = (more: string): string => `suppress:\n  - rule: link/missing\n${more}`;

  test("means the files of its glob", async () => {
    const config = entry("    path: skills/tidy/**\n    reason: generated later\n");
    const { all, excused } = await ofSkill(LINK, config);
    expect(all).toEqual([]);
    expect(excused).toEqual([`configuration generated later ${DEAD} skills/tidy/SKILL.md:8`]);
  });

  test("without a path means the repository as a whole, not everything", async () => {
    const { all } = await ofSkill(LINK, entry("    reason: trust me\n"));
    expect(all).toEqual(["warning suppression/unused agent-ci.yaml:2", `${DEAD} skills/tidy/SKILL.md:8`]);
  });

  test("ends with its day, and its own line says so", async () => {
    const { all } = await ofSkill(LINK, entry("    path: skills/\n    reason: later\n    until: 2026-11-24\n"));
    expect(all).toEqual(["error suppression/expired agent-ci.yaml:2", `${DEAD} skills/tidy/SKILL.md:8`]);
  });

  test("may be about secrets and the policy, and not about suppressions", () => {
    const base = {
      suppressions: [],
      malformed: [],
      today: "2026-11-25",
      registry: [],
      ran: new Set<string>(),
      looked: () => true,
      waysOf: (path: string) => [path],
    };
    const about = (rule: string) => {
      const { diagnostics } = reportOf({ rule, path: "x" });
      const one = { rule, reason: "r", where: "configuration", covers: () => true } as const;
      return suppress(diagnostics, { ...base, suppressions: [one] }).kept.length;
    };
    expect(["secret/token", "policy/weakened", "suppression/unused", "baseline/stale"].map(about)).toEqual([
      0, 0, 1, 1,
    ]);
  });

  test("needs a reason, a rule, and a glob that can be read", async () => {
    await expect(ofSkill(LINK, "suppress: [{ rule: link/missing, path: skills/ }]\n")).rejects.toThrow(
      /missing key `reason`/,
    );
    await expect(ofSkill(LINK, 'suppress: [{ rule: link/missing, path: skills/, reason: "" }]\n')).rejects.toThrow(
      /must not be empty/,
    );
    await expect(ofSkill(LINK, `suppress: [{ rule: a, reason: b, path: "${"{a,b}".repeat(9)}" }]\n`)).rejects.toThrow(
      /agent-ci.yaml:1/,
    );
  });

  test("is not unused where only a part was looked at", async () => {
    const config = entry("    path: other/**\n    reason: later\n");
    const folder = tempFolder({ "skills/tidy/SKILL.md": SKILL, "agent-ci.yaml": config, ".git/HEAD": "" });
    expect((await runCheck(folder)).found).toEqual(["warning suppression/unused agent-ci.yaml:2"]);
    expect((await runCheck(folder, { target: "skills" })).found).toEqual([]);
    expect((await runCheck(folder, { target: "skills/tidy/SKILL.md" })).found).toEqual([]);
  });
});

describe("what is suppressed", () => {
  const config = "suppress: [{ rule: link/missing, path: skills/, reason: 'a | b', until: 2027-01-01 }]\n";
  const judged = async () =>
    runCheck(tempFolder({ "skills/tidy/SKILL.md": `${SKILL}\n${LINK}`, "agent-ci.yaml": config }));

  test("stands in a ledger in the summary and on the terminal", async () => {
    const checked = await judged();
    expect(text(checked)).toContain(
      "Suppressed findings\n  Rule          Place                    Reason  Until       Findings",
    );
    expect(text(checked)).toContain("No findings in 2 files; not counted: 1 suppressed");
    expect(markdown(checked)).toContain("### Suppressed findings");
    expect(markdown(checked)).toContain("| 2027-01-01 | 1 |");
    expect(markdown(checked)).toContain("Not counted: 1 suppressed.");
  });

  test("is a suppressed result in SARIF", async () => {
    const { runs } = JSON.parse(sarif(await judged()));
    expect(runs[0].results).toMatchObject([
      { ruleId: "link/missing", suppressions: [{ kind: "external", status: "accepted", justification: "a | b" }] },
    ]);
    expect(runs[0].results[0]).not.toHaveProperty("baselineState");
  });
});
