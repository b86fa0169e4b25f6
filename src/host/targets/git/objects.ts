import { UsageError } from "../../../model/usage-error.ts";
import { assembleRelease } from "../../../rollout/release/assemble-release.ts";
import type { Digest } from "../../../rollout/plan.ts";
import type { Ingredient, Made, ReleaseContents } from "../../../rollout/release/release.ts";
import { LARGEST_FILE } from "../../../rollout/release/release-paths.ts";
import type { Git } from "../../git/git.ts";
import { COMMITTER, IDENTITY } from "../../git/identity.ts";
import { readBlobs } from "../../git/read-blobs.ts";

/** Where what is written stands until a branch has it. */
const WRITTEN = "refs/agent-ci/target";

/** Writes files into git's objects, all by one program, and answers with the id of their tree. No branch is touched. */
export async function writeFileTree(git: Git, files: readonly Ingredient[]): Promise<string> {
  const parts = files.flatMap(({ bytes }, index) => [
    Buffer.from(`blob\nmark :${index + 1}\ndata ${bytes.length}\n`),
    bytes,
    Buffer.from("\n"),
  ]);
  const entries = files.map(
    ({ path, executable }, index) => `M ${executable ? "100755" : "100644"} :${index + 1} ${quoted(path)}\n`,
  );
  const mark = files.length + 1;
  const commit = `commit ${WRITTEN}\nmark :${mark}\ncommitter ${COMMITTER.NAME} <${COMMITTER.EMAIL}> 0 +0000\ndata 0\n\n`;
  const input = Buffer.concat([...parts, Buffer.from(`${commit}${entries.join("")}get-mark :${mark}\ndone\n`)]);
  let said = "";
  const args = ["fast-import", "--quiet", "--force", "--done", "--cat-blob-fd=1"];
  const done = await git.stream(args, (piece) => (said += Buffer.from(piece).toString()), input);
  if (!done.ok) throw new UsageError(`git cannot write the release: ${done.reason}`);
  return treeIdOf(git, said.trim());
}

/** As git reads a path: in quotes, with backslashes. */
const quoted = (path: string): string =>
  `"${path.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;

export async function treeIdOf(git: Git, commit: string): Promise<string> {
  const found = await git.run(["rev-parse", "--verify", "--quiet", "--end-of-options", `${commit}^{tree}`]);
  if (!found.ok) throw new UsageError(`git has no tree of ${commit}: fetch it, and run this again.`);
  return found.output.trim();
}

/** A commit of a tree behind another commit, or behind none. */
export async function commitTree(git: Git, tree: string, parent: string | null, message: string): Promise<string> {
  const text = message.replaceAll(/[^\P{Cc}\n]/gu, " ");
  const parents = parent === null ? [] : ["-p", parent];
  const made = await git.run(["commit-tree", "--no-gpg-sign", ...parents, "-m", text, tree], IDENTITY);
  if (!made.ok) throw new UsageError(`git cannot commit the release: ${made.reason}`);
  return made.output.trim();
}

/** The release that a commit holds, if it is the one that was asked for, whole and with nothing else. */
export async function releaseAt(git: Git, commit: string, digest: Digest): Promise<Made<ReleaseContents>> {
  const listed = await git.run(["ls-tree", "-r", "-z", "--full-tree", "--end-of-options", commit]);
  if (!listed.ok) return { ok: false, faults: [`git cannot list ${commit}: ${listed.reason}`] };
  const rows = listed.output.split("\0").slice(0, -1).map(rowOf);
  const odd = rows.find(({ mode }) => mode !== "100644" && mode !== "100755");
  if (odd) return { ok: false, faults: [`${JSON.stringify(odd.path)} is no regular file`] };
  const blobs = new Map(readBlobs(git, [...new Set(rows.map(({ id }) => id))], LARGEST_FILE));
  const found = rows.flatMap(({ path, id, mode }): Ingredient[] => {
    const bytes = blobs.get(id);
    return bytes ? [{ path, bytes, executable: mode === "100755" }] : [];
  });
  return assembleRelease(found, digest);
}

function rowOf(row: string): { readonly mode: string; readonly id: string; readonly path: string } {
  const tab = row.indexOf("\t");
  const [mode = "", , id = ""] = row.slice(0, tab).split(" ");
  return { mode, id, path: row.slice(tab + 1) };
}
