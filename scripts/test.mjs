import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { install, require, run, say } from "./bootstrap.mjs";

install();
require("node", ["scripts/build.ts"]);
require("node", ["scripts/clients.ts"]);

const folder = mkdtempSync(join(tmpdir(), "agent-ci-test-"));
const results = join(folder, "results.json");
const status = run("node", [
  "node_modules/vitest/vitest.mjs",
  "run",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${results}`,
  ...process.argv.slice(2),
]);

let counted;
try {
  counted = JSON.parse(readFileSync(results, "utf8"));
} catch {
  say("The test run ended without results.");
  process.exit(status || 1);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
// A file that cannot be loaded has no tests to fail, and must not look like a pass.
const broken = counted.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
const failed = counted.numFailedTests + broken.length;
process.stdout.write(`${counted.numPassedTests} passed, ${failed} failed\n`);
process.exitCode = status || (failed > 0 ? 1 : 0);
