import { expect, test } from "vitest";
import { isLater, templateVersion } from "../../../src/inventory/teams/template-version.ts";
import { inventoryOf } from "../../support/inventory-of.ts";

async function versionIn(text: string) {
  const [spec] = (await inventoryOf({ "TEAM_SPEC.md": text })).of("team-spec");
  return spec && templateVersion(spec);
}

test("versions are ordered as semver orders them", async () => {
  // The order that section 11 of semver 2.0.0 gives as its example, and numbers beyond nine.
  const ordered = ["1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11"];
  ordered.push("1.0.0-rc.1", "1.0.0", "1.0.9", "1.0.10", "1.2.0", "2.0.0");
  const versions = await Promise.all(ordered.map((text) => versionIn(`Version: ${text}\n`)));
  for (const [index, one] of versions.entries())
    for (const [other, than] of versions.entries()) {
      if (!one?.semver || !than?.semver) throw new Error(`${ordered[index]} is not read`);
      expect(isLater(one.semver, than.semver), `${one.text} after ${than.text}`).toBe(index > other);
    }
});

test.each(["1.0", "1.0.0.0", "01.0.0", "latest", "1.x.0"])("%s is no semantic version", async (text) => {
  expect(await versionIn(`---\nversion: "${text}"\n---\n`)).toMatchObject({ text });
  expect((await versionIn(`---\nversion: "${text}"\n---\n`))?.semver).toBeUndefined();
});

test("build metadata makes no version later", async () => {
  const [one, other] = [await versionIn("version: 1.0.0+2\n"), await versionIn("version: 1.0.0+1\n")];
  expect(one?.semver && other?.semver && isLater(one.semver, other.semver)).toBe(false);
});
