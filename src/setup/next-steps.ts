import type { HookProgram, Wishes } from "./ground.ts";

const HOOKS: Readonly<Record<HookProgram, readonly string[]>> = {
  husky: ["npm install --save-dev agent-ci husky", "npm pkg set scripts.prepare=husky", "npx husky"],
  lefthook: ["npm install --save-dev agent-ci lefthook", "npx lefthook install"],
  "pre-commit": ["pre-commit install --hook-type pre-commit --hook-type pre-push"],
};

/** What a person types next: `init` installs and starts nothing. */
export const nextSteps = ({ hooks }: Wishes): readonly string[] => [
  ...(hooks === undefined ? [] : HOOKS[hooks]),
  "agent-ci check",
];
