// npm run bench:secrets: what the engines find, what they cry wolf at, and what they cost, in one run.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bareGitleaks, embedded } from "./bench/secret-engines.ts";
import { LARGEST, precisionOn } from "./bench/secret-corpus.ts";
import { corpusHistory, embeddedHistory, gitleaksHistory, ownHistory } from "./bench/secret-history.ts";
import { ratesOf, ratesTable, shortOf } from "./bench/secret-rates.ts";
import { recallOn, rulesMatched } from "./bench/secret-recall.ts";
import { overheadOn } from "./bench/secret-overhead.ts";
import { ratioOn, stagedScan } from "./bench/secret-speed.ts";
import { bundle } from "./build.ts";
import { findInstalled } from "./clients/client-cache.ts";
import { clients } from "./clients/table.ts";

const CORPUS_LIMIT = 0.3;
const STAGED_LIMIT = 8;
const HISTORY_LIMIT = 1;

const client = clients.find(({ name }) => name === "gitleaks");
const installed = client && findInstalled(client);
if (!client || !installed) throw new Error("gitleaks is not installed: run `node scripts/clients.ts gitleaks`.");

await bundle("dist");
const gitleaks = bareGitleaks(installed.path);
const engines = [embedded, gitleaks];
const root = mkdtempSync(join(tmpdir(), "agent-ci-bench-"));
try {
  const recall = recallOn(join(root, "planted"), engines);
  const rules = rulesMatched(join(root, "rules"), client.version, gitleaks, embedded);
  const precision = engines.map((engine) => ({ engine, ...precisionOn(engine) }));
  console.log(
    "\n| engine | planted secrets found | hits on the corpus | of them false | not read |\n|---|--:|--:|--:|--:|",
  );
  for (const { engine, hits, falseAlarms, unread } of precision) {
    const { found, of } = recall.get(engine.name) ?? { found: 0, of: 0 };
    console.log(`| ${engine.name} | ${found} of ${of} | ${hits} | ${falseAlarms} | ${unread.length} |`);
  }
  for (const [name, { missed }] of recall)
    if (missed.length > 0) console.log(`\n${name} missed some of: ${missed.join(", ")}.`);
  for (const { unread } of precision) for (const one of unread) console.log(`\nNobody has read: ${one}`);

  if (rules)
    console.log(
      `\nOf gitleaks' rules, ${rules.of} take a text that is made from their own pattern; embedded finds ${rules.found} of these texts. Without a counterpart: ${rules.missed.join(", ")}.`,
    );
  else console.log("\nThe rules of gitleaks are not there to be compared: it was not built on this machine.");

  const rates = ratesOf(join(root, "rates"), engines);
  const short = shortOf(rates);
  console.log(`\n${ratesTable(rates, engines)}`);
  if (short.length > 0) console.log(`\nFall short: ${short.join(", ")}.`);

  const ratio = ratioOn(LARGEST, embedded, gitleaks);
  const overhead = overheadOn(LARGEST, installed.path, gitleaks);
  const staged = stagedScan(join(root, "staged"), STAGED_LIMIT);
  console.log(
    `\nembedded on wshobson__agents takes ${ratio.toFixed(2)} of gitleaks' time (limit ${CORPUS_LIMIT}).` +
      `\nA scan of ${staged?.name} takes ${staged?.ratio.toFixed(1)} times a bare node -e 0 (limit ${STAGED_LIMIT}).` +
      `\nagent-ci with gitleaks behind it takes ${(overhead.wrapped / overhead.bare).toFixed(2)} of bare gitleaks' time on wshobson__agents (limit ${(overhead.limit / overhead.bare).toFixed(2)}: 15 % and 150 ms).`,
  );
  const histories = [ownHistory(join(root, "own")), corpusHistory(join(root, "corpus"))];
  const [here = Number.NaN, there = Number.NaN] = histories.map((folder) =>
    ratioOn(folder, embeddedHistory, gitleaksHistory(installed.path)),
  );
  console.log(
    `\nThe whole history of this repository takes embedded ${here.toFixed(2)} of the time of \`gitleaks git\`; that of wshobson__agents, as if it had grown in 40 commits, ${there.toFixed(2)} (limit ${HISTORY_LIMIT}).`,
  );
  const own = recall.get(embedded.name);
  const noisy = precision.some(
    ({ engine, falseAlarms, unread }) => unread.length > 0 || (engine === embedded && falseAlarms > 0),
  );
  const less = (own?.found ?? 0) < (recall.get(gitleaks.name)?.found ?? 0);
  const slow =
    ratio > CORPUS_LIMIT ||
    (staged?.ratio ?? Infinity) > STAGED_LIMIT ||
    overhead.wrapped > overhead.limit ||
    !(Math.max(here, there) <= HISTORY_LIMIT);
  process.exitCode = noisy || less || slow || short.length > 0 ? 1 : 0;
} finally {
  rmSync(root, { recursive: true });
}
