import { expect, test } from "vitest";
import { unifiedDiff } from "../../../src/report/text/unified-diff.ts";

test("equal texts have no difference", () => {
  expect(unifiedDiff("a.md", "x\n", "x\n")).toBe("");
});

test("a removed and a changed line stand in one hunk with three lines around them", () => {
  const before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
  const after = "1\n2\n3\n4\nfive\n7\n8\n9\n";
  expect(unifiedDiff("a.md", before, after)).toBe(
    "--- a/a.md\n+++ b/a.md\n@@ -2,8 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n-6\n 7\n 8\n 9\n",
  );
});

test("changes far from each other are two hunks", () => {
  const lines = Array.from({ length: 20 }, (_, index) => String(index + 1));
  const after = lines.filter((line) => line !== "2" && line !== "19");
  const diff = unifiedDiff("a.md", `${lines.join("\n")}\n`, `${after.join("\n")}\n`);
  expect(diff.match(/^@@.*$/gm)).toEqual(["@@ -1,5 +1,4 @@", "@@ -16,5 +15,4 @@"]);
});

test("a text whose last line does not end says so, as git reads it", () => {
  expect(unifiedDiff("a.md", "1\n2", "1\n")).toBe(
    "--- a/a.md\n+++ b/a.md\n@@ -1,2 +1,1 @@\n 1\n-2\n\\ No newline at end of file\n",
  );
});
