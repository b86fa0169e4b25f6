import { type Command, defineCommand } from "../command.ts";
import { githubToken } from "../options.ts";

export const commentCommand: Command = defineCommand({
  name: "comment",
  summary: "Write a report to the comment of a pull or merge request.",
  description:
    "One comment per request, with a section for each report, updated in place. Run it in a job of its own without a checkout: the report is read as data.",
  positionals: [],
  options: [
    {
      name: "report",
      type: "string",
      value: "file",
      summary: "The report as JSON that another job made with agent-ci.",
      doors: ["terminal", "github"],
    },
    {
      name: "allow-missing",
      type: "boolean",
      summary:
        "A report that is not there is no mistake: its stage ended before it wrote one, and an earlier run's section says so.",
      doors: ["terminal", "github"],
    },
    {
      name: "section",
      type: "string",
      value: "name",
      summary: "Which section of the comment to write, in kebab-case: check unless told.",
    },
    {
      name: "pull-request",
      type: "string",
      value: "number",
      summary: "The pull or merge request, where the event does not name it or names several.",
    },
    {
      ...githubToken,
      summary: "Writes the comment. Without this input GITHUB_TOKEN does.",
    },
    {
      name: "comment-author",
      type: "string",
      value: "login",
      doors: ["terminal", "github"],
      summary: "Who the token writes as, such as my-app[bot]; needed for the token of a GitHub App of your own.",
    },
    {
      name: "gitlab-token-variable",
      type: "string",
      value: "variable",
      doors: ["terminal", "gitlab"],
      summary: "The CI/CD variable that holds the token for GitLab: AGENT_CI_GITLAB_TOKEN unless told.",
    },
  ],
  examples: [
    { line: "agent-ci comment --report agent-ci.json", does: "the section `check`" },
    { line: "agent-ci comment --report tokens.json --section tokens", does: "another section of the same comment" },
  ],
  pillar: {
    title: "agent-ci comment",
    icon: "message-square",
    permissions: { "pull-requests: write": "to write the comment" },
    outputs: {},
    reads: "report",
  },
  async run(world, values) {
    const { postComment } = await import("./post-comment.ts");
    return postComment(world, values);
  },
});
