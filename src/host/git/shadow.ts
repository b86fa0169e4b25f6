import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { UsageError } from "../../model/usage-error.ts";
import { commitOf, type Git } from "./git.ts";

/**
 * A repository in `folder` with the objects of another one and nothing else of it: no configuration, no attributes, no
 * hooks, no files. A program that calls git there sees all content, and starts nothing on the way. With `index`, also
 * what is staged. `.gitattributes` can call any file binary, whose content `git log -p` then leaves out: what stands in
 * `info/attributes` is stronger. https://git-scm.com/docs/gitattributes and
 * https://git-scm.com/docs/gitrepository-layout, read 2026-11-26.
 */
export async function shadowRepository(git: Git, folder: string, { index = false } = {}): Promise<void> {
  const dot = index ? join(folder, ".git") : folder;
  for (const part of ["objects/info", "refs", "info"]) mkdirSync(join(dot, part), { recursive: true });
  const say = (name: string, text: string): void => writeFileSync(join(dot, name), text, { mode: 0o600 });
  const format = (await answer(git, ["rev-parse", "--show-object-format"])).trim();
  say(
    "config",
    `[core]\n\trepositoryformatversion = 1\n\tbare = ${!index}\n[extensions]\n\tobjectformat = ${format}\n`,
  );
  say("objects/info/alternates", `${await placeOf(git, "objects")}\n`);
  say("info/attributes", "* !diff\n");
  const head = await commitOf(git, "HEAD");
  say("HEAD", head === undefined ? "ref: refs/heads/none\n" : `${head}\n`);
  const refs = await answer(git, ["for-each-ref", "--format=%(objectname) %(refname)"]);
  say("packed-refs", `# pack-refs with: sorted\n${refs}`);
  const shallow = await placeOf(git, "shallow");
  if (existsSync(shallow)) copyFileSync(shallow, join(dot, "shallow"));
  if (index) copyIndex(await placeOf(git, "index"), dot);
}

/**
 * One that is split has its larger part beside it.
 * https://git-scm.com/docs/git-update-index#_split_index, read 2026-11-26.
 */
function copyIndex(index: string, dot: string): void {
  if (!existsSync(index)) return;
  copyFileSync(index, join(dot, "index"));
  for (const name of readdirSync(dirname(index)))
    if (name.startsWith("sharedindex.")) copyFileSync(join(dirname(index), name), join(dot, name));
}

const placeOf = async (git: Git, name: string): Promise<string> =>
  (await answer(git, ["rev-parse", "--path-format=absolute", "--git-path", name])).trimEnd();

async function answer(git: Git, args: readonly string[]): Promise<string> {
  const result = await git.run(args);
  if (result.ok) return result.output;
  throw new UsageError(`git cannot describe the repository: ${result.reason}`);
}
