import { defineConfig } from "vitest/config";

/** `npm run test:agents`: the real clients, 1 GB of them, which are no part of `npm test`. */
export default defineConfig({
  test: { include: ["test/agents/**/*.test.ts"], testTimeout: 180_000, maxWorkers: 1 },
});
