import { inject } from "vitest";
import type { Repository } from "./git.ts";
import { createGitLabCatalog, type Pipeline, play } from "./gitlab.ts";

/** The jobs that act ran to their ends, with how they ended. */
export const jobsOf = (log: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Array.from(
      log.matchAll(/^\[agent-ci\/(.+?) *\] (?:\S+ +)?Job (succeeded|failed)$/gmu),
      ([, job = "", how = ""]) => [job, how],
    ),
  );

/** Plays the pipeline of a project with a registry that has the release, and a catalog that has its components. */
export async function playOnGitLab(
  registry: () => Promise<string>,
  project: Repository["folder"],
  variables: Readonly<Record<string, string>> = {},
): Promise<Pipeline> {
  const given = Object.entries(variables).map(([name, value]) => `--variable=${name}=${value}`);
  const env = { ...createGitLabCatalog(inject("releaseTree")), npm_config_registry: await registry() };
  return play(project, ["--force-shell-executor", "--shell-isolation", "--no-artifacts-to-source", ...given], env);
}

/** As a checkout on a runner of `gitlab.example` has it; what is committed later is the change. */
export function onGitLab({ git }: Pick<Repository, "git">): void {
  git("remote", "add", "origin", "git@gitlab.example:group/project.git");
  git("update-ref", "refs/remotes/origin/main", "HEAD");
  git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main");
}
