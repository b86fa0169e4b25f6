import { describe, expect, test } from "vitest";
import { diagnose } from "../../src/check/diagnose.ts";
import { applyFixes } from "../../src/check/fixes/apply-fixes.ts";
import { openFolder } from "../../src/host/files/folder.ts";
import { takeInventory } from "../../src/inventory/take-inventory.ts";
import type { Artifact } from "../../src/model/artifact.ts";
import { plain } from "../../src/model/data.ts";
import { formatFinalNewline } from "../../src/rules/format/final-newline.ts";
import { formatMixedLineEndings } from "../../src/rules/format/mixed-line-endings.ts";
import { formatTrailingSpace } from "../../src/rules/format/trailing-space.ts";
import { corpora } from "../support/corpus.ts";
import { memoryFiles } from "../support/memory-files.ts";

const RULES = [formatFinalNewline, formatMixedLineEndings, formatTrailingSpace];
const SEVERITIES = Object.fromEntries(RULES.map(({ id }) => [id, "info" as const]));

/** What a file says, without the white space that nobody sees. */
function said(artifact: Artifact | undefined): unknown {
  if (!artifact) return undefined;
  if ("body" in artifact) {
    const { headings, links, fences, html } = artifact.outline();
    return [
      artifact.frontmatter?.data && plain(artifact.frontmatter.data),
      headings.map(({ level, text }) => [level, text]),
      links.map(({ destination, text }) => [destination, text]),
      fences.map(({ info, content }) => [info, content]),
      html.map(({ content }) => content),
    ];
  }
  return "data" in artifact && artifact.data ? plain(artifact.data) : undefined;
}

describe.each(corpora)("the safe fixes of formats on $name", ({ path }) => {
  test("leave what each file says as it is", async () => {
    const head = await takeInventory(openFolder(path), { ignored: () => false }, { outline: true });
    const policy = { clients: [], rules: SEVERITIES, overrides: [] };
    const found = diagnose({ head }, RULES, policy);
    const fixed: Record<string, string> = {};
    for (const artifact of head.artifacts) {
      const mine = found.filter((one) => one.path === artifact.path && one.fix);
      if (mine.length === 0) continue;
      const fixes = mine.flatMap(({ rule, fix }) => (fix ? [{ path: artifact.path, rule, fix }] : []));
      expect(fixes.every(({ fix }) => fix.safe)).toBe(true);
      fixed[artifact.path] = applyFixes(artifact.source.text, fixes).text;
    }
    const texts = Object.fromEntries(head.artifacts.map((one) => [one.path, fixed[one.path] ?? one.source.text]));
    const after = await takeInventory(memoryFiles(texts), { ignored: () => false }, { outline: true });
    const before = new Map(head.artifacts.map((one) => [one.path, one]));
    const kept = new Map(after.artifacts.map((one) => [one.path, one]));
    for (const at of Object.keys(fixed)) expect(said(kept.get(at)), at).toEqual(said(before.get(at)));
  });
});
