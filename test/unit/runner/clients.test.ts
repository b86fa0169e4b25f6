import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { clientCache, findInstalled } from "../../../scripts/clients/client-cache.ts";
import { installClient } from "../../../scripts/clients/install-client.ts";
import type { Client } from "../../../scripts/clients/recipes.ts";
import { clients } from "../../../scripts/clients/table.ts";
import { tempFolder } from "../../support/temp-folder.ts";

afterEach(() => vi.unstubAllEnvs());

/** A client whose "installation" writes a shell script; counts how often it was built. */
function scripted(script = "echo made 1.0"): { readonly client: Client; readonly built: () => number } {
  let builds = 0;
  const install: Client["install"] = async (folder) => {
    builds += 1;
    mkdirSync(join(folder, "bin"));
    execFileSync("sh", ["-c", `printf '#!/bin/sh\\n${script}\\n' > bin/made && chmod +x bin/made`], { cwd: folder });
    return { ok: true, output: "" };
  };
  const verify = { args: ["--version"], prints: "made 1.0" };
  const program = join("bin", "made");
  return { client: { name: "made", version: "1.0", needs: "npm", program, install, verify }, built: () => builds };
}

function emptyCache(): string {
  const cache = tempFolder();
  vi.stubEnv("AGENT_CI_CLIENTS", cache);
  return cache;
}

test("the cache is where the first of its variables says", () => {
  const env = { AGENT_CI_CLIENTS: "/chosen", XDG_CACHE_HOME: "/xdg" };
  expect(clientCache(env)).toBe("/chosen");
  expect(clientCache({ ...env, AGENT_CI_CLIENTS: "" })).toBe("/xdg/agent-ci-clients");
  expect(clientCache({})).toMatch(/\.cache\/agent-ci-clients$/u);
});

test("every client is pinned, and named once", () => {
  expect(new Set(clients.map(({ name }) => name)).size).toBe(clients.length);
  const pinned = clients.filter(({ needs }) => needs !== "apt").map(({ version }) => version);
  expect(pinned.filter((version) => !/^v?\d+\.\d+\.\d+$/u.test(version))).toEqual([]);
});

describe("installing a client", () => {
  test("builds it once, under its name and version, and leaves nothing else", async () => {
    const cache = emptyCache();
    const { client, built } = scripted();
    expect(findInstalled(client)).toBeUndefined();
    expect(await installClient(client)).toMatchObject({ kind: "installed" });
    expect(await installClient(client)).toMatchObject({ kind: "present" });
    expect(built()).toBe(1);
    expect(readdirSync(cache)).toEqual(["made@1.0"]);
    expect(findInstalled(client)).toEqual({ path: join(cache, "made@1.0/bin/made"), version: "1.0" });
  });

  test("builds once when asked twice at the same time", async () => {
    emptyCache();
    const { client, built } = scripted();
    const kinds = (await Promise.all([installClient(client), installClient(client)])).map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(["installed", "present"]);
    expect(built()).toBe(1);
  });

  test("takes over from a process that died half way", async () => {
    const cache = emptyCache();
    // The largest process id of Linux plus one: no process has it.
    const dead = 4_194_305;
    symlinkSync(String(dead), join(cache, "made@1.0.lock"));
    mkdirSync(join(cache, `made@1.0.partial-${dead}`));
    expect(await installClient(scripted().client)).toMatchObject({ kind: "installed" });
    expect(readdirSync(cache)).toEqual(["made@1.0"]);
  });

  test("keeps nothing that does not say who it is", async () => {
    const cache = emptyCache();
    const outcome = await installClient(scripted("echo other").client);
    expect(outcome).toMatchObject({ kind: "failed", reason: 'made --version did not print "made 1.0" but: other' });
    expect(existsSync(join(cache, "made@1.0"))).toBe(false);
    expect(readdirSync(cache)).toEqual([]);
  });

  test("says why it failed, in the installer's last words", async () => {
    emptyCache();
    const output = "trying\n\nno such version\n";
    const outcome = await installClient({
      ...scripted().client,
      install: () => Promise.resolve({ ok: false, output }),
    });
    expect(outcome).toMatchObject({ kind: "failed", reason: "trying | no such version" });
  });
});
