import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { sarif } from "../../../src/report/formats/sarif.ts";
import { createRepository } from "../../support/git.ts";
import { otherSarif } from "../../support/other-sarif.ts";
import { runCheck } from "../../support/run-check.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const SKILL = "---\nname: git\ndescription: Commits.\n---\nCommit.\n";
const BAD = "---\nname: bad\n---\n[x](gone.md)\n[x](gone.md)\n";
const REPOSITORY = { "skills/git/SKILL.md": SKILL, "skills/bad/SKILL.md": BAD };

describe("--merge", () => {
  test("brings another tool's findings into report and gate", async () => {
    const { folder } = createRepository({ "skills/git/SKILL.md": SKILL, "x.sarif": otherSarif("skills/git/SKILL.md") });
    expect((await runCheck(folder)).code).toBe(0);
    const { code, found, report } = await runCheck(folder, { values: { merge: ["x.sarif"] } });
    expect([code, found]).toEqual([1, ["error other/finding skills/git/SKILL.md:1"]]);
    expect(report.rules.find(({ id }) => id === "other/finding")).toBeDefined();
    expect(report.measurements).toContainEqual(
      expect.objectContaining({ metric: "merged-results", value: 1, labels: { tool: "other" } }),
    );
  });

  test("keeps to what is checked: ignored files, and files beside the one that was named", async () => {
    const other = { "a.sarif": otherSarif("skills/git/SKILL.md"), "b.sarif": otherSarif("vendor/x.md") };
    const { folder } = createRepository({ ...REPOSITORY, ...other, "agent-ci.yaml": "ignore: [vendor/]\n" });
    const values = { merge: ["a.sarif", "b.sarif"] };
    const rules = async (target: string) =>
      (await runCheck(folder, { values, target })).found.filter((one) => one.includes("other/"));
    expect(await rules(".")).toEqual(["error other/finding skills/git/SKILL.md:1"]);
    expect(await rules("skills/bad/SKILL.md")).toEqual([]);
    expect(await rules("skills/git")).toEqual(["error other/finding", "error other/finding SKILL.md:1"]);
  });

  test("is suppressed by its rule as any other", async () => {
    const suppress = 'suppress: [{ rule: other/finding, path: "skills/**", reason: Known }]\n';
    const { folder } = createRepository({
      "skills/git/SKILL.md": SKILL,
      "x.sarif": otherSarif("skills/git/SKILL.md"),
      "agent-ci.yaml": suppress,
    });
    expect(await runCheck(folder, { values: { merge: ["x.sarif"] } })).toMatchObject({ code: 0, found: [] });
  });

  test("our own SARIF comes back with its places, severities and counts, from below the top too", async () => {
    const { folder } = createRepository(
      Object.fromEntries(Object.entries(REPOSITORY).map(([path, text]) => [`sub/${path}`, text])),
    );
    const first = await runCheck(folder, { target: "sub" });
    expect(first.found.length).toBeGreaterThan(2);
    writeFileSync(join(folder, "own.sarif"), sarif(first));
    const { report } = await runCheck(folder, { target: "sub", values: { merge: ["own.sarif"] } });
    const merged = report.diagnostics.filter(({ rule }) => rule.startsWith("agent-ci/"));
    const places = (found: typeof merged) =>
      found.map(({ rule, severity, path, line = 1, column = 1 }) =>
        [rule.replace(/^agent-ci\//u, ""), severity, path, line, column].join(" "),
      );
    expect(places(merged)).toEqual(places(first.report.diagnostics.map((one) => one)));
    for (const [index, one] of merged.entries()) {
      expect(one.message.startsWith(first.report.diagnostics[index]?.message ?? "?")).toBe(true);
      expect(one.fingerprint).not.toBe(first.report.diagnostics[index]?.fingerprint);
    }
  });
});

describe("a file that cannot be merged ends the run, and says why", () => {
  const merging = async (make: (folder: string) => void) => {
    const folder = tempFolder({ "skills/git/SKILL.md": SKILL });
    make(folder);
    await runCheck(folder, { values: { merge: ["x.sarif"] } });
  };
  test.each([
    ["none", () => {}, "there is no such file"],
    ["a folder", (folder: string) => mkdirSync(join(folder, "x.sarif")), "it is no regular file"],
    ["a link", (folder: string) => symlinkSync("/etc/hostname", join(folder, "x.sarif")), "it is no regular file"],
    ["no JSON", (folder: string) => writeFileSync(join(folder, "x.sarif"), "{"), "it is no JSON"],
    [
      "another version",
      (folder: string) => writeFileSync(join(folder, "x.sarif"), '{"version":"1.0.0","runs":[]}'),
      "/version is not 2.1.0",
    ],
  ])("%s", async (_name, make, reason) => {
    await expect(merging(make)).rejects.toThrow(`--merge x.sarif: ${reason}.`);
  });

  test("too many results", async () => {
    const results = Array.from({ length: 50_001 }, () => ({ message: { text: "x" } }));
    const text = JSON.stringify({ version: "2.1.0", runs: [{ tool: { driver: { name: "x" } }, results }] });
    await expect(merging((folder) => writeFileSync(join(folder, "x.sarif"), text))).rejects.toThrow("50001 results");
  });
});
