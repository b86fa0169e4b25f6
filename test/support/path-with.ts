import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { findProgram } from "../../src/host/machine/programs.ts";
import { tempFolder } from "./temp-folder.ts";

/** A folder for PATH that has these programs of the machine and no other: what else is installed must not decide. */
export function pathWith(...programs: readonly string[]): string {
  const folder = tempFolder();
  for (const name of programs) {
    const program = findProgram(name, process.env, []);
    if (program === undefined) throw new Error(`${name} is not on PATH; the test needs it.`);
    symlinkSync(program, join(folder, name));
  }
  return folder;
}
