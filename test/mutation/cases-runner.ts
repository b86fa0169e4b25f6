import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { INSTRUMENTER_CONSTANTS, type MutantCoverage } from "@stryker-mutator/api/core";
import { declareFactoryPlugin, PluginKind } from "@stryker-mutator/api/plugin";
import {
  determineHitLimitReached,
  DryRunStatus,
  type DryRunResult,
  type TestResult,
  type TestRunner,
  TestStatus,
  toMutantRunResult,
} from "@stryker-mutator/api/test-runner";
import type * as Judged from "./judged.ts";

/**
 * Asks every example and case of every rule whether it notices a mutant. Stryker compiles all mutants into one program and
 * switches one on at a time, so the program is loaded once: a mutant costs what its cases cost, and no start of a test runner.
 */
export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, "cases", casesRunner)];

/** What the compiled mutants read and count in: https://stryker-mutator.io/docs/stryker-js/guides/create-a-plugin/ (read 2026-11-25). */
interface Switches {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  readonly mutantCoverage?: MutantCoverage;
}

interface Case {
  readonly id: string;
  readonly fileName: string;
  readonly judge: () => Promise<void>;
}

function casesRunner(): TestRunner {
  const mutants: Switches = {};
  Object.assign(globalThis, { [INSTRUMENTER_CONSTANTS.NAMESPACE]: mutants });
  let cases: readonly Case[] = [];
  return {
    capabilities: () => ({ reloadEnvironment: false }),
    init: async () => {
      cases = await gather();
    },
    dryRun: async () => {
      const tests: TestResult[] = [];
      for (const one of cases) {
        mutants.currentTestId = one.id;
        tests.push(await run(one));
        mutants.currentTestId = undefined;
      }
      const { mutantCoverage } = mutants;
      return { status: DryRunStatus.Complete, tests, ...(mutantCoverage && { mutantCoverage }) };
    },
    mutantRun: async ({ activeMutant, testFilter, hitLimit }) => {
      const chosen = testFilter ? new Set(testFilter) : undefined;
      const tests: TestResult[] = [];
      mutants.hitCount = 0;
      mutants.hitLimit = hitLimit;
      for (const one of cases) {
        if (chosen && !chosen.has(one.id)) continue;
        mutants.activeMutant = activeMutant.id;
        const result = await run(one);
        mutants.activeMutant = undefined;
        tests.push(result);
        if (result.status !== TestStatus.Failed) continue;
        const { hitCount } = mutants;
        mutants.hitLimit = undefined;
        await expectUnspoilt(one, activeMutant.id);
        mutants.hitCount = hitCount;
        break;
      }
      const result: DryRunResult = determineHitLimitReached(mutants.hitCount, hitLimit) ?? {
        status: DryRunStatus.Complete,
        tests,
      };
      return toMutantRunResult(result);
    },
  };
}

/** The program runs on after a mutant: what fails for what the mutant left behind would be a kill that nobody made. */
async function expectUnspoilt(one: Case, mutant: string): Promise<void> {
  const again = await run(one);
  if (again.status === TestStatus.Failed)
    throw new Error(`Mutant ${mutant} has spoilt "${one.id}" for those after it: ${again.failureMessage}`);
}

async function run({ id, fileName, judge }: Case): Promise<TestResult> {
  const start = performance.now();
  const test = { id, name: id, fileName };
  try {
    await judge();
    return { ...test, status: TestStatus.Success, timeSpentMs: performance.now() - start };
  } catch (error) {
    const failureMessage = error instanceof Error ? error.message : String(error);
    return { ...test, status: TestStatus.Failed, failureMessage, timeSpentMs: performance.now() - start };
  }
}

/** Of the sandbox, not of this file's own project: the copy that has the mutants in it, where Stryker starts this. */
async function gather(): Promise<readonly Case[]> {
  const { judgeCase, ruleCases, rules }: typeof Judged = await import(
    pathToFileURL(join(process.cwd(), "test/mutation/judged.ts")).href
  );
  return [...rules.map((rule) => ({ rule, cases: rule.examples })), ...ruleCases].flatMap(({ rule, cases }) =>
    cases.map((example) => ({
      id: `${rule.id}: ${example.because}`,
      fileName: join(process.cwd(), `src/rules/${rule.id}.ts`),
      judge: async () => judgeCase(rule, example),
    })),
  );
}
