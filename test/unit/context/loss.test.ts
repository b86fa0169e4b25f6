import { describe, expect, test } from "vitest";
import { lossOf, lostPart, offsetOfByte } from "../../../src/context/loss.ts";
import { inventoryOf } from "../../support/inventory-of.ts";

// Offsets: `# One` 0–5, `a` 6, `# Two` 8–13, `b` 14, `# Three` 16–23.
const TEXT = "# One\na\n# Two\nb\n# Three\nc\n";

describe("what is lost behind the first bytes of a file of 26", () => {
  test.each([
    [26, undefined],
    [25, 'the last byte is lost, and the section "Three" ends in the middle'],
    [16, 'the last 10 bytes are lost, and the first heading that is lost is "Three"'],
    [15, 'the last 11 bytes are lost, and the first heading that is lost is "Three"'],
    [8, 'the last 18 bytes are lost, and the first heading that is lost is "Two"'],
    [0, 'the last 26 bytes are lost, and the first heading that is lost is "One"'],
  ])("%i bytes read", async (read, words) => {
    const [artifact] = (await inventoryOf({ "AGENTS.md": TEXT })).of("instructions");
    if (!artifact) throw new Error("AGENTS.md is not recognised");
    const loss = lossOf(artifact, read);
    expect(loss && lostPart(loss)).toBe(words);
    expect(loss?.bytes ?? 0).toBe(26 - read);
  });
});

test.each([
  ["aüb", 1, 1],
  ["aüb", 2, 1],
  ["aüb", 3, 2],
  ["😀b", 3, 0],
  ["😀b", 4, 2],
  ["ab", 9, 2],
])("in %s byte %i belongs to the character at %i", (text, byte, offset) => {
  expect(offsetOfByte(text, byte)).toBe(offset);
});
