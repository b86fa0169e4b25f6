import { posix } from "node:path";
import type { Fixture, FixtureFile } from "../../host/sandbox/lay-out-workspace.ts";
import { isGitName } from "../../model/git-name.ts";
import type { Files } from "../../model/ports.ts";
import type { Repository } from "../../model/rule.ts";
import { UsageError } from "../../model/usage-error.ts";
import type { Scenario } from "../../rehearsal/scenarios/scenario.ts";
import type { NotRun } from "./stage.ts";

const MOST_FILES = 20_000;
const MOST_BYTES = 512 * 1024 * 1024;

/**
 * What the workspace of a scenario begins with: the folder that it names, as git would have it, without the folder of
 * the scenario, which an agent need not read; over that, the files that it writes. Throws UsageError where that is more
 * than anybody would rehearse with.
 */
export function fixtureOf(
  { path, workspace }: Pick<Scenario, "path" | "workspace">,
  { paths, entry }: Repository,
  files: Files,
): Fixture {
  const fixture = new Map<string, FixtureFile>();
  const { folder } = workspace;
  const own = `${posix.dirname(path)}/`;
  let bytes = 0;
  if (folder !== undefined) {
    const below = folder === "" ? "" : `${folder}/`;
    for (const { path: at, link } of paths) {
      if (!at.startsWith(below) || (at.startsWith(own) && !below.startsWith(own))) continue;
      const name = at.slice(below.length);
      if (link !== undefined) {
        if (staysInside(name, link)) fixture.set(name, { link });
        continue;
      }
      const contents = files.read(at);
      if (!contents.ok) continue;
      bytes += contents.bytes.length;
      if (fixture.size >= MOST_FILES || bytes > MOST_BYTES)
        throw new UsageError(
          `${path}: the folder of its workspace has more than ${MOST_FILES} files or ${MOST_BYTES / 1024 / 1024} MB. Name a smaller one in \`workspace.folder\`.`,
        );
      fixture.set(name, { bytes: contents.bytes, executable: entry(at)?.executable === true });
    }
  }
  for (const [name, text] of Object.entries(workspace.files)) place(fixture, name, Buffer.from(text));
  return fixture;
}

/** Why a scenario would begin with nothing, though it names a folder: a slip would let it pass without its subject. */
export function lacksFolder(
  { workspace: { folder } }: Pick<Scenario, "workspace">,
  { paths }: Repository,
): NotRun | undefined {
  if (folder === undefined || folder === "" || paths.some((one) => one.path.startsWith(`${folder}/`))) return undefined;
  const why = `There is no file in \`${folder}\`, or git ignores them all: \`workspace.folder\` is a path from the folder of this file.`;
  return { why, key: "workspace" };
}

/** A file that the scenario writes replaces what is in its way. */
function place(fixture: Map<string, FixtureFile>, name: string, bytes: Uint8Array): void {
  for (const at of fixture.keys())
    if (at === name || at.startsWith(`${name}/`) || name.startsWith(`${at}/`)) fixture.delete(at);
  fixture.set(name, { bytes, executable: bytes.length > 2 && bytes[0] === 0x23 && bytes[1] === 0x21 });
}

function staysInside(name: string, link: string): boolean {
  if (posix.isAbsolute(link)) return false;
  const target = posix.join(posix.dirname(name), link);
  return target !== ".." && !target.startsWith("../") && !target.split("/").some(isGitName);
}
