import { list, object, string } from "../model/read-value.ts";
import type { Section } from "../model/report.ts";
import type { View } from "../model/view.ts";
import type { Plan, RolloutStep } from "./plan.ts";

interface ForgeLimit {
  readonly forge: string;
  /** What a plan of the forge may not have. */
  readonly lacks: string;
  readonly where: string;
  readonly instead: string;
  readonly source: string;
}

const READ = "2026-11-30";
const REVIEWING = "https://docs.github.com/actions/managing-workflow-runs/reviewing-deployments";
type Approval = Extract<RolloutStep, { kind: "approval" }>;

/** What pipelines of a rollout take, which not every plan of a forge has, and what to do in its place. */
function limitsOf({ steps, environments }: Plan): readonly ForgeLimit[] {
  const production = environments.at(-1)?.name ?? "production";
  const approvals = steps.filter((step): step is Approval => step.kind === "approval");
  const several = approvals.some(({ count, roles }) => count > Math.max(1, roles.length));
  return [
    {
      forge: "GitHub",
      lacks: `the environment ${production}, whose secret is the key`,
      where: "private repositories on Free",
      instead:
        "roll out from a repository of its own that few may push to: as a secret of this one, each workflow of each branch reads the key",
      source: REVIEWING,
    },
    ...(approvals.length === 0
      ? []
      : [
          {
            forge: "GitHub",
            lacks: "reviewers of an environment",
            where: "private repositories on Free, Pro and Team",
            instead:
              "somebody who may write, and wrote nothing of the change, starts the workflow with the verb approve",
            source: REVIEWING,
          },
          {
            forge: "GitLab",
            lacks: "approvals of deployments",
            where: "Free",
            instead:
              "whoever may merge to the protected branch, and wrote nothing of the change, starts the manual job",
            source: "https://docs.gitlab.com/ci/environments/deployment_approvals/",
          },
        ]),
    ...(several
      ? [
          {
            forge: "GitHub",
            lacks: "more than one reviewer in a run",
            where: "every plan",
            instead: "start the workflow again with the verb approve, for each person more",
            source: "https://docs.github.com/actions/reference/workflows-and-actions/deployments-and-environments",
          },
        ]
      : []),
  ];
}

export const forgeLimitsSection = (plan: Plan): Section => ({
  kind: "rollout-forges",
  version: 1,
  data: { name: plan.name, read: READ, limits: limitsOf(plan) },
});

const shown = object({
  name: string,
  read: string,
  limits: list(object({ forge: string, lacks: string, where: string, instead: string, source: string })),
});

export function forgeLimitsView(data: unknown): View {
  const { name, read, limits } = shown(data, "");
  return {
    title: `What plans of forges lack for ${name}`,
    blocks: [
      {
        columns: ["Forge", "Lacks", "Where", "In its place"].map((title) => ({ title })),
        rows: limits.map(({ forge, lacks, where, instead }) => [forge, lacks, where, instead]),
      },
      { lines: [...new Set(limits.map(({ source }) => source))].map((source) => `${source}, read ${read}`) },
    ],
  };
}
