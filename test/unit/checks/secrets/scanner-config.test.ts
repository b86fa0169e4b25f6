import { chmodSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createRepository } from "../../../support/git.ts";
import { runCli } from "../../../support/run-cli.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

async function scan(config: string) {
  const scanner = join(tempFolder({ gitleaks: "#!/bin/sh\necho '[]'\n" }), "gitleaks");
  chmodSync(scanner, 0o755);
  const { folder } = createRepository({ ".gitleaks.toml": config, "rules.toml": "" });
  return runCli(folder, ["secret-scan", "--engine=gitleaks", `--tool-path=${scanner}`]);
}

test.each([
  '[extend]\npath = "rules.toml"\n',
  '[Extend]\nPath = "rules.toml"\n',
  'EXTEND.PATH = "rules.toml"\n',
  '"extend.path" = "rules.toml"\n',
  'extend = { useDefault = true, paTH = "rules.toml" }\n',
])("a configuration that takes a file of the checked-out tree along is refused: %j", async (config) => {
  const { code, err } = await scan(config);
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('".gitleaks.toml" extends another file') });
});

test("one that takes the program's own rules along is not", async () => {
  expect((await scan("[extend]\nuseDefault = true\n")).code).toBe(0);
});
