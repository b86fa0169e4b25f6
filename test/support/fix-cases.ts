import { applyFixes } from "../../src/check/fixes/apply-fixes.ts";
import { planFixes } from "../../src/check/fixes/plan-fixes.ts";
import type { Fix } from "../../src/model/diagnostic.ts";
import type { Files } from "../../src/model/ports.ts";
import type { ExampleFiles, Rule } from "../../src/model/rule.ts";
import { rules } from "../../src/rules/index.ts";
import { diagnosticsOf } from "./examine-texts.ts";
import { memoryFiles } from "./memory-files.ts";
import { mutate, randomFrom } from "./mutations/mutate.ts";

/** A rule with the files of an example that it has a fix for; the first file is the one that is edited. */
interface Origin {
  readonly rule: Rule;
  readonly files: ExampleFiles;
  readonly path: string;
  readonly text: string;
}

const origins: readonly Origin[] = rules.flatMap((rule) =>
  rule.examples.flatMap(({ files, fixed }) => {
    const [path, text] = Object.entries(files)[0] ?? [];
    return fixed !== undefined && path !== undefined && typeof text === "string" ? [{ rule, files, path, text }] : [];
  }),
);

const encoder = new TextEncoder();
const equal = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/**
 * Edits a file that a rule can fix at random, and has it fixed. Says what is wrong with the outcome: bytes changed outside of
 * the edits, a second fixing that changes more, a fix that the rule does not accept. `fixes` counts what was applied.
 */
export async function fixRandomly(seed: number): Promise<{ readonly fixes: number; readonly wrong?: string }> {
  const random = randomFrom(seed);
  const origin = origins[Math.floor(random() * origins.length)];
  if (!origin) throw new Error("No rule has an example with a fix.");
  const bytes = edited(origin.text, random);
  const before = memoryFiles({ ...origin.files, [origin.path]: bytes });
  const find = (files: Files) => fixable(origin, files);
  const offered = await find(before);
  const { rewrites, complete } = await planFixes(before, find);
  const [rewrite] = rewrites;
  const fixes = rewrite?.fixes.length ?? 0;
  const wrong = (what: string) => ({ fixes, wrong: `seed ${seed}: ${origin.rule.id} ${what}` });
  if (!complete) return wrong("does not come to an end");
  if (!rewrite) return offered.length === 0 || !isUtf8(bytes) ? { fixes } : wrong("has a fix that changes nothing");
  if (!equal(rewrite.before, bytes)) return wrong("was planned for other bytes");
  const after = memoryFiles({ ...origin.files, [origin.path]: rewrite.after });
  if ((await planFixes(after, find)).rewrites.length > 0) return wrong("fixes the fixed file again");
  if ((await find(after)).length > 0) return wrong("does not accept the fixed file");
  const once = untouched(
    bytes,
    offered.map(({ fix }) => fix),
  );
  return once === undefined ? { fixes } : wrong(once);
}

/** One round, byte by byte: what stands between the edits has to be there again, in its order. */
function untouched(bytes: Uint8Array, fixes: readonly Fix[]): string | undefined {
  const marked = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const text = marked.replace(/^\uFEFF/u, "");
  const { text: fixed, applied } = applyFixes(
    text,
    fixes.map((fix) => ({ fix })),
  );
  const edits = applied.flatMap(({ fix }) => fix.edits).sort((a, b) => a.range.start - b.range.start);
  let [from, to] = [0, 0];
  for (const { range, text: put } of [...edits, { range: { start: text.length, end: text.length }, text: "" }]) {
    const kept = text.slice(from, range.start);
    if (fixed.slice(to, to + kept.length) !== kept) return `changed what stands before ${range.start}`;
    to += kept.length;
    if (fixed.slice(to, to + put.length) !== put) return `did not write its edit at ${range.start}`;
    [from, to] = [range.end, to + put.length];
  }
  return to === fixed.length ? undefined : "left something behind the end";
}

async function fixable({ rule, path }: Origin, files: Files) {
  const found = await diagnosticsOf(rule, { because: "it was edited", files: snapshot(files) });
  return found.flatMap(({ path: at, fix }) => (at === path && fix ? [{ path, rule: rule.id, fix }] : []));
}

function snapshot(files: Files): ExampleFiles {
  return Object.fromEntries(
    files.list().map(({ path, link }) => {
      const contents = files.read(path);
      return [path, link === undefined ? (contents.ok ? contents.bytes : null) : { link }];
    }),
  );
}

/** The text as people have it: repeated, with other line endings, a byte order mark, neighbours, and faults of all kinds. */
function edited(text: string, random: () => number): Uint8Array {
  const pick = <T>(...items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
  const lines = text.split("\n");
  const at = Math.floor(random() * lines.length);
  const kept = pick(
    text,
    [...lines.slice(0, at), ...(pick(["# é 𝒜"], ["", ""], ["  x: 'y'  # z"], ["\t"]) ?? []), ...lines.slice(at)].join(
      "\n",
    ),
    [...lines.slice(0, at), lines[at], ...lines.slice(at)].join("\n"),
    text.replace(/\n$/u, ""),
  );
  const ended = pick(kept, kept?.replaceAll("\n", "\r\n"), `\uFEFF${kept}`) ?? text;
  const bytes = encoder.encode(ended);
  return random() < 0.3 ? mutate(bytes, random) : bytes;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
