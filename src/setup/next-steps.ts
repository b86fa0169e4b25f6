import type { HookProgram, Wishes } from "./ground.ts";
import { type Today, waysIn } from "./ways-in.ts";

const HOOKS: Readonly<Record<HookProgram, readonly string[]>> = {
  husky: ["npm install --save-dev agent-ci husky", "npm pkg set scripts.prepare=husky", "npx husky"],
  lefthook: ["npm install --save-dev agent-ci lefthook", "npx lefthook install"],
  "pre-commit": ["pre-commit install --hook-type pre-commit --hook-type pre-push"],
};

const REQUIRED = {
  github: '# then make the job "agent-ci" a required check of the branch',
  gitlab: '# then let merge requests wait for it: Settings, Merge requests, "Pipelines must succeed"',
} as const;

/**
 * The last lines of a run: how a repository with findings may begin, where nobody has said so, and what a person
 * types next, in that order and as it works there, for `init` installs and starts nothing. The program is called by
 * npx: by its name alone a shell finds it for nobody who has not installed it for the whole machine.
 */
export function nextSteps({ hooks, start, forges }: Wishes, today: Today | undefined, version: string): string {
  const program = hooks === "husky" || hooks === "lefthook" ? "npx agent-ci" : `npx --yes agent-ci@${version}`;
  const ways = start === undefined && today !== undefined ? waysIn(today) : [];
  const next = [
    ...(hooks === undefined ? [] : HOOKS[hooks]),
    `${program} check${start === "baseline" ? " --update-baseline" : ""}`,
    ...(forges.length === 0 ? [] : ["git add --all && git commit", ...forges.map((forge) => REQUIRED[forge])]),
  ];
  const lines = [
    ...(ways.length === 0 ? [] : ["There are findings already. Three ways to begin:"]),
    ...ways.flatMap((way) => [`  ${way.start.padEnd(9)} ${way.meaning}`, `${" ".repeat(12)}${program} ${way.command}`]),
    "Next:",
    ...next.map((line) => `  ${line}`),
  ];
  return lines.map((line) => `${line}\n`).join("");
}
