import { expect, test } from "vitest";
import { main } from "../../../src/cli/main.ts";
import { tempFolder } from "../../support/temp-folder.ts";

async function run(...argv: readonly string[]) {
  let out = "";
  const text =
    "# Rules\n\nAlways run the tests before you commit anything.\n\nKeep it short.\n\nAlways run the tests before you commit anything.\n";
  const code = await main(["compress", ...argv], {
    cwd: tempFolder({ "AGENTS.md": text }),
    env: { PATH: process.env["PATH"] },
    out: (part) => void (out += part),
    err: () => {},
    terminal: { out: false, err: false },
    clock: { now: () => 0 },
    show: async () => {},
  });
  return { code, out };
}

test("says what a shorter file saves, in bytes and in tokens", async () => {
  const { code, out } = await run();
  expect(code).toBe(0);
  expect(out).toMatch(/^AGENTS\.md: \d+ of 124 bytes, 9 tokens \(1 repeated/m);
  expect(out).toMatch(/^Would save \d+ bytes, 9 tokens, in 1 of 1 instruction files\./m);
});

test("and to programs", async () => {
  const { out } = await run("--format", "json");
  const { savedTokens, files } = JSON.parse(out);
  expect(savedTokens).toBe(9);
  expect(files).toMatchObject([{ path: "AGENTS.md", savedTokens }]);
});
