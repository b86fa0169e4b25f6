import { join } from "node:path";
import { expect, test } from "vitest";
import { ownIntegrity } from "../../../src/host/machine/own-integrity.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const INTEGRITY = `sha512-${"A".repeat(86)}==`;
const installed = (entry: unknown): string =>
  join(
    tempFolder({
      "node_modules/.package-lock.json": JSON.stringify({ packages: { "node_modules/agent-ci": entry } }),
      "node_modules/agent-ci/dist/chunks/a.js": "",
    }),
    "node_modules/agent-ci/dist/chunks",
  );

test("what npm recorded of the package that runs is known, and only of this version", () => {
  expect(ownIntegrity("1.2.3", installed({ version: "1.2.3", integrity: INTEGRITY }))).toBe(INTEGRITY);
  expect(ownIntegrity("1.2.4", installed({ version: "1.2.3", integrity: INTEGRITY }))).toBeUndefined();
});

test("nothing is believed that is no integrity, or not there", () => {
  for (const entry of [{ version: "1.2.3", integrity: 'x"\n  evil: 1' }, { version: "1.2.3" }, null])
    expect(ownIntegrity("1.2.3", installed(entry))).toBeUndefined();
  expect(ownIntegrity("1.2.3", tempFolder())).toBeUndefined();
});
