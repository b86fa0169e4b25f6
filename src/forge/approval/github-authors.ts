import type { Author } from "../../approval/approval.ts";
import { coAuthors } from "../../approval/co-authors.ts";
import { memberAt } from "../../host/pipeline/event.ts";
import { ForgeError } from "../forge-error.ts";
import { attempt, type openGitHub, PAGE_OF_GITHUB } from "../github-call.ts";
import { MOST_PAGES } from "./reading.ts";

/** Whoever wrote a commit between a base and a head. Rejects where not all of them can be read. */
export async function gitHubAuthors(
  { rest, project }: ReturnType<typeof openGitHub>,
  base: string,
  head: string,
): Promise<readonly Author[]> {
  const commits: unknown[] = [];
  for (let page = 1; page <= MOST_PAGES; page++) {
    const asked = { ...project(), basehead: `${base}...${head}`, per_page: PAGE_OF_GITHUB, page };
    const found = await attempt(rest.repos.compareCommitsWithBasehead(asked));
    commits.push(...found.commits);
    if (commits.length < found.total_commits && found.commits.length > 0) continue;
    if (commits.length !== found.total_commits || memberAt(commits.at(-1), "sha") !== head) break;
    return commits.flatMap(authorsOf);
  }
  throw new ForgeError({ status: 0, reason: "the commits of the change cannot all be read", passing: false });
}

/** Whoever wrote one commit, such as the first of all, which no comparison shows. */
export async function gitHubAuthorsOf(
  { rest, project, timed }: ReturnType<typeof openGitHub>,
  ref: string,
): Promise<readonly Author[]> {
  return authorsOf(await attempt<unknown>(rest.repos.getCommit({ ...project(), ref, ...timed() })));
}

function authorsOf(commit: unknown): readonly Author[] {
  const sha = String(memberAt(commit, "sha"));
  const written = (["author", "committer"] as const).map((as): Author => {
    const [id, login] = [memberAt(commit, as, "id"), memberAt(commit, as, "login")];
    const [name, email] = [memberAt(commit, "commit", as, "name"), memberAt(commit, "commit", as, "email")];
    return {
      commit: sha,
      as,
      ...(typeof id === "number" && typeof login === "string" && { account: { id, login } }),
      ...(typeof name === "string" && { name }),
      ...(typeof email === "string" && { email }),
    };
  });
  const message = memberAt(commit, "commit", "message");
  return [...written, ...coAuthors(sha, typeof message === "string" ? message : "")];
}
