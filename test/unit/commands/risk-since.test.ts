import { expect, test } from "vitest";
import { riskSince } from "../../../src/commands/deploy/risk-since.ts";
import { openGit } from "../../../src/host/git/git.ts";
import { gatherRelease } from "../../../src/rollout/release/gather-release.ts";
import type { ReleaseContents } from "../../../src/rollout/release/release.ts";
import type { RolloutState } from "../../../src/rollout/state.ts";
import { createRepository, gitEnvironment } from "../../support/git.ts";
import { memoryFiles } from "../../support/memory-files.ts";
import { walked } from "../rollout/flags/walked.ts";

const INCLUDE = ["AGENTS.md", ".claude/**"];
const SETTINGS = (allow: string): string => `{ "permissions": { "allow": [${allow}] } }`;
const FIRST = { "AGENTS.md": "# Rules\n", ".claude/settings.json": SETTINGS('"Read"') };

function releaseOf(files: Readonly<Record<string, string>>): ReleaseContents {
  const made = gatherRelease(memoryFiles(files), INCLUDE);
  if (!made.ok) throw new Error(made.faults.join());
  return made.value;
}

/** What is said of other files where the first ones are stable. */
async function riskOfNext(
  files: Readonly<Record<string, string>>,
  changes: Partial<RolloutState> = {},
  include = INCLUDE,
) {
  const { folder, git } = createRepository(FIRST);
  const stable = releaseOf(FIRST).digest;
  const state = { ...walked().state, release: stable, commit: git("rev-parse", "HEAD"), ...changes };
  return riskSince(openGit(folder, gitEnvironment()), { contents: releaseOf(files), include }, stable, state);
}

test("high where agents may do more by it, low where they may not", async () => {
  expect(await riskOfNext({ ...FIRST, "AGENTS.md": "# Other rules\n" })).toBe("low");
  expect(await riskOfNext({ ...FIRST, ".claude/settings.json": SETTINGS('"Read", "Bash"') })).toBe("high");
});

test("high where nothing can be compared: the commit is not here, or gives another release", async () => {
  const next = { ...FIRST, "AGENTS.md": "# Other rules\n" };
  expect(await riskOfNext(next, { commit: "0".repeat(40) })).toBe("high");
  expect(await riskOfNext(next, { commit: "--help" })).toBe("high");
  expect(await riskOfNext(next, {}, ["AGENTS.md"])).toBe("high");
  expect(await riskOfNext(next, { release: `sha256:${"f".repeat(64)}`, history: [] })).toBe("high");
});

test("what was stable before the present rollout is found in its history", async () => {
  const { folder, git, commit } = createRepository(FIRST);
  const stable = releaseOf(FIRST).digest;
  const began = { release: stable, commit: git("rev-parse", "HEAD"), id: "team-a/r1", end: "Healthy", at: 0 } as const;
  const tried = {
    ...walked().state,
    release: `sha256:${"f".repeat(64)}`,
    commit: commit({ "AGENTS.md": "# Bad\n" }),
    history: [began],
  };
  const contents = releaseOf({ ...FIRST, "AGENTS.md": "# Better\n" });
  const next = { contents, include: INCLUDE };
  expect(await riskSince(openGit(folder, gitEnvironment()), next, stable, tried)).toBe("low");
});

test("a first release is approved as a first one; a release that began has the risk that it began with", async () => {
  const { folder } = createRepository(FIRST);
  const git = openGit(folder, gitEnvironment());
  const contents = releaseOf(FIRST);
  const offered = { contents, include: INCLUDE };
  expect(await riskSince(git, offered, null, null)).toBe("low");
  const state = { ...walked().state, release: contents.digest, risk: "high" } as const;
  expect(await riskSince(git, offered, `sha256:${"a".repeat(64)}`, state)).toBe("high");
});
