import { describe, expect, test } from "vitest";
import type { DataNode } from "../../../src/model/data.ts";
import { defineArtifactRule } from "../../../src/model/rule.ts";
import { examineTexts } from "../../support/examine-texts.ts";
import { rules } from "../../../src/rules/index.ts";

const skill = (name: string, before = "", after = ""): string =>
  `---\n${before}name: ${name}\n${after}description: Reviews.\n---\n`;
const prints = async (text: string): Promise<readonly string[]> => {
  const found = await examineTexts({ "skills/a/SKILL.md": text }, rules);
  return found.filter(({ rule }) => rule === "skill/name-format").map(({ fingerprint }) => fingerprint);
};

const everyNumber = defineArtifactRule({
  id: "test/number",
  on: ["skill"],
  severity: "error",
  summary: "",
  why: "",
  consequence: "",
  help: "",
  since: "0.1.0",
  examples: [],
  *check({ frontmatter }) {
    const waiting: DataNode[] = frontmatter?.data ? [frontmatter.data] : [];
    for (let node = waiting.pop(); node; node = waiting.pop()) {
      if (node.kind === "number") yield { message: "a number", at: node.range };
      else if (node.kind === "list") waiting.push(...node.items);
      else if (node.kind === "map") waiting.push(...node.entries.map(({ value }) => value));
    }
  },
});

describe("a fingerprint", () => {
  test("survives lines that move and neighbours that change", async () => {
    expect(await prints(skill("A b", "license: MIT\n", "compatibility: git\n"))).toEqual(await prints(skill("A b")));
  });
  test("survives white space at the ends of its line", async () => {
    expect(await prints(skill("A b  "))).toEqual(await prints(skill("A b")));
  });
  test("changes with the text of its line", async () => {
    expect(await prints(skill("A c"))).not.toEqual(await prints(skill("A b")));
  });
  test("tells equal lines of one file apart", async () => {
    const twice = "---\nname: a\ndescription: Tidies up.\n---\n\n[a](none.md)\n\n[a](none.md)\n";
    const all = (await examineTexts({ "skills/a/SKILL.md": twice }, rules)).map(({ fingerprint }) => fingerprint);
    expect(all).toHaveLength(2);
    expect(new Set(all).size).toBe(2);
  });
  test("tells lines apart that differ only in white space", async () => {
    const diagnostics = await examineTexts(
      { "skills/a/SKILL.md": "---\nname: a\ndescription: A.\nmetadata:\n  x: 1\n  y:\n    x: 1\n---\nDo.\n" },
      [everyNumber],
    );
    expect(diagnostics).toHaveLength(2);
    expect(new Set(diagnostics.map(({ fingerprint }) => fingerprint)).size).toBe(2);
  });
  test("and a thousand of them on one endless line are made in time", async () => {
    const line = `[${"1,".repeat(20_000)}1]`;
    const diagnostics = await examineTexts({ "skills/a/SKILL.md": `---\nname: a\nmetadata: { x: ${line} }\n---\n` }, [
      everyNumber,
    ]);
    expect(new Set(diagnostics.map(({ fingerprint }) => fingerprint)).size).toBe(1001);
  });
  test("says by which version of the contract it was made", async () => {
    expect((await prints(skill("A b")))[0]).toMatch(/^v1:[0-9a-f]{64}$/);
  });
});
