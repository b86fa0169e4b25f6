import { describe, expect, test } from "vitest";
import { examineTexts } from "../../support/examine-texts.ts";
import { rules } from "../../../src/rules/index.ts";

const skill = (name: string, before = "", after = ""): string =>
  `---\n${before}name: ${name}\n${after}description: Reviews.\n---\n`;
const prints = async (text: string): Promise<readonly string[]> => {
  const found = await examineTexts({ "skills/a/SKILL.md": text }, rules);
  return found.filter(({ rule }) => rule === "skill/name-format").map(({ fingerprint }) => fingerprint);
};

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
    const all = await prints(skill("A b"));
    expect(all).toHaveLength(2); // not lowercase, and a space
    expect(new Set(all).size).toBe(2);
  });
  test("says by which version of the contract it was made", async () => {
    expect((await prints(skill("A b")))[0]).toMatch(/^v1:[0-9a-f]{64}$/);
  });
});
