import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Not one core less, as vitest has it: most tests wait for the programs that they start.
    maxWorkers: "100%",
    globalSetup: ["test/support/say-left-out.ts"],
    projects: [
      // A watchdog for hangs: a busy machine takes several times as long as an idle one.
      { test: { name: "unit", include: ["test/unit/**/*.test.ts"], testTimeout: 60_000 } },
      {
        test: {
          name: "contract",
          include: ["test/contract/**/*.test.ts"],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          globalSetup: ["test/support/release-tree.ts"],
          testTimeout: 120_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
