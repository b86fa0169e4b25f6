import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import type { Diagnostic } from "../../src/model/diagnostic.ts";

export interface Found {
  readonly repository: string;
  readonly path: string;
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly line: number | undefined;
}

/** What `agent-ci validate` says about a repository, by the rules and clients that are the default. */
export function find(repository: string, folder: string): readonly Found[] {
  const args = ["src/cli/agent-ci.ts", "validate", folder, "--format", "json"];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: "utf8", maxBuffer: 1 << 28 });
  if (status !== 0 && status !== 1) throw new Error(`validate ${folder} ended with ${status}: ${stderr}`);
  const report: { readonly diagnostics: readonly Diagnostic[] } = JSON.parse(stdout);
  return report.diagnostics.map(({ path = "", rule, severity, message, line }) => {
    return { repository, path, rule, severity, message, line };
  });
}

/** A sample that stays the same while other findings come and go: those whose hashes with the seed are smallest. */
export function sample(found: readonly Found[], size: number, seed: string): readonly Found[] {
  const hash = ({ repository, path, rule, message }: Found): string =>
    createHash("sha256").update([seed, repository, path, rule, message].join("\0")).digest("hex");
  return found
    .map((one) => ({ one, hash: hash(one) }))
    .sort((a, b) => (a.hash < b.hash ? -1 : 1))
    .slice(0, size)
    .map(({ one }) => one);
}
