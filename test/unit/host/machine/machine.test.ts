import { execFileSync } from "node:child_process";
import { chmodSync, existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { thisMachine } from "../../../../src/host/machine/machine.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const env = { PATH: process.env["PATH"] };

test("resources are measured", () => {
  const { measure } = thisMachine(tempFolder(), env);
  for (const resource of ["cpu-cores", "free-memory", "free-disk", "file-descriptors"] as const)
    expect(measure(resource), resource).toBeGreaterThan(0);
  if (existsSync("/dev/shm")) expect(measure("shared-memory")).toBeTypeOf("number");
});

test("a known tool says its version", () => {
  const said = execFileSync("git", ["--version"], { encoding: "utf8" });
  const version = thisMachine(tempFolder(), env).tool("git")?.version;
  expect(version).toMatch(/^\d+\.\d+/);
  expect(said).toContain(version);
});

test("a tool that nobody knows is never started, nor is any of the repository", () => {
  const elsewhere = tempFolder({ mystery: '#!/bin/sh\ntouch "$(dirname "$0")/started"\necho 1.2.3\n' });
  chmodSync(join(elsewhere, "mystery"), 0o755);
  const repository = tempFolder({ "bin/jq": '#!/bin/sh\ntouch "$(dirname "$0")/started"\necho jq-9.9\n' });
  chmodSync(join(repository, "bin/jq"), 0o755);
  const { tool } = thisMachine(repository, { PATH: `${elsewhere}:${join(repository, "bin")}` });
  expect(tool("mystery")).toEqual({});
  expect(tool("jq")).toBeUndefined();
  expect(existsSync(join(elsewhere, "started"))).toBe(false);
  expect(existsSync(join(repository, "bin/started"))).toBe(false);
});

test("a tool sees none of the variables that would steer it", () => {
  const folder = tempFolder({ node: '#!/bin/sh\necho "v1.0.${#NODE_OPTIONS}"\n' });
  chmodSync(join(folder, "node"), 0o755);
  const { tool } = thisMachine(tempFolder(), { PATH: `${folder}:/usr/bin:/bin`, NODE_OPTIONS: "--require=x" });
  expect(tool("node")).toEqual({ version: "1.0.0" });
});
