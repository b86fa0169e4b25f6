// Started by test/contract/mutations.test.ts in a process of its own, which can be killed when it hangs.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { takeInventory } from "../../../src/inventory/take-inventory.ts";
import { diagnose } from "../../../src/check/diagnose.ts";
import { needsOf } from "../../../src/check/needs.ts";
import { countArtifacts } from "../../../src/check/measure.ts";
import { locate } from "../../../src/inventory/places/locate.ts";
import { CLIENTS } from "../../../src/model/client.ts";
import type { Report } from "../../../src/model/report.ts";
import { FORMATS } from "../../../src/report/formats.ts";
import { reporters } from "../../../src/report/index.ts";
import { rules } from "../../../src/rules/index.ts";
import { corpora } from "../corpus.ts";
import { memoryFiles } from "../memory-files.ts";
import { mutate, randomFrom } from "./mutate.ts";

interface Original {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The rules' own examples, and of each real repository some files of each kind. */
function originals(): readonly Original[] {
  const examples = rules.flatMap((rule) =>
    rule.examples.flatMap(({ files }) =>
      Object.entries(files).flatMap(([path, content]) =>
        typeof content === "string" && content.length < 20_000 ? [{ path, bytes: Buffer.from(content) }] : [],
      ),
    ),
  );
  const real = corpora.flatMap(({ path: folder }) => {
    const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
    const taken = new Map<string, number>();
    return locate(paths.map((path) => ({ path }))).flatMap(({ path, kind }) => {
      const already = taken.get(kind) ?? 0;
      taken.set(kind, already + 1);
      const bytes = already < 15 ? readFileSync(join(folder, path)) : undefined;
      return bytes && bytes.length < 20_000 ? [{ path, bytes }] : [];
    });
  });
  return [...examples, ...real];
}

const [first = 0, last = 0] = process.argv.slice(2).map(Number);
const all = originals();
const policy = {
  clients: CLIENTS,
  rules: Object.fromEntries(rules.map(({ id }) => [id, "warning" as const])),
  overrides: [],
};

for (let seed = first; seed < last; seed++) {
  process.stdout.write(`${seed}\n`);
  const random = randomFrom(seed);
  const original = all[Math.floor(random() * all.length)];
  if (!original) throw new Error("There is nothing to mutate.");
  const files = memoryFiles({ [original.path]: mutate(original.bytes, random) });
  const repository = await takeInventory(files, { ignored: () => false }, needsOf(rules));
  const report: Report = {
    version: 1,
    diagnostics: diagnose({ head: repository }, rules, policy),
    measurements: [],
    sections: [],
    rules: [],
    checked: countArtifacts(repository.artifacts),
    run: { startedAt: "2026-01-01T00:00:00.000Z", durationMs: 0, root: "", policy: "defaults" },
  };
  for (const format of FORMATS) {
    const text = (await reporters[format]())({ report, verdict: { result: "fail", reasons: [] } });
    // oxlint-disable-next-line no-control-regex -- a raw one, or a bidi override, would reach a terminal or a page
    if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/.test(text))
      throw new Error(`${format} prints a control character of ${original.path}`);
  }
}
