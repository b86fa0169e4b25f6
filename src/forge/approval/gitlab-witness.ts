import type { Author, Consent, Means, Person } from "../../approval/approval.ts";
import { memberAt } from "../../host/pipeline/event.ts";
import { ForgeError } from "../forge-error.ts";
import { askGitLab, projectPath, textAt, unexpected } from "../gitlab-call.ts";
import { gitLabAuthors } from "./gitlab-authors.ts";
import { levelOf, NO_MEMBER, gitLabOwners, whyNoGitLabOwner } from "./gitlab-owners.ts";
import type { GitLabSubject } from "./gitlab-subject.ts";
import { isGhost, MOST_PAGES, once, unlessGone } from "./reading.ts";
import type { Witness } from "./witness.ts";

/**
 * What GitLab can show: https://docs.gitlab.com/api/, read 2026-11-30. Not by a label: an event of it has the name that
 * the label has now, and whoever may rename one could make an approval of it. Not by a manual job: who started it said
 * nothing of a report, and the pipeline is the change's own.
 */
export function gitLabWitness(at: GitLabSubject): Witness {
  const path = `${projectPath(at)}/merge_requests/${at.number}`;
  const request = once(() => askGitLab(at, "GET", path));
  const base = once(async () => {
    const branch = encodeURIComponent(textAt(await request(), "target_branch"));
    return textAt(await askGitLab(at, "GET", `${projectPath(at)}/repository/branches/${branch}`), "commit", "id");
  });
  const owners = once(async () => gitLabOwners(at, await base()));
  return {
    permission: "Use the token of a project or group with the role Reporter or higher and the scope `read_api`.",
    head: async () => {
      request.forget();
      const found = await request();
      return memberAt(found, "sha") === null ? "" : textAt(found, "sha");
    },
    authors: async (head) => {
      const opener = personOf(memberAt(await request(), "author"));
      const opened: readonly Author[] = opener ? [{ commit: head, as: "opener", account: opener }] : [];
      return [...(await gitLabAuthors(at, head)), ...opened];
    },
    consents: async (means) => {
      if (means === "label") return [];
      const since = await pushedAt(at, path);
      const said = means === "comment" ? await notesOf(at, path) : await reviewsOf(at);
      const isOld = ({ at: time }: Consent): boolean => time === undefined || Date.parse(time) < since;
      return said.map((one) => (isOld(one) && !one.void ? { ...one, void: "the branch was pushed since" } : one));
    },
    standing: async ({ means, by }) => {
      if (!by) return { may: false, why: "nobody can say who that was" };
      const user = await unlessGone(() => askGitLab(at, "GET", `/users/${by.id}`));
      if (user === undefined || memberAt(user, "state") !== "active")
        return { may: false, why: "the account is not active any more" };
      if (memberAt(user, "bot") !== false) return { may: false, why: "a program does not approve" };
      const level = await levelOf(at, `${projectPath(at)}/members/all`, by);
      const why =
        means === "comment" ? await whyNoGitLabOwner(at, by, level, await owners()) : level > 0 ? undefined : NO_MEMBER;
      if (why !== undefined) return { may: false, why };
      const known = [memberAt(user, "name"), memberAt(user, "public_email")];
      return { may: true, known: known.filter((one) => typeof one === "string") };
    },
    todo: (means, phrase) => STEPS[means](phrase, at),
  };
}

const STEPS: Readonly<Record<Means, (phrase: string, at: GitLabSubject) => string>> = {
  environment: (phrase, { environment }) =>
    `Somebody who may approve deployments to ${environment} approves the one of this pipeline, with the comment "${phrase}".`,
  label: () => "GitLab does not keep under which name a label was set, so that none can approve here.",
  comment: (phrase, { path }) => `An owner of ${path} writes the comment "${phrase}", and runs this job again.`,
};

/** When the newest commit became that: a push back to an older one counts as new. */
async function pushedAt(at: GitLabSubject, path: string): Promise<number> {
  const versions = await askGitLab(at, "GET", `${path}/versions?per_page=100`);
  if (!Array.isArray(versions)) throw unexpected("the versions are no list");
  const times = versions.map((one) => Date.parse(textAt(one, "created_at")));
  const last = Math.max(...times);
  if (!Number.isFinite(last)) throw unexpected("the merge request has no version with a time");
  return last;
}

async function notesOf(at: GitLabSubject, path: string): Promise<readonly Consent[]> {
  const notes = await list(at, `${path}/notes?sort=asc&order_by=created_at`);
  return notes.flatMap((note): readonly Consent[] => {
    if (memberAt(note, "system") !== false) return [];
    const by = personOf(memberAt(note, "author"));
    // Maintainers may change what others wrote.
    const isChanged = textAt(note, "updated_at") !== textAt(note, "created_at");
    return [
      {
        means: "comment",
        ...(by && { by }),
        words: textAt(note, "body").trim(),
        at: textAt(note, "created_at"),
        ...(isChanged && { void: "the comment was changed" }),
      },
    ];
  });
}

/** Who approved the deployments of this pipeline, by GitLab's own rules for a protected environment. */
async function reviewsOf(at: GitLabSubject): Promise<readonly Consent[]> {
  if (at.pipeline === undefined) return [];
  const query = `?environment=${encodeURIComponent(at.environment)}&order_by=id&sort=desc&per_page=100`;
  const found = await askGitLab(at, "GET", `${projectPath(at)}/deployments${query}`);
  if (!Array.isArray(found)) throw unexpected("the deployments are no list");
  const own = found.filter((one) => memberAt(one, "deployable", "pipeline", "id") === at.pipeline);
  const whole = await Promise.all(
    own.map((one) => askGitLab(at, "GET", `${projectPath(at)}/deployments/${Number(memberAt(one, "id"))}`)),
  );
  return whole.flatMap(approvalsOf).flatMap((one): readonly Consent[] => {
    const [by, comment] = [personOf(memberAt(one, "user")), memberAt(one, "comment")];
    if (memberAt(one, "status") !== "approved" || typeof comment !== "string") return [];
    return [{ means: "environment", ...(by && { by }), words: comment.trim(), at: textAt(one, "created_at") }];
  });
}

/** Those without rules, and those of each rule. */
function approvalsOf(deployment: unknown): readonly unknown[] {
  const rules = memberAt(deployment, "approval_summary", "rules");
  const lists = [
    memberAt(deployment, "approvals"),
    ...(Array.isArray(rules) ? rules.map((rule) => memberAt(rule, "deployment_approvals")) : []),
  ];
  return lists.flatMap((one): readonly unknown[] => (Array.isArray(one) ? one : []));
}

/** GitLab says of a user alone whether it is a program. */
function personOf(user: unknown): Person | undefined {
  const [id, login] = [memberAt(user, "id"), memberAt(user, "username")];
  return typeof id === "number" && typeof login === "string" && !isGhost(login) ? { id, login, bot: false } : undefined;
}

const NOTES = 20; // each may hold a million characters

async function list(at: GitLabSubject, path: string): Promise<readonly unknown[]> {
  const all: unknown[] = [];
  for (let page = 1; page <= MOST_PAGES * 5; page++) {
    const found = await askGitLab(at, "GET", `${path}&per_page=${NOTES}&page=${page}`);
    if (!Array.isArray(found)) throw unexpected("the notes are no list");
    all.push(...found);
    if (found.length < NOTES) return all;
  }
  throw new ForgeError({ status: 0, reason: "the request has more notes than can be read", passing: false });
}
