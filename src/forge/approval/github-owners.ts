import type { Person } from "../../approval/approval.ts";
import { OWNERS_FILES, ownersOf } from "../../approval/code-owners.ts";
import { memberAt } from "../../host/pipeline/event.ts";
import { ForgeError } from "../forge-error.ts";
import { attempt, type openGitHub } from "../github-call.ts";
import { unlessGone } from "./reading.ts";

type GitHub = ReturnType<typeof openGitHub>;

/** A name that somebody else has by now is not the account that spoke. */
export async function permissionOf({ rest, project }: GitHub, { id, login }: Person): Promise<string> {
  const asked = { ...project(), username: login };
  const found = await unlessGone(() => attempt(rest.repos.getCollaboratorPermissionLevel(asked)));
  return found?.user?.id === id ? found.permission : "none";
}

interface Owned {
  readonly owners: readonly string[];
  readonly path: string;
}

/**
 * Why somebody is no owner of the file; undefined for one. Strangers, of whom any number can speak, cost no call
 * where no team owns it.
 */
export async function whyNoGitHubOwner(github: GitHub, person: Person, { owners, path }: Owned) {
  if (owners.length === 0) return `CODEOWNERS of the target branch names nobody for ${path}`;
  if (await isOwner(github, person, owners)) {
    const permission = await permissionOf(github, person);
    return MAY_WRITE.has(permission) ? undefined : "the account may not write to the repository";
  }
  return `CODEOWNERS of the target branch does not name the account for ${path}, nor a team that this token sees it in`;
}

export const MAY_WRITE: ReadonlySet<string> = new Set(["admin", "write"]);

async function isOwner(github: GitHub, { login }: Person, owners: readonly string[]): Promise<boolean> {
  if (owners.some((owner) => owner.toLowerCase() === `@${login.toLowerCase()}`)) return true;
  for (const owner of owners) if (await isMember(github, owner, login)) return true;
  return false;
}

/** Who may not read a team sees nobody in it. */
async function isMember({ rest, timed }: GitHub, owner: string, login: string): Promise<boolean> {
  const [org, team] = owner.replace(/^@/, "").split("/");
  if (!org || !team) return false;
  const asked = { org, team_slug: team, username: login, ...timed() };
  const found = await unlessGone(() => attempt(rest.teams.getMembershipForUserInOrg(asked)), [403, 404]);
  return found?.state === "active";
}

/** The owners of a file at a commit of the target branch. */
export async function gitHubOwners(
  { rest, project }: GitHub,
  commit: string,
  path: string,
): Promise<readonly string[]> {
  for (const place of OWNERS_FILES.GitHub) {
    const found = await unlessGone(() => attempt(rest.repos.getContent({ ...project(), path: place, ref: commit })));
    if (found === undefined) continue;
    const [encoding, content] = [memberAt(found, "encoding"), memberAt(found, "content")];
    if (encoding !== "base64" || typeof content !== "string")
      throw new ForgeError({ status: 0, reason: `${place} of the target branch cannot be read`, passing: false });
    return ownersOf(Buffer.from(content, "base64").toString("utf8"), path, "GitHub");
  }
  return [];
}
