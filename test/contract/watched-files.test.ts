import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { watchFiles } from "../../src/host/sandbox/watch-files.ts";
import { tempFolder } from "../support/temp-folder.ts";

test("a file is read whenever somebody looks, and tells what was new", () => {
  const folder = tempFolder();
  const { look, states } = watchFiles(folder, ["deep/state.json"]);
  look(); // it is not there yet
  mkdirSync(join(folder, "deep"));
  for (const phase of ["plan", "plan", "build", "plan"]) {
    writeFileSync(join(folder, "deep/state.json"), phase);
    look();
  }
  expect(states("deep/state.json")).toEqual(["plan", "build", "plan"]);
  expect(states("other")).toEqual([]);
});

test("a program cannot have a file of this machine read by a link in the place of one, nor of a folder above", () => {
  const outside = tempFolder({ "state.json": "of this machine" });
  const folder = tempFolder({ "state.json": "plan", "deep/state.json": "plan" });
  const { look, states } = watchFiles(folder, ["state.json", "deep/state.json"]);
  look();
  rmSync(join(folder, "state.json"));
  symlinkSync(join(outside, "state.json"), join(folder, "state.json"));
  renameSync(join(folder, "deep"), join(folder, "before"));
  symlinkSync(outside, join(folder, "deep"));
  look();
  expect([states("state.json"), states("deep/state.json")]).toEqual([["plan"], ["plan"]]);
});

test("what is no file, or too large, is not read", () => {
  const folder = tempFolder({ big: "x".repeat(300_000) });
  const { look, states } = watchFiles(folder, ["big", "folder"]);
  mkdirSync(join(folder, "folder"));
  look();
  expect([states("big"), states("folder")]).toEqual([[], []]);
});
