import { chmodSync, lstatSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { main } from "../../../src/cli/main.ts";
import { createRepository } from "../../support/git.ts";
import { runCli } from "../../support/run-cli.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const TWICE =
  "Always run the tests before you commit anything.\n\nKeep it short.\n\nAlways run the tests before you commit anything.\n";

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
  expect(out).toMatch(/^Would save \d+ bytes, 9 tokens, in 1 of 1 instruction file\./m);
});

test("does not send anybody to --write for what it would not write", async () => {
  const near = "- Gameplay values must be **data-driven** (external config files), never hardcoded anywhere.\n";
  const folder = tempFolder({
    "CLAUDE.md": "- Gameplay values must be data-driven (external config), never hardcoded anywhere.\n",
    "src/CLAUDE.md": near,
  });
  const { out } = await runCli(folder, ["compress"]);
  expect(out).toMatch(/1 nearly-repeated/);
  expect(out).toMatch(/--write would write none of them: what is nearly repeated or enforced is yours to judge\.$/m);
  expect((await runCli(folder, ["compress", "--write"])).out).toMatch(/^Nothing to leave out/m);
  expect(readFileSync(join(folder, "src/CLAUDE.md"), "utf8")).toBe(near);
});

test("and to programs", async () => {
  const { out } = await run("--format", "json");
  const { savedTokens, files } = JSON.parse(out);
  expect(savedTokens).toBe(9);
  expect(files).toMatchObject([{ path: "AGENTS.md", savedTokens }]);
});

test("knows a folder of instructions by its place in the repository, as the inventory does", async () => {
  const { folder } = createRepository({ ".github/copilot-instructions.md": TWICE });
  expect((await runCli(folder, ["inventory", ".github"])).out).toContain("copilot-instructions.md");
  const { code, out } = await runCli(folder, ["compress", ".github", "--write"]);
  expect([code, out]).toEqual([
    0,
    expect.stringMatching(/^Saved \d+ bytes, \d+ tokens, in 1 of 1 instruction file\./m),
  ]);
  expect(readFileSync(join(folder, ".github/copilot-instructions.md"), "utf8").length).toBeLessThan(TWICE.length);
});

test("writes the file behind a link, once, with the mode that it has", async () => {
  const folder = tempFolder({ "docs/AGENTS.md": TWICE });
  chmodSync(join(folder, "docs/AGENTS.md"), 0o640);
  symlinkSync("docs/AGENTS.md", join(folder, "CLAUDE.md"));
  expect(await runCli(folder, ["compress", "--write"])).toMatchObject({ code: 0, err: "" });
  expect(lstatSync(join(folder, "CLAUDE.md")).isSymbolicLink()).toBe(true);
  expect(statSync(join(folder, "docs/AGENTS.md")).mode & 0o777).toBe(0o640);
  expect(readFileSync(join(folder, "docs/AGENTS.md"), "utf8").length).toBeLessThan(TWICE.length);
});

test("writes nothing behind a link that leads out, or into git's own folder", async () => {
  const outside = tempFolder({ "AGENTS.md": TWICE });
  const { folder } = createRepository({ "a/AGENTS.md": TWICE });
  symlinkSync(join(outside, "AGENTS.md"), join(folder, "AGENTS.md"));
  mkdirSync(join(folder, "b"));
  symlinkSync("../.git/description", join(folder, "b/AGENTS.md"));
  writeFileSync(join(folder, ".git/description"), TWICE);
  const { out } = await runCli(folder, ["compress", "--write"]);
  expect(out).toContain("in 1 of 1 instruction file.");
  expect(readFileSync(join(outside, "AGENTS.md"), "utf8")).toBe(TWICE);
  expect(readFileSync(join(folder, ".git/description"), "utf8")).toBe(TWICE);
});
