import type { Git } from "../../host/git/git.ts";
import type { World } from "../../workspace/world.ts";

/** Who acts, as the forge calls them, else as git does. Nobody vouches for it but who signs what they did. */
export async function actorOf({ env }: World, git: Git): Promise<string> {
  const login =
    env["GITHUB_ACTIONS"] === "true" ? env["GITHUB_TRIGGERING_ACTOR"] || env["GITHUB_ACTOR"] : env["GITLAB_USER_LOGIN"];
  if (login) return login;
  const asked = await git.run(["config", "--get", "user.email"]);
  return (asked.ok && asked.output.trim()) || "unknown";
}
