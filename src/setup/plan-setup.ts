import { configurationPart } from "./configuration.ts";
import type { SetupGround, SetupPart, PlannedPart, Wishes } from "./ground.ts";
import { githubPart } from "./github-part.ts";
import { gitlabPart } from "./gitlab-pipeline.ts";
import { hookPart } from "./hooks.ts";
import { ignoredLines } from "./ignored-lines.ts";
import { ownersPart } from "./owners.ts";
import { requestTemplatePart } from "./request-template.ts";

/**
 * All that is missing of what somebody wants, and nothing that was not asked for. What is there is kept as it is, so
 * that a second plan is empty. What environments consist of is planned elsewhere; here are the lines that keep them out
 * of git.
 */
export function planSetup(ground: SetupGround, wishes: Wishes): readonly PlannedPart[] {
  const { configuration, forges, hooks, owners, templates, environments } = wishes;
  const choices = {
    rehearses: wishes.scenarios ?? ground.scenarios,
    costs: wishes.costs ?? ground.text("agent-usage.yaml") !== undefined,
  };
  const answered =
    owners === undefined
      ? []
      : [named("CODEOWNERS", "who answers for the policy and its pipelines", ownersPart(ground, owners))];
  return [
    ...(configuration === undefined && wishes.start !== "report"
      ? []
      : [named("configuration", "what is checked, and what fails", configurationPart(ground, wishes))]),
    ...(forges.includes("github")
      ? [named("GitHub", "checks each pull request and push", githubPart(ground, choices))]
      : []),
    ...(forges.includes("gitlab")
      ? [named("GitLab", "checks each merge request and push", gitlabPart(ground, choices))]
      : []),
    ...(hooks === undefined
      ? []
      : [named(`hooks (${hooks})`, "a commit and a push are checked where they are made", hookPart(hooks, ground))]),
    ...answered,
    ...templates.map((forge) =>
      named(`template (${forge})`, "a reviewer's questions in each request", requestTemplatePart(forge, ground)),
    ),
    ...(environments
      ? [
          named("ignored files", "keeps secrets and what runs write out of git", {
            steps: ignoredLines(ground.text(".gitignore") ?? ""),
          }),
        ]
      : []),
  ];
}

export const named = (title: string, why: string, { steps, left = [] }: SetupPart): PlannedPart => ({
  title,
  why,
  steps,
  left,
});
