import { expect, test } from "vitest";
import { killDeployments } from "../support/killed-deployments.ts";

/** A round of the program takes about fifty steps: these are all over one, and on to the next. */
const STEPS = Array.from({ length: 20 }, (_, index) => 1 + index * 3);

test("a deployment that is killed leaves one release active, whole, and the next run ends it", async () => {
  expect(await killDeployments(STEPS)).toEqual([]);
});
