import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openTarget } from "../../../../src/host/targets/open-target.ts";
import type { OpenTarget } from "../../../../src/host/targets/target.ts";
import { releaseOf } from "../../../support/releases.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const RELEASE = releaseOf({ "CLAUDE.md": "@rules.md\n", "rules.md": "Be kind.\n" });
const OTHER = `sha256:${"1".repeat(64)}`;

/** Writes down what it is asked for, and keeps what it is given. */
const SCRIPT = `
echo "$AGENT_CI_VERB $AGENT_CI_DIGEST" >> asked
case "$AGENT_CI_VERB" in
  read) cat state 2>/dev/null || echo '{}' ;;
  backup) test ! -e no-backup ;;
  deploy) (cd "$AGENT_CI_RELEASE" && sha256sum --quiet -c SHA256SUMS) && echo "$AGENT_CI_RELEASE" > place ;;
  verify) test ! -e broken || { echo "not there" >&2; exit 3; } ;;
  point) printf '%s' "$AGENT_CI_ACTIVE|$AGENT_CI_STABLE|$AGENT_CI_CANARY|$AGENT_CI_KEEP|$AGENT_CI_BAD" > pointed ;;
esac
`;

function opened(files: Readonly<Record<string, string>> = {}, script = SCRIPT, timeout = 60_000) {
  const folder = tempFolder({ "target.sh": script, ...files });
  const target: OpenTarget = openTarget(
    { kind: "command", command: ["sh", "target.sh"], timeout },
    { cwd: folder, env: { PATH: process.env["PATH"] }, checkout: folder, needsBackup: true },
  );
  const text = (name: string): string => readFileSync(join(folder, name), "utf8");
  return { target, folder, text };
}
const state = JSON.stringify({ active: OTHER, stable: OTHER, bad: {} });

test("the program is told each step by variables, and gets the release in a folder", async () => {
  const { target, text } = opened({ state });
  expect(await target.deploy(RELEASE)).toMatchObject({ ok: true, backup: "verified", faults: [] });
  expect(text("asked").split("\n")).toEqual([
    "read ",
    `backup ${OTHER}`,
    `deploy ${RELEASE.digest}`,
    `verify ${RELEASE.digest}`,
    "",
  ]);
  expect(existsSync(text("place").trim())).toBe(false);
});

test("pointers, what is kept and what is bad are handed over as text, which no shell reads", async () => {
  const { target, text, folder } = opened({ state });
  const evil = "\"; touch evil; $(touch evil) `touch evil` ' \\";
  const applied = await target.applyPointers({ active: RELEASE.digest, stable: OTHER, canary: null }, [OTHER], {
    [OTHER]: evil,
  });
  expect(applied).toMatchObject({ ok: true, moved: ["active"] });
  expect(text("pointed")).toBe(`${RELEASE.digest}|${OTHER}||${OTHER}|${JSON.stringify({ [OTHER]: evil })}`);
  expect(existsSync(join(folder, "evil"))).toBe(false);
});

test("a pointer to what is not whole stays where it is, and the others are moved", async () => {
  const { target, text } = opened({ state, broken: "" });
  const applied = await target.applyPointers({ active: RELEASE.digest, stable: null, canary: null }, [], {});
  expect(applied).toMatchObject({
    ok: false,
    faults: [`${RELEASE.digest} is not whole: it ended with 3: not there`],
    moved: ["stable"],
  });
  expect(text("pointed")).toBe(`${OTHER}||||{}`);
});

test("a backup that the program cannot make stops production", async () => {
  const { target } = opened({ state, "no-backup": "" });
  expect(await target.deploy(RELEASE)).toMatchObject({ ok: false, backup: "unverified" });
});

test("what the program says went wrong is said", async () => {
  const { target } = opened({ broken: "" });
  expect((await target.deploy(RELEASE)).faults).toEqual(["file-set: it ended with 3: not there"]);
  expect(await target.verify(RELEASE.digest)).toMatchObject({ ok: false, faults: ["it ended with 3: not there"] });
});

test("a release that the program calls bad returns only with force", async () => {
  const { target } = opened({ state: JSON.stringify({ bad: { [RELEASE.digest]: "rude" } }) });
  expect((await target.deploy(RELEASE)).faults).toEqual([
    `${RELEASE.digest} was rolled back: rude. It returns only with --force and a reason.`,
  ]);
  expect((await target.deploy(RELEASE, { force: "it was kind" })).ok).toBe(true);
});

test.each([
  ["no JSON", "echo active", /it is no JSON/],
  ["a pointer that is no digest", `echo '{"active":"latest"}'`, /no digest/],
  ["without end", "yes", /longer than/, 2_000],
])("a program that answers %s is not believed", async (_how, script, said, limit = 60_000) => {
  const { target } = opened({}, script, limit);
  await expect(target.read()).rejects.toThrow(said);
});

test("a program that hangs is ended, with what it started", async () => {
  const { target, text } = opened({}, "sleep 600 & echo $! > child; wait", 5_000); // a busy machine starts it late
  await expect(target.read()).rejects.toThrow("it took longer than 5000 ms, and was ended");
  expect(stateOf(text("child").trim())).toMatch(/^[ZX]?$/);
});

/** Whether a process runs, sleeps, or has ended and nobody has asked how; empty where there is none. */
const stateOf = (pid: string): string => {
  const stat = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, "utf8") : "";
  return stat.slice(stat.lastIndexOf(")") + 2).charAt(0);
};

test.each([
  [["./deploy.sh"], "There is no program"],
  [["no-such-program-anywhere"], "There is no program"],
  [[], "has no program"],
])("%j is refused", (command, said) => {
  const folder = tempFolder({ "deploy.sh": "" });
  const spec = { kind: "command", command, timeout: 1000 } as const;
  const surroundings = { cwd: folder, env: { PATH: process.env["PATH"] }, checkout: folder, needsBackup: false };
  expect(() => openTarget(spec, surroundings)).toThrow(said);
});

test("a program of the checkout is refused by its path, too", () => {
  const folder = tempFolder({ "deploy.sh": "" });
  const spec = { kind: "command", command: [join(folder, "deploy.sh")], timeout: 1000 } as const;
  expect(() => openTarget(spec, { cwd: folder, env: {}, checkout: folder, needsBackup: false })).toThrow(
    "lies in the repository",
  );
});
