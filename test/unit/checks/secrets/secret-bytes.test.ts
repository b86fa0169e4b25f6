import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findSecrets } from "../../../../src/secrets/find-secrets.ts";
import { createRepository } from "../../../support/git.ts";
import { plantedSecrets } from "../../../support/planted-secrets.ts";
import { runCheck } from "../../../support/run-check.ts";
import { runCli } from "../../../support/run-cli.ts";
import { seeded } from "../../../support/seeded.ts";

const token = plantedSecrets(100, 8).find(({ kind }) => kind === "github-token")?.value ?? "";

test.each([
  ["latin-1", Buffer.from(`# caf\xe9\nT=${token}\n`, "latin1")],
  ["with a NUL behind the secret", Buffer.from(`# caf\nT=${token}\n\0`)],
  ["binary from its first byte", Buffer.from(`\0\xff\xfe\nT=${token}\n`, "latin1")],
  ["UTF-16, as PowerShell writes it", Buffer.from(`\ufeff# café\r\nT=${token}\r\n`, "utf16le")],
  ["UTF-16 of the other order", Buffer.from(`\ufeff# café\nT=${token}\n`, "utf16le").swap16()],
])("a file that is %s is searched, staged and in commits as well", async (_, bytes) => {
  const repository = createRepository();
  writeFileSync(join(repository.folder, "z.js"), bytes);
  const place = { rule: "secret/token", path: "z.js", line: 2, column: 3, endColumn: 3 + token.length };
  const scan = async (values = {}) =>
    (await runCheck(repository.folder, { command: "secret-scan", values })).report.diagnostics;
  const files = await scan();
  expect(files).toMatchObject([place]);
  expect(JSON.stringify(files)).not.toContain(token.slice(4));
  repository.git("add", "z.js");
  expect(await scan({ staged: true })).toMatchObject([place]);
  repository.commit({});
  const commit = repository.git("rev-parse", "HEAD");
  repository.commit({ "z.js": null });
  expect(await scan({ commits: "all" })).toMatchObject([{ ...place, commit }]);
});

test("what is too large to be searched is counted in the report", async () => {
  const { folder } = createRepository({ "large.txt": "a ".repeat(2_500_000), ".mcp.json": " ".repeat(5_000_000) });
  const { out } = await runCli(folder, ["secret-scan"]);
  expect(out).toContain("not searched, since larger than 4 MiB, unreadable or not checked out: 2 of the files");
});

const next = seeded(8);
const random = (): string => `A${Array.from({ length: 24 }, () => next(16).toString(16)).join("")}x`;

test.each(["", "\n"])("a file of thousands of secrets, with %j between them", async (between) => {
  const isFound = (one: string): boolean => findSecrets(`api_key="${one}"`).length === 1;
  const values = Array.from({ length: 4200 }, random).filter(isFound).slice(0, 4000);
  const last = values.at(-1) ?? "";
  const { folder } = createRepository({
    "AGENTS.md": `# Rules\n\n[a](${last}.md)\n\n${values.map((one) => `api_key="${one}",`).join(between)}\n`,
  });
  const { report } = await runCheck(folder, { command: "secret-scan" });
  expect(report.diagnostics).toHaveLength(1000);
  expect(report.sections).toMatchObject([{ data: { found: 1000, beyond: 3000 } }]);
  const { out } = await runCli(folder, ["check", "--format", "json"]);
  expect(out).toContain("link/");
  // Whatever has the form of a value's end, read once: to look for each of thousands takes longer than all else here.
  const ends = new Set(Array.from(out.matchAll(/(?=([0-9a-f]{21}x))/gu), ([, end]) => end));
  expect(values.filter((one) => ends.has(one.slice(4)))).toEqual([]);
  expect(out.length).toBeLessThan(10_000_000);
});
