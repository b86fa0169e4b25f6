import { dirname, resolve, basename } from "node:path";
import { readFile } from "../../host/files/read-file.ts";
import { writeInside } from "../../host/files/write-whole.ts";
import { thousands } from "../../model/numbers.ts";
import { UsageError } from "../../model/usage-error.ts";
import { showLines } from "../../report/escape/terminal.ts";
import { packRelease, unpackRelease } from "../../rollout/release/archive.ts";
import type { World } from "../../workspace/world.ts";
import { hideFromGit, openReleases } from "./open-releases.ts";
import { reasonGiven } from "./reason-given.ts";
import type { ReleaseValues } from "./release.ts";

/** Writes a release into one file, and reads that back. */
export async function archiveRelease(
  world: World,
  values: ReleaseValues,
  [name = ""]: readonly string[],
): Promise<number> {
  const { to } = values;
  if (to === undefined) throw new UsageError("Say where: `agent-ci release archive current --to agents.tar`.");
  const { named, contents } = await openReleases(world, values);
  const release = contents(named(name));
  const file = resolve(world.cwd, to);
  const bytes = packRelease(release);
  const refused = writeInside(dirname(file), basename(file), bytes, { before: "nothing" });
  if (refused !== undefined) throw new UsageError(`Cannot write ${to}: ${refused}.`);
  const back = readFile(file);
  const read = back.ok ? unpackRelease(back.bytes) : { ok: false as const, faults: [back.reason] };
  if (!read.ok || read.value.digest !== release.digest) {
    world.err(
      showLines([`${to} does not hold the release: ${read.ok ? "it is another one" : read.faults.join("; ")}.`]),
    );
    return 1;
  }
  world.out(showLines([`${release.digest} is in ${to}, and was read back: ${thousands(bytes.length)} bytes.`]));
  return 0;
}

/** Puts the release of an archive back into the store. */
export async function restoreRelease(
  world: World,
  values: ReleaseValues,
  [file = ""]: readonly string[],
): Promise<number> {
  const how = reasonGiven(values);
  const found = readFile(resolve(world.cwd, file));
  if (!found.ok) throw new UsageError(`${file}: ${found.reason}.`);
  const read = unpackRelease(found.bytes);
  if (!read.ok) {
    world.err(showLines([...read.faults.map((fault) => `${file}: ${fault}`), "Nothing was restored."]));
    return 1;
  }
  const releases = await openReleases(world, values);
  hideFromGit(releases);
  const deployed = await releases.target.deploy(read.value, how);
  if (!deployed.ok) {
    world.err(showLines([...deployed.faults, "Nothing was restored."]));
    return 1;
  }
  world.out(`${read.value.digest}\n`);
  world.err(showLines([`${deployed.already ? "was there already" : "is back"} in ${releases.path}`]));
  return 0;
}
