import { mkdirSync, realpathSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { visibleFor } from "../../../../src/host/sandbox/visible-for.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

/** Programs by where they really are, and the links that lead to them. */
function installed(real: string, link?: string) {
  const home = realpathSync(tempFolder({ [real]: "" }));
  const program = join(home, link ?? real);
  if (link !== undefined) {
    mkdirSync(dirname(program), { recursive: true });
    symlinkSync(join(home, real), program);
  }
  return visibleFor(program, home).map((path) => path.slice(home.length + 1));
}

test("a package that is installed for all of a version manager's programs shows that version, with its Node", () => {
  const real = ".nvm/v22/lib/node_modules/@openai/codex/bin/codex.js";
  expect(installed(real, ".nvm/v22/bin/codex")).toEqual([".nvm/v22/bin/codex", ".nvm/v22"]);
});

test("a package of a project shows the folder above its node_modules", () => {
  const real = "tools/node_modules/opencode-ai/bin/opencode";
  expect(installed(real, "tools/node_modules/.bin/opencode")).toEqual(["tools/node_modules/.bin/opencode", "tools"]);
});

test("a program of its own folder shows that folder", () => {
  const real = ".local/share/claude/versions/2.1.332";
  expect(installed(real, ".local/bin/claude")).toEqual([".local/bin/claude", ".local/share/claude/versions"]);
});

test("what stands in HOME itself shows nothing beside it", () => {
  expect(installed("agent")).toEqual(["agent"]);
  expect(installed("node_modules/agent/agent.js")).toEqual(["node_modules/agent/agent.js"]);
});
