import type { ForgeName } from "./ground.ts";

/** What to do about a pipeline that is there and runs no scenario. */
export const unrehearsed = (forge: ForgeName): string =>
  `nothing in it runs scenarios. Take it back and have it written anew, by \`init --remove --${forge}\` and \`init --${forge}\`, or copy the job dry-run from templates/${forge}/agent-ci-scenarios.yml.`;
