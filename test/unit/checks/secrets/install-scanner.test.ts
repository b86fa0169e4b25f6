import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { tarGz } from "../../../support/archives.ts";
import { createRepository } from "../../../support/git.ts";
import { loopback } from "../../../support/loopback.ts";
import { runCheck } from "../../../support/run-check.ts";
import { runCli } from "../../../support/run-cli.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const NO_SCANNER = "/usr/bin:/bin";

/** A program that finds the same in everything, at a mirror. */
async function mirror() {
  const finding = { RuleID: "our-rule", File: "README.md", StartLine: 1, EndLine: 1, Secret: "repository", Commit: "" };
  const report = JSON.stringify([{ ...finding, Fingerprint: "README.md:our-rule:1" }]);
  const archive = tarGz([{ path: "gitleaks", bytes: `#!/bin/sh\necho '${report}'\nexit 7\n` }]);
  const { url, requests } = await loopback(() => ({ body: archive }));
  const sha256 = createHash("sha256").update(archive).digest("hex");
  return { requests, values: { "install-tool": true, sha256, "tool-mirror": url } };
}
const environment = () => ({ PATH: NO_SCANNER, RUNNER_TOOL_CACHE: tempFolder(), RUNNER_TEMP: tempFolder() });

describe("--install-tool", () => {
  test.each(["gitleaks", "auto"])("with --engine %s searches by what was downloaded, and says so", async (engine) => {
    const { values, requests } = await mirror();
    const { found, report } = await runCheck(createRepository().folder, {
      command: "secret-scan",
      values: { engine, ...values },
      env: environment(),
    });
    expect(found).toEqual([expect.stringContaining("README.md:1")]);
    expect(JSON.stringify(report.sections)).toContain("8.30.1");
    expect(report.diagnostics[0]?.excerpt).toBe("# A repo******");
    expect(requests).toHaveLength(1);
  });

  test("is what nobody gets without asking for it", async () => {
    const { requests } = await mirror();
    const { found } = await runCheck(createRepository().folder, {
      command: "secret-scan",
      values: { engine: "auto" },
      env: environment(),
    });
    expect([found, requests]).toEqual([[], []]);
  });

  test("of a program that is pinned to another checksum starts nothing", async () => {
    const { values } = await mirror();
    const argv = ["secret-scan", "--engine=gitleaks", "--install-tool", `--tool-mirror=${values["tool-mirror"]}`];
    const { code, out, err } = await runCli(createRepository().folder, argv, environment());
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("nothing of it was unpacked");
  });
});

test.each([
  ["--install-tool", "--install-tool downloads a program, and our own engine needs none. Add --engine gitleaks."],
  ["--tool-path=x", "--tool-path names a program, and our own engine needs none. Add --engine gitleaks."],
  ["--engine=gitleaks --install-tool --tool-path=x", "Choose one."],
  ["--sha256=x", "--sha256 is about what --install-tool downloads. Add --install-tool, or leave it out."],
  ["--engine=gitleaks --tool-mirror=x", "--tool-mirror is about what --install-tool downloads. Add --install-tool"],
  ["--engine=gitleaks --install-tool --sha256=x", "--sha256 takes the SHA-256 of the archive: 64 hexadecimal digits."],
  ["--engine=gitleaks --install-tool --tool-mirror=ftp://me:hush@x", "--tool-mirror takes an address"],
  ["--engine=gitleaks", "There is no gitleaks on PATH outside the repository. Add --install-tool"],
])("%s is a slip", async (line, reason) => {
  const argv = ["secret-scan", ...line.split(" ")];
  const { code, err } = await runCli(createRepository().folder, argv, environment());
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(reason) });
  expect(err).not.toContain("hush");
});
