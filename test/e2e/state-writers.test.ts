import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { openGit } from "../../src/host/git/git.ts";
import { openStateBranch } from "../../src/host/state/state-branch.ts";
import { rawDigest, linesOf } from "../../src/ledger/lines.ts";
import { createRepository, gitEnvironment } from "../support/git.ts";

const WRITER = join(import.meta.dirname, "../support/append-to-state.ts");

test("M8: six processes append eight times each: 48 entries, of which each follows another one", async () => {
  const { folder } = createRepository();
  const run = promisify(execFile);
  await Promise.all(
    Array.from({ length: 6 }, (_, index) =>
      run(process.execPath, [WRITER, folder, `p${index}`, "8"], { env: gitEnvironment() }),
    ),
  );
  const { bytes } = await openStateBranch(openGit(folder, gitEnvironment()), {}).read();
  const { lines } = linesOf(bytes.get("audit/000001.jsonl") ?? "");
  expect(lines).toHaveLength(48);
  expect(lines.map(({ entry }) => entry?.prev)).toEqual([
    null,
    ...lines.slice(0, -1).map((line) => rawDigest(line.bytes)),
  ]);
  expect(new Set(lines.map(({ digest }) => digest)).size).toBe(48);
});
