import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runCli } from "../../support/run-cli.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const links = Array.from({ length: 70 }, (_, index) => `[${index}](none-${index}.md)\n`).join("\n");
const FILES = {
  "AGENTS.md": `# A\n\n${links}[b](#nowhere)\n`,
  ".claude/skills/a/SKILL.md": "---\nname: B\n---\n\nDo.\n",
};

describe("what is printed of a report", () => {
  test("is a screen, and all of it in a file", async () => {
    const folder = tempFolder(FILES);
    const { code, out } = await runCli(folder, ["check", "--output", "text=all.txt"]);
    expect(code).toBe(1);
    expect(out.split("\n").length).toBeLessThanOrEqual(61);
    expect(out).toMatch(/and \d+ more: --only link\/missing/u);
    expect(readFileSync(join(folder, "all.txt"), "utf8").match(/link\/missing$/gmu)).toHaveLength(70);
  });

  test.each([
    [["--only", "link/missing"], ["link/missing"]],
    [["--only", "missing"], ["link/missing"]],
    [
      ["--only", "skill", "--only", "link"],
      ["link/missing", "skill/description-required", "skill/name-format"],
    ],
    [["--skip", "skill", "--severity", "error"], ["link/missing"]],
  ])("%j: those rules and no others, with the verdict of all", async (args, rules) => {
    const { code, out } = await runCli(tempFolder(FILES), ["check", ...args]);
    expect(code).toBe(1);
    const printed = [...out.matchAll(/^ +(?:\d+:\d+ +)?(?:error|warning|info) .* {2}([a-z-]+\/[a-z-]+)/gmu)];
    const found = new Set(printed.map(([, rule]) => rule));
    expect([...found]).toEqual(expect.arrayContaining(rules));
    expect([...found].filter((rule) => !rules.includes(rule ?? "") && args.includes("link/missing"))).toEqual([]);
    expect(out).toMatch(/\nfail: \d+ errors\n$/u);
  });

  test("says how many there are besides", async () => {
    const { out } = await runCli(tempFolder(FILES), ["check", "--only", "link/missing"]);
    expect(out).toMatch(/^Printed: 70 of 7[2-9] findings$/mu);
  });

  test("names the nearest rule or group for one that is not there", async () => {
    expect(await runCli(tempFolder(FILES), ["check", "--only", "link/mising"])).toMatchObject({
      code: 2,
      err: expect.stringContaining('Did you mean "link/missing"?'),
    });
    expect(await runCli(tempFolder(FILES), ["check", "--skip", "skil"])).toMatchObject({
      code: 2,
      err: expect.stringContaining('Did you mean "skill"?'),
    });
  });
});

describe("a rule is found by a part of its name", () => {
  test("explain takes an id, its last part, or a group", async () => {
    const [whole, part] = await Promise.all(
      ["skill/name-format", "name-format"].map((one) => runCli(".", ["explain", one])),
    );
    expect(part).toEqual(whole);
    const { out } = await runCli(".", ["explain", "link"]);
    expect(out).toContain("link/missing  ");
    expect(out).not.toContain("skill/");
    expect((await runCli(".", ["explain", "name-fromat"])).err).toContain('Did you mean "name-format"?');
  });

  test("rules lists those of a group, and says which can mend something", async () => {
    const { out } = await runCli(tempFolder(), ["rules", "format"]);
    expect(
      out
        .trimEnd()
        .split("\n")
        .every((line) => line.startsWith("format/")),
    ).toBe(true);
    expect(out).toMatch(/^format\/trailing-space +\w+ +fixable /mu);
    expect((await runCli(tempFolder(), ["rules", "formt"])).code).toBe(2);
  });
});
