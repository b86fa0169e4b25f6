import { execFile, execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { client, describeWithClients } from "../support/clients.ts";
import { createRepository, gitEnvironment } from "../support/git.ts";
import { loopback } from "../support/loopback.ts";
import { plantedSecrets } from "../support/planted-secrets.ts";
import { tempFolder } from "../support/temp-folder.ts";

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The built program as a process of its own: the server of the test answers meanwhile. */
const run = (folder: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ran> =>
  new Promise((resolve) => {
    const argv = [join(inject("releaseTree"), "dist/cli.js"), "secret-scan", "--format", "json", ...args];
    execFile(process.execPath, argv, { cwd: folder, env: { ...gitEnvironment(), ...env } }, (error, out, err) =>
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err }),
    );
  });

const NO_SCANNER = "/usr/bin:/bin";

/** The real gitleaks in an archive as its releases have it. */
function realArchive(): Buffer {
  const folder = tempFolder({ LICENSE: "MIT\n", "README.md": "# Gitleaks\n" });
  copyFileSync(client("gitleaks"), join(folder, "gitleaks"));
  execFileSync("tar", ["-czf", "out.tar.gz", "LICENSE", "README.md", "gitleaks"], { cwd: folder });
  return readFileSync(join(folder, "out.tar.gz"));
}

describeWithClients("--install-tool", ["gitleaks"], () => {
  test("a scanner is downloaded once, checked, started, and checked again", async () => {
    const archive = realArchive();
    const sha256 = createHash("sha256").update(archive).digest("hex");
    const { url, requests } = await loopback(() => ({ body: archive }));
    const { value } = plantedSecrets(1, 7)[0] ?? { value: "" };
    const { folder } = createRepository({ "AGENTS.md": `# Rules\n\nUse ${value} for it.\n` });
    const env = { RUNNER_TOOL_CACHE: tempFolder(), RUNNER_TEMP: tempFolder() };
    const options = ["--engine", "gitleaks", "--install-tool", "--tool-mirror", url.replace("//", "//me:hush@")];

    const first = await run(folder, [...options, "--sha256", sha256], env);
    expect(first).toMatchObject({ code: 1, err: "" });
    expect(JSON.parse(first.out).diagnostics).toMatchObject([{ path: "AGENTS.md", line: 3 }]);
    expect(requests).toHaveLength(1);

    const without = await run(folder, ["--engine", "gitleaks"], { ...env, PATH: NO_SCANNER });
    expect(without).toMatchObject({ code: 2, out: "" });
    expect(without.err).toContain("There is no gitleaks on PATH outside the repository. Add --install-tool");

    const second = await run(folder, [...options, "--sha256", sha256], env);
    expect(second.code).toBe(1);
    expect(requests).toHaveLength(1);

    const kept = readdirSync(env.RUNNER_TOOL_CACHE, { recursive: true, encoding: "utf8" });
    const file = kept.find((one) => one.endsWith(".tar.gz")) ?? "";
    writeFileSync(join(env.RUNNER_TOOL_CACHE, file), "changed by another job");
    expect((await run(folder, [...options, "--sha256", sha256], env)).code).toBe(1);
    expect(requests).toHaveLength(2);

    const wrong = await run(folder, [...options, "--sha256", "0".repeat(64)], env);
    expect(wrong).toMatchObject({ code: 2, out: "" });
    expect(wrong.err).toContain(`its SHA-256 is ${sha256}, expected ${"0".repeat(64)}`);
    expect(wrong.err).not.toContain("hush");
    expect(readdirSync(env.RUNNER_TEMP).filter((name) => name.startsWith("agent-ci-scanner"))).toEqual([]);
  });
});
