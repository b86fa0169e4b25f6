import { hygieneBranchName } from "../../src/rules/hygiene/branch-name.ts";
import { hygieneCredentialFile } from "../../src/rules/hygiene/credential-file.ts";
import { hygieneEnvFile } from "../../src/rules/hygiene/env-file.ts";
import { hygieneIgnoredConfiguration } from "../../src/rules/hygiene/ignored-configuration.ts";
import { hygieneLargeBinary } from "../../src/rules/hygiene/large-binary.ts";
import { hygieneRuntimeState } from "../../src/rules/hygiene/runtime-state.ts";
import { teamVersionRaised } from "../../src/rules/team/version-raised.ts";
import { casesOf } from "../support/rule-cases.ts";

const spec = (version: string, text = "# QA\n"): string => `---\nversion: ${version}\n---\n${text}`;

export const hygieneEnvFileCases = casesOf(hygieneEnvFile, [
  {
    because: "names of files that only look alike, and folders",
    files: { ".env/bin/python": "", ".envrc": "", "a.env": "", "docs/.env.md/x": "", "test/.env": "A=1\n" },
  },
  {
    because: "a link, whose target is looked at by its own name",
    files: {
      "apps/web/.env": { link: "../../.env" },
      "apps/web/.env.local": { link: "../../.env.local" },
      ".env.local": "A=1\n",
    },
    reports: [".env.local Git does not ignore this file of environment variables."],
  },
  {
    because: "a local one, deep down",
    files: { "apps/web/.env.local": "A=1\n" },
    reports: ["Git does not ignore this file of environment variables."],
  },
]);
export const hygieneRuntimeStateCases = casesOf(hygieneRuntimeState, [
  {
    because: "patterns of the team's own, also below a folder of tests",
    files: { "test/queue.state": "{}\n", "state.md": "# State\n" },
    options: { also: ["*.state"] },
    reports: ["test/queue.state Git does not ignore this runtime state."],
  },
]);
export const hygieneCredentialFileCases = casesOf(hygieneCredentialFile, [
  {
    because: "the file need not be readable",
    files: { ".claude/.credentials.json": null },
    reports: ["Git does not ignore this credential file."],
  },
]);
export const hygieneLargeBinaryCases = casesOf(hygieneLargeBinary, [
  { because: "a link to a large file counts nowhere", files: { "a.zip": { link: "b.txt" }, "b.txt": "x".repeat(99) } },
  {
    because: "a limit of the team's own",
    files: { "a.zip": "x".repeat(200_000), "b.csv": "x".repeat(200_000) },
    options: { "max-bytes": 100_000 },
    reports: ["a.zip This binary has 0.2 MB, more than 0.1."],
  },
]);
export const hygieneBranchNameCases = casesOf(hygieneBranchName, [
  { because: "any depth where two asterisks allow it", branch: "renovate/npm/major", files: { "AGENTS.md": "A\n" } },
  {
    because: "a name of the list behind another folder",
    branch: "ann/main",
    files: { "AGENTS.md": "A\n" },
    options: { allowed: ["main", "feature/*"] },
    reports: ['The branch "ann/main" is called like none of main, feature/*.'],
  },
]);
export const hygieneIgnoredConfigurationCases = casesOf(hygieneIgnoredConfiguration, [
  {
    because: "documents on cost and deployment, a team, and what is another matter",
    files: {
      ".gitignore": "*.md\nnotes/\n",
      "COST-REPORT.md": "",
      "strategies/deployment.md": "",
      "teams/qa/TEAM_SPEC.md": "",
      "costume.md": "",
      "notes/AGENTS.md": "",
    },
    reports: [
      'COST-REPORT.md Git ignores "COST-REPORT.md".',
      'strategies/deployment.md Git ignores "strategies/deployment.md".',
      'teams/qa/TEAM_SPEC.md Git ignores "teams/qa/TEAM_SPEC.md".',
    ],
  },
  {
    because: "a configuration of servers that cannot be read may hold anything",
    files: { ".gitignore": ".mcp.json\n", ".mcp.json": "{" },
  },
]);
export const teamVersionRaisedCases = casesOf(teamVersionRaised, [
  {
    because: "at the top of a repository only what speaks of the team belongs to it",
    base: { "TEAM_SPEC.md": spec("1.0.0"), "AGENTS.md": "A\n" },
    files: { "TEAM_SPEC.md": spec("1.0.0"), "AGENTS.md": "B\n" },
  },
  { because: "a new team has nothing to rise from", base: {}, files: { "teams/qa/TEAM_SPEC.md": spec("1.0.0") } },
  {
    because: "an earlier version",
    base: { "TEAM_SPEC.md": spec("2.0.0") },
    files: { "TEAM_SPEC.md": spec("1.9.0") },
    reports: ['2:10 "TEAM_SPEC.md" changes, and the version is 1.9.0 after 2.0.0.'],
  },
  {
    because: "the version is gone",
    base: { "TEAM_SPEC.md": spec("2.0.0") },
    files: { "TEAM_SPEC.md": "# QA\n" },
    reports: ['"TEAM_SPEC.md" changes, and the version is gone.'],
  },
]);
