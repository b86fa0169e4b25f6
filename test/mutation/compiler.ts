import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { type Checker, type CheckResult, CheckStatus } from "@stryker-mutator/api/check";
import type { Mutant, Position } from "@stryker-mutator/api/core";
import { declareFactoryPlugin, PluginKind } from "@stryker-mutator/api/plugin";

/**
 * Sorts out the mutants that do not compile: no such program can be shipped, so no test has to notice it. Stryker's own
 * checker needs the programming interface of an older TypeScript; this one runs the compiler on a copy of the sources.
 */
export const strykerPlugins = [declareFactoryPlugin(PluginKind.Checker, "compiler", compilerChecker)];

function compilerChecker(): Checker {
  const project = process.cwd();
  mkdirSync(join(project, ".cache"), { recursive: true });
  const copy = mkdtempSync(join(project, ".cache/mutants-"));
  process.once("exit", () => {
    rmSync(copy, { recursive: true, force: true });
  });
  return {
    init: async () => {
      for (const part of ["src", "schema", "package.json", "tsconfig.json"])
        cpSync(join(project, part), join(copy, part), { recursive: true });
      const complaint = compile(copy, project);
      if (complaint !== "") throw new Error(`The sources do not compile without any mutant:\n${complaint}`);
    },
    group: async (mutants) => atMostOnePerFile(mutants).map((group) => group.map(({ id }) => id)),
    check: async (mutants) => {
      for (const mutant of mutants)
        writeFileSync(
          join(copy, relative(project, mutant.fileName)),
          mutated(readFileSync(mutant.fileName, "utf8"), mutant),
        );
      const complaints = compile(copy, project);
      for (const { fileName } of mutants) cpSync(fileName, join(copy, relative(project, fileName)));
      return Object.fromEntries(
        mutants.map((mutant): [string, CheckResult] => {
          const start = `${relative(project, mutant.fileName)}(`;
          const reason = complaints.split("\n").find((line) => line.startsWith(start));
          return [
            mutant.id,
            reason === undefined ? { status: CheckStatus.Passed } : { status: CheckStatus.CompileError, reason },
          ];
        }),
      );
    },
  };
}

/**
 * A mutant that leaves a name unused or code unreachable runs all the same: only what has no meaning is left out.
 * What the compiler knew of the files that are as before, it keeps.
 */
const SWITCHES = ["--noUnusedLocals", "false", "--noUnusedParameters", "false", "--allowUnreachableCode", "true"];
const KEPT = ["--incremental", "--tsBuildInfoFile", ".tsbuildinfo"];

/** What the compiler says, or nothing. */
function compile(folder: string, project: string): string {
  const compiler = join(project, "node_modules/typescript/bin/tsc");
  const args = [compiler, "-p", folder, "--pretty", "false", ...SWITCHES, ...KEPT];
  const { error, stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  if (error) throw error;
  return stdout;
}

/** Mutants of several rules are compiled at once: no rule imports another, so each complaint has one cause. */
function atMostOnePerFile(mutants: readonly Mutant[]): readonly (readonly Mutant[])[] {
  const groups: Mutant[][] = [];
  const taken = new Map<string, number>();
  for (const mutant of mutants) {
    const index = taken.get(mutant.fileName) ?? 0;
    taken.set(mutant.fileName, index + 1);
    (groups[index] ??= []).push(mutant);
  }
  return groups;
}

function mutated(text: string, { location, replacement }: Mutant): string {
  return text.slice(0, offsetOf(text, location.start)) + replacement + text.slice(offsetOf(text, location.end));
}

/** The offset of a place whose line and column count from zero. */
function offsetOf(text: string, { line, column }: Position): number {
  let start = 0;
  for (let at = 0; at < line; at++) start = text.indexOf("\n", start) + 1;
  return start + column;
}
