import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyBaseline } from "../../../src/check/baseline/apply-baseline.ts";
import { parseBaseline, renderBaseline } from "../../../src/check/baseline/baseline.ts";
import { chooseEnvironment } from "../../../src/config/environment.ts";
import { sarif } from "../../../src/report/formats/sarif.ts";
import { text } from "../../../src/report/text/text.ts";
import { baselineOf, edit, judged, survives, texts } from "../../support/baseline-edits.ts";
import { reportOf } from "../../support/reports.ts";
import { runCheck } from "../../support/run-check.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const SKILL = "---\nname: tidy\ndescription: Tidies the room when somebody asks for it to be tidied.\n---\n\nTidy.\n";
const FILE = ".agent-ci/baseline.json";
const DEAD = "error link/missing skills/tidy/SKILL.md:8";
const update = { "update-baseline": true };

function skillFolder(more: Readonly<Record<string, string>> = {}) {
  const folder = tempFolder({
    "skills/tidy/SKILL.md": `${SKILL}\nRead [the form](form.md).\n`,
    ".git/HEAD": "",
    ...more,
  });
  const path = (name: string): string => join(folder, name);
  return { folder, path, write: (name: string, content: string) => writeFileSync(path(name), content) };
}
const found = async (folder: string, values = {}, more = {}) => (await runCheck(folder, { values, ...more })).found;

describe("secrets in a baseline", () => {
  const token = ["gh", "p_", "8KqTz3LmVx", "Wn5RbYc7Jd", "Hs2Pf9GaQe", "4uXoZi"].join("");
  const withSecret = () =>
    skillFolder({ ".mcp.json": `{"mcpServers":{"a":{"command":"a","env":{"T":"${token}"}}}}\n` });

  test("are left out, and counted aloud", async () => {
    const { folder, path } = withSecret();
    const { said, code } = await runCheck(folder, { values: update });
    expect(said).toContain("1 secret was not taken in: revoke it.");
    expect(code).toBe(1);
    expect(readFileSync(path(FILE), "utf8")).not.toContain("secret/");
  });

  test("are taken in for who says so, counted each time, and not written out", async () => {
    const { folder, path } = withSecret();
    const { said, code } = await runCheck(folder, { values: { ...update, "accept-secrets": true } });
    expect([code, said]).toEqual([0, expect.stringContaining("1 secret is in the baseline now")]);
    expect(readFileSync(path(FILE), "utf8")).toContain('"rule":"secret/');
    expect(readFileSync(path(FILE), "utf8")).not.toContain(token.slice(0, 10));
    expect((await runCheck(folder, { values: update })).said).toContain("1 secret is in the baseline now");
  });
});

test("an entry keeps the message that it was taken in with, and one from before has none", async () => {
  const { folder, path } = skillFolder();
  await runCheck(folder, { values: update });
  const [entry] = JSON.parse(readFileSync(path(FILE), "utf8")).entries;
  const written = (message?: string) => JSON.stringify({ version: 1, entries: [{ ...entry, message }] });
  for (const message of ["As somebody read it.", undefined]) {
    writeFileSync(path(FILE), written(message));
    expect(await found(folder, update)).toEqual([]);
    expect(JSON.parse(readFileSync(path(FILE), "utf8")).entries[0].message).toBe(message);
  }
});

describe("a baseline", () => {
  test("takes out what was there before, and no more", async () => {
    const { folder, path, write } = skillFolder();
    expect(await found(folder)).toEqual([DEAD]);
    const first = await runCheck(folder, { values: update });
    expect(first.said).toBe(`agent-ci: ${FILE}: 1 added, 0 removed, 1 in all.\n`);
    expect([first.found, first.code]).toEqual([[], 0]);
    expect(readFileSync(path(FILE), "utf8")).toMatch(
      /^\{\n {2}"version": 1,\n {2}"entries": \[\n {4}\{"rule":"link\/missing","path":"skills\/tidy\/SKILL.md","message":"The link leads to \\"form.md\\", which is not there.","fingerprint":"v1:[0-9a-f]{64}"\}\n {2}\]\n\}\n$/,
    );
    expect(await found(folder)).toEqual([]);
    write("skills/tidy/SKILL.md", `${SKILL}\n## New\n\nRead [the form](form.md).\n\nRead [the form](form.md), too.\n`);
    expect(await found(folder)).toEqual(["error link/missing skills/tidy/SKILL.md:12"]);
  });

  test("follows a renamed file, and says so", async () => {
    const { folder, path } = skillFolder();
    await runCheck(folder, { values: update });
    mkdirSync(path("skills/neat"));
    renameSync(path("skills/tidy/SKILL.md"), path("skills/neat/SKILL.md"));
    const { report, found: all } = await runCheck(folder);
    expect(all).toContain(`info baseline/moved ${FILE}`);
    expect(all.filter((line) => line.includes("link/missing"))).toEqual([]);
    expect(report.diagnostics.find(({ rule }) => rule === "baseline/moved")?.message).toBe(
      '1 entry for "skills/tidy/SKILL.md", which is gone, is found in "skills/neat/SKILL.md" now.',
    );
    const { said } = await runCheck(folder, { values: { ...update, baseline: FILE } });
    expect(said).toContain("0 removed, 1 moved");
    expect(await found(folder)).toEqual([]);
  });

  test("does not follow to another finding while its file is there", async () => {
    const { folder, path } = skillFolder();
    await runCheck(folder, { values: update });
    mkdirSync(path("skills/neat"));
    writeFileSync(
      path("skills/neat/SKILL.md"),
      readFileSync(path("skills/tidy/SKILL.md"), "utf8").replaceAll("tidy", "neat"),
    );
    expect(await found(folder)).toContain("error link/missing skills/neat/SKILL.md:8");
  });

  test("is stale where a finding was mended, and an update takes that out", async () => {
    const { folder, write } = skillFolder();
    await runCheck(folder, { values: update });
    write("skills/tidy/SKILL.md", SKILL);
    const { found: all, report } = await runCheck(folder);
    expect(all).toEqual([`warning baseline/stale ${FILE}`]);
    expect(report.diagnostics[0]?.message).toBe(
      '1 entry for "skills/tidy/SKILL.md" matches nothing any more: link/missing.',
    );
    expect((await runCheck(folder, { values: update })).said).toBe(
      `agent-ci: ${FILE}: 0 added, 1 removed, 0 in all.\n`,
    );
    expect(await found(folder)).toEqual([]);
  });

  test("is not stale because nobody looked: another folder, one file, a rule that is off", async () => {
    const other = `${SKILL.replaceAll("tidy", "other")}\n[x](y.md)\n`;
    const { folder, write } = skillFolder({ "skills/other/SKILL.md": other });
    await runCheck(folder, { values: update });
    write("skills/tidy/SKILL.md", SKILL);
    expect(await found(folder, {}, { target: "skills/other" })).toEqual([]);
    expect(await found(folder, {}, { target: "skills/other/SKILL.md" })).toEqual([]);
    expect(await found(folder, {}, { target: "skills/tidy" })).toEqual(["warning baseline/stale"]);
    write("agent-ci.yaml", "rules: { link/missing: off }\n");
    expect(await found(folder)).toEqual([]);
    const { said } = await runCheck(folder, { values: update, target: "skills/other" });
    expect(said).toContain("0 added, 0 removed, 2 in all");
  });

  test("only shrinks in a pipeline, unless growth is asked for", async () => {
    const { folder, path } = skillFolder();
    const ci = { env: { CI: "true" } };
    const { found: all, said, code } = await runCheck(folder, { values: update, ...ci });
    expect([all, code]).toEqual([[DEAD], 1]);
    expect(said).toContain("0 added, 0 removed, 0 in all");
    expect(said).toContain("1 new findings were not added: in a pipeline a baseline only shrinks.");
    expect(JSON.parse(readFileSync(path(FILE), "utf8"))).toEqual({ version: 1, entries: [] });
    expect(await found(folder, { ...update, "grow-baseline": true }, ci)).toEqual([]);
  });

  test.each([
    ["1", "ci", "0 added"],
    ["false", "local", "1 added"],
    ["0", "local", "1 added"],
  ])("and the environment agree on what CI=%s is: %s", async (CI, environment, says) => {
    const { folder } = skillFolder();
    expect((await runCheck(folder, { values: update, env: { CI } })).said).toContain(says);
    expect(chooseEnvironment({ CI }).name).toBe(environment);
  });

  test("can lie elsewhere, or be left out", async () => {
    const { folder, path } = skillFolder();
    await runCheck(folder, { values: { ...update, baseline: "known.json" } });
    expect(existsSync(path(FILE))).toBe(false);
    expect(await found(folder, { baseline: "known.json" })).toEqual([]);
    expect(await found(folder)).toEqual([DEAD]);
    await runCheck(folder, { values: update });
    expect(await found(folder, { baseline: "none" })).toEqual([DEAD]);
    await expect(runCheck(folder, { values: { baseline: "nowhere.json" } })).rejects.toThrow(
      /There is no baseline "nowhere.json"/,
    );
    for (const baseline of ["../out.json", "/etc/passwd", ".git/config"])
      await expect(runCheck(folder, { values: { baseline, ...update } })).rejects.toThrow(/--baseline/);
    await expect(runCheck(folder, { values: { baseline: "none", ...update } })).rejects.toThrow(/nothing to write/);
  });

  test.each([
    ["no JSON", "{", "it is no JSON"],
    ["another version", '{"version":2,"entries":[]}', "it is of version 2"],
    [
      "an entry without a rule",
      '{"version":1,"entries":[{"path":"a","fingerprint":"b"}]}',
      "/entries/0/rule is missing",
    ],
    ["a list", "[]", "it is not an object"],
  ])("that is %s stops everything", async (_, content, reason) => {
    const { folder, path } = skillFolder();
    mkdirSync(path(".agent-ci"));
    writeFileSync(path(FILE), content);
    await expect(runCheck(folder)).rejects.toThrow(reason);
    await expect(runCheck(folder, { values: update })).rejects.toThrow(reason);
  });

  test("is neither read nor written through a link that leads out", async () => {
    const { folder, path } = skillFolder();
    const outside = tempFolder({ "baseline.json": '{"version":1,"entries":[]}' });
    symlinkSync(outside, path(".agent-ci"));
    await expect(runCheck(folder)).rejects.toThrow(/leads out/);
    rmSync(join(outside, "baseline.json"));
    await expect(runCheck(folder, { values: update })).rejects.toThrow(/leads out/);
    expect(existsSync(join(outside, "baseline.json"))).toBe(false);
  });

  test("never holds findings about itself, suppressions, the policy or a change", async () => {
    const { folder } = skillFolder({ "AGENTS.md": "<!-- agent-ci-disable-next-line link/missing -->\nHi.\n" });
    await runCheck(folder, { values: update });
    expect(await found(folder)).toEqual(["error suppression/invalid AGENTS.md:1"]);
  });

  test("is said in the totals and in SARIF, where each result has a state", async () => {
    const { folder, write } = skillFolder();
    await runCheck(folder, { values: update });
    write("AGENTS.md", "See [a](gone.md).\n");
    const checked = await runCheck(folder);
    expect(text(checked)).toContain("1 error in 2 files; not counted: 1 in the baseline");
    const { runs } = JSON.parse(sarif(checked));
    expect(runs[0].results.map((one: { baselineState: string }) => one.baselineState)).toEqual(["new", "unchanged"]);
  });
});

describe("entries", () => {
  const entry = fc.record({ rule: fc.string(), path: fc.string(), fingerprint: fc.string() });
  test("are sorted and read back as they were written", () => {
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        const written = renderBaseline({ entries });
        const read = parseBaseline(written);
        expect(read.ok && renderBaseline({ entries: read.baseline.entries.toReversed() })).toBe(written);
      }),
      { seed: 61 },
    );
  });

  test("survive moved lines, changed neighbours and renamed files", async () => {
    await fc.assert(survives({ min: 1, max: 10 }), { seed: 62, numRuns: 100 });
  });

  test("tell what is new, and what went", async () => {
    await fc.assert(
      fc.asyncProperty(texts, fc.array(edit, { maxLength: 5 }), async (before, steps) => {
        const entries = await baselineOf(before);
        const after = steps.reduce((now, change, step) => change(now, step), before);
        const added = await judged({ ...after, "new/AGENTS.md": "One more MARK of its own.\n" }, entries);
        expect(added.kept.map(({ rule }) => rule)).toEqual(["test/marked", "test/marked"]);
        const removed = await judged(after, [...entries, { rule: "test/marked", path: "", fingerprint: "v1:0" }]);
        expect(removed.anew.removed).toHaveLength(1);
      }),
      { seed: 63, numRuns: 50 },
    );
  });

  test("of a hundred thousand equal findings take as many, and one that is new remains", () => {
    const count = 100_000;
    const { diagnostics } = reportOf(
      ...Array.from({ length: count + 1 }, () => ({ path: "b/AGENTS.md", fingerprint: "v1:1" })),
    );
    const entries = Array.from({ length: count }, () => ({
      rule: "skill/name-format",
      path: "a/AGENTS.md",
      fingerprint: "v1:1",
    }));
    const given = { entries, entryPath: (path?: string) => path, exists: () => false, looked: () => true };
    const { kept, anew } = applyBaseline(diagnostics, given, new Map());
    expect([kept.length, anew.moved, anew.removed.length]).toEqual([1, count, 0]);
  });
});
