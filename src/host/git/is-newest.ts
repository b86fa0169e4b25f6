import { forgeOf } from "../pipeline/pipeline.ts";
import type { Git } from "./git.ts";
import { addressOfOrigin, authorization, UPLOAD_PACK } from "./remote.ts";

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Whether a commit is where the branch of this pipeline is now: jobs wait for each other, are run again, and may come
 * in another order than the pushes that they are of. Outside of pipelines, and where nobody can be asked, it is.
 */
export async function isNewest(git: Git, env: Env, token: string | undefined, commit: string): Promise<boolean> {
  const forge = forgeOf(env);
  const ref = forge && { github: env["GITHUB_REF"], gitlab: `refs/heads/${env["CI_COMMIT_BRANCH"] ?? ""}` }[forge];
  const address = await addressOfOrigin(git);
  if (!forge || !ref?.startsWith("refs/heads/") || address === undefined) return true;
  const asked = ["ls-remote", UPLOAD_PACK, "--end-of-options", address, ref];
  const listed = await git.run(asked, authorization(env, forge, token));
  const line = listed.ok ? listed.output.split("\n").find((one) => one.endsWith(`\t${ref}`)) : undefined;
  // A branch that is gone by now holds nothing that anybody should be given.
  return !listed.ok || line?.startsWith(`${commit}\t`) === true;
}
