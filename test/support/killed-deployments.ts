import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openTarget } from "../../src/host/targets/open-target.ts";
import type { OpenTarget } from "../../src/host/targets/target.ts";
import { releaseOf } from "./releases.ts";

/** Two releases that differ in every file. */
export const KILLED = ["old", "new"].map((text) =>
  releaseOf({
    "CLAUDE.md": `@rules.md\n${text}\n`,
    "rules.md": `${text}\n`.repeat(2000),
    "skills/a/SKILL.md": `---\nname: a\ndescription: The ${text} one.\n---\n`,
    "hooks/run.sh": `#!/bin/sh\necho ${text}\n`,
  }),
);
const PROGRAM = join(import.meta.dirname, "deploy-for-ever.ts");

/**
 * Kills a program that switches between two releases, once at each of these steps, and looks each time what is there.
 * Answers with what is wrong, nothing where all is well.
 */
export async function killDeployments(steps: readonly number[]): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), "agent-ci-killed-"));
  try {
    const target = openTarget({ kind: "directory", path: folder }, { cwd: folder, env: {}, needsBackup: true });
    const wrong = [...(await switchTo(target, 0))];
    for (const [round, step] of steps.entries()) {
      await killAt(folder, step);
      const said = [...(await look(target)), ...(await switchTo(target, round % KILLED.length))];
      wrong.push(...said.map((one) => `killed at step ${step}, round ${round}: ${one}`));
    }
    return wrong;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Ends when the program is gone, by a signal that it cannot catch. */
async function killAt(folder: string, step: number): Promise<void> {
  const child = spawn(process.execPath, [PROGRAM, folder], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => void child.on("close", resolve));
  let said = "";
  child.stdout.on("data", (piece: Buffer) => {
    said += piece.toString();
    if (said.split("\n").length > step) child.kill("SIGKILL");
  });
  await ended;
}

async function look(target: OpenTarget): Promise<readonly string[]> {
  const { active } = (await target.read()).pointers;
  if (!KILLED.some(({ digest }) => digest === active)) return [`${active} is active`];
  return (await target.verify(active ?? "")).faults;
}

/** What the next run does: it goes on, or back. */
async function switchTo(target: OpenTarget, which: number): Promise<readonly string[]> {
  const release = KILLED[which];
  if (!release) return ["there is no such release"];
  const deployed = await target.deploy(release);
  const pointers = { active: release.digest, stable: release.digest, canary: null };
  const applied = await target.applyPointers(pointers, [release.digest], {});
  const { pointers: now, releases } = await target.read();
  const left = releases.length === 1 && now.active === release.digest ? [] : ["the next run did not end it"];
  return [...deployed.faults, ...applied.faults, ...left];
}
