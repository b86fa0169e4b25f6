import type { Person } from "../../approval/approval.ts";
import { OWNERS_FILES, ownersOf } from "../../approval/code-owners.ts";
import { memberAt } from "../../host/pipeline/event.ts";
import { askGitLab, type GitLabProject, projectPath, textAt, unexpected } from "../gitlab-call.ts";
import type { GitLabSubject } from "./gitlab-subject.ts";
import { unlessGone } from "./reading.ts";

export const NO_MEMBER = "the account is no member of the project";
const DEVELOPER = 30;

/** Why somebody is no owner of the file; undefined for one. */
export async function whyNoGitLabOwner(at: GitLabSubject, by: Person, level: number, owners: readonly string[]) {
  if (owners.length === 0) return `CODEOWNERS of the target branch names nobody for ${at.path}`;
  if (level < DEVELOPER) return level === 0 ? NO_MEMBER : "the account is less than a developer of the project";
  for (const owner of owners) if (await isOwner(at, owner, by, level)) return undefined;
  return `CODEOWNERS of the target branch does not name the account for ${at.path}, nor a group that this token sees it in`;
}

const ROLES: Readonly<Record<string, number>> = { developer: 30, maintainer: 40, owner: 50 };

/** `@name`, `@group/below`, `@@maintainers`. */
async function isOwner(at: GitLabSubject, owner: string, by: Person, level: number): Promise<boolean> {
  const role = /^@@([a-z]+?)s?$/i.exec(owner)?.[1]?.toLowerCase();
  if (role !== undefined) return level === ROLES[role];
  if (!owner.startsWith("@")) return false;
  const name = owner.slice(1);
  if (name.toLowerCase() === by.login.toLowerCase()) return true;
  return (await levelOf(at, `/groups/${encodeURIComponent(name)}/members/all`, by)) > 0;
}

/** What a member of a project or group may; nothing where it is none, or not active. */
export async function levelOf(at: GitLabProject, members: string, { id }: Person): Promise<number> {
  const member = await unlessGone(() => askGitLab(at, "GET", `${members}/${id}`), [403, 404]);
  const level = memberAt(member, "access_level");
  return typeof level === "number" && memberAt(member, "state") === "active" ? level : 0;
}

/** The owners of the file at a commit of the target branch. */
export async function gitLabOwners(at: GitLabSubject, commit: string): Promise<readonly string[]> {
  for (const place of OWNERS_FILES.GitLab) {
    const call = `${projectPath(at)}/repository/files/${encodeURIComponent(place)}?ref=${encodeURIComponent(commit)}`;
    const found = await unlessGone(() => askGitLab(at, "GET", call));
    if (found === undefined) continue;
    if (memberAt(found, "encoding") !== "base64") throw unexpected(`${place} has another encoding than base64`);
    return ownersOf(Buffer.from(textAt(found, "content"), "base64").toString("utf8"), at.path, "GitLab");
  }
  return [];
}
