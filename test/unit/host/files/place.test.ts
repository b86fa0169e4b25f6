import { mkdirSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findPlace } from "../../../../src/host/files/place.ts";
import { runCli } from "../../../support/run-cli.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const SKILL = "skills/tidy/SKILL.md";
const BAD = "# No frontmatter\n";

/** A folder with two repositories in it, which no repository holds. */
function above(): string {
  const folder = realpathSync(
    tempFolder({ [`mine/${SKILL}`]: BAD, "mine/agent-ci.yaml": "", [`theirs/${SKILL}`]: BAD, "AGENTS.md": "Ours.\n" }),
  );
  for (const name of ["mine", "theirs"]) mkdirSync(join(folder, name, ".git"));
  return folder;
}

describe("a file that is named from above its repository", () => {
  test("is checked in that repository, and in no other folder", () => {
    const folder = above();
    const place = findPlace(folder, `mine/${SKILL}`);
    expect(place).toMatchObject({ top: join(folder, "mine"), repository: true, prefix: "" });
    expect([SKILL, "AGENTS.md", undefined].map((path) => place.selects(path))).toEqual([true, false, false]);
    expect(place.files.list().map(({ path }) => path)).toEqual(["agent-ci.yaml", SKILL]);
  });

  test("is reported by its path from the repository's top", async () => {
    const { code, out } = await runCli(above(), ["check", `mine/${SKILL}`, "--format", "json"]);
    const { diagnostics } = JSON.parse(out);
    expect(code).toBe(1);
    expect(new Set(diagnostics.map(({ path }: { readonly path: string }) => path))).toEqual(new Set([SKILL]));
  });
});

test("a file below where the user stands in a repository is checked from there", () => {
  const folder = above();
  const place = findPlace(join(folder, "mine", "skills"), "tidy/SKILL.md");
  expect(place).toMatchObject({ top: join(folder, "mine"), prefix: "skills/" });
  expect(place.selects("tidy/SKILL.md")).toBe(true);
});

test("a file in no repository is checked from where the user stands", () => {
  const folder = realpathSync(tempFolder({ [SKILL]: BAD, "agent-ci.yaml": "" }));
  expect(findPlace(folder, SKILL)).toMatchObject({ top: folder, repository: false, prefix: "" });
});
