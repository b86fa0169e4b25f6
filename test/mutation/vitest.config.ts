import { defineConfig } from "vitest/config";

/** The tests that stand for the rules: `npm run bench:mutation` changes the rules and asks these whether they notice. */
export default defineConfig({
  test: { include: ["test/unit/rules.test.ts", "test/unit/rules/**/*.test.ts"] },
});
