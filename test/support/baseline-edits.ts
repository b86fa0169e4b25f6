import * as fc from "fast-check";
import { applyBaseline, type Baselined } from "../../src/check/baseline/apply-baseline.ts";
import type { BaselineEntry } from "../../src/check/baseline/baseline.ts";
import type { Rule } from "../../src/model/rule.ts";
import { defineArtifactRule } from "../../src/model/rule.ts";
import { linkMissing } from "../../src/rules/link/missing.ts";
import { examineTexts } from "./examine-texts.ts";

type Texts = Readonly<Record<string, string>>;

const facts = { summary: "", why: "", consequence: "", help: "", since: "0.1.0", examples: [] };
/** Finds every line with a mark, and says something of each file as a whole. */
const marked = defineArtifactRule({
  ...facts,
  id: "test/marked",
  on: ["instructions"],
  severity: "error",
  *check({ source: { text } }) {
    yield { message: "A file." };
    for (const { index } of text.matchAll(/MARK/g))
      yield { message: `At ${index}.`, at: { start: index, end: index + 4 } };
  },
});
const RULES: readonly Rule[] = [marked, linkMissing];
const registry = new Map(RULES.map((rule) => [rule.id, rule]));

/** What a baseline makes of the texts' findings. */
export async function judged(texts: Texts, entries: readonly BaselineEntry[]): Promise<Baselined> {
  const found = await examineTexts(texts, RULES);
  return applyBaseline(
    found,
    { entries, entryPath: (path) => path, exists: (path) => Object.hasOwn(texts, path), looked: () => true },
    registry,
  );
}

export const baselineOf = async (texts: Texts): Promise<readonly BaselineEntry[]> =>
  (await judged(texts, [])).anew.added;

/** Lines that something is found in, and some that say nothing: equal ones stand in several files, and twice in one. */
const line = fc.constantFrom(
  "MARK",
  "A MARK in the middle, and another MARK.",
  "Read [the form](form.md).",
  "- [ ] MARK",
  "中文 MARK",
  "Nothing.",
  "",
  "# A heading",
);
export const texts: fc.Arbitrary<Texts> = fc
  .array(fc.array(line, { maxLength: 12 }), { minLength: 1, maxLength: 4 })
  .map((files) => Object.fromEntries(files.map((lines, at) => [`part-${at}/AGENTS.md`, lines.join("\n")])));

/** An edit that takes no finding away and adds none. */
export type Edit = (texts: Texts, step: number) => Texts;

const inFile =
  (file: number, change: (lines: readonly string[]) => readonly string[]): Edit =>
  (all) => {
    const paths = Object.keys(all);
    const path = paths[file % paths.length] ?? "";
    const text = all[path] ?? "";
    const end = text.includes("\r\n") ? "\r\n" : "\n";
    return { ...all, [path]: change(text.split(/\r?\n/)).join(end) };
  };
const at = fc.nat({ max: 1000 });
export const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc
    .tuple(at, at, fc.constantFrom("", "Filler.", "## More", "    "))
    .map(([file, where, text]) => inFile(file, (lines) => lines.toSpliced(where % (lines.length + 1), 0, text))),
  fc.tuple(at, at, at).map(([file, from, to]) =>
    inFile(file, (lines) => {
      const index = from % lines.length;
      return lines.toSpliced(index, 1).toSpliced(to % lines.length, 0, lines[index] ?? "");
    }),
  ),
  fc
    .tuple(at, at)
    .map(([file, where]) =>
      inFile(file, (lines) =>
        lines.map((text, index) => (index === where % lines.length ? `  ${text.trim()}  ` : text)),
      ),
    ),
  at.map((file) => (all: Texts): Texts => {
    const paths = Object.keys(all);
    const path = paths[file % paths.length] ?? "";
    const text = all[path] ?? "";
    return { ...all, [path]: text.includes("\r\n") ? text.replaceAll("\r\n", "\n") : text.replaceAll("\n", "\r\n") };
  }),
  at.map((file) => (all: Texts, step: number): Texts => {
    const paths = Object.keys(all);
    const old = paths[file % paths.length] ?? "";
    return Object.fromEntries(
      Object.entries(all).map(([path, text]) => [path === old ? `moved-${step}/deeper/AGENTS.md` : path, text]),
    );
  }),
);

/** Any number of edits, one after the other, each judged by the baseline from before the first. */
export const survives = (edits: { readonly min: number; readonly max: number }) =>
  fc.asyncProperty(texts, fc.array(edit, { minLength: edits.min, maxLength: edits.max }), async (before, steps) => {
    const entries = await baselineOf(before);
    let now = before;
    for (const [step, change] of steps.entries()) {
      now = change(now, step);
      const { kept, anew } = await judged(now, entries);
      if (kept.length > 0 || anew.removed.length > 0)
        throw new Error(`After ${step + 1} edits: ${JSON.stringify({ now, kept, removed: anew.removed })}`);
    }
  });
