import { readFileSync } from "node:fs";
import { type Checked, type CheckRequest, runCheck } from "./run-check.ts";
import { tempFolder } from "./temp-folder.ts";

/** The agent of the project's examples. */
const SMALL_AGENT = readFileSync("examples/agents/small-agent.mjs", "utf8");

const SKILL =
  "---\nname: greet\ndescription: Use it whenever somebody says ping.\n---\nAnswer with pong, and nothing else.\n";

/** A repository with one skill, the small agent and these files. */
export const AGENT_FILES: Readonly<Record<string, string>> = {
  "agent.mjs": SMALL_AGENT,
  "AGENTS.md": "# Rules\n\nNever push to the main branch.\n",
  "skills/greet/SKILL.md": SKILL,
};

/** A scenario of the small agent in that repository; turns, unless `more` says what else answers. */
export const smallScenario = (more = "", answers = "turns: [{ text: pong }]\n"): string =>
  `prompt: ping\ncommand: [node, agent.mjs]\nworkspace: { folder: .., git: false }\n${answers}${more}`;

/** Rehearses these scenarios in a repository of their own. */
export async function rehearse(
  scenarios: Readonly<Record<string, string>>,
  request: CheckRequest = {},
): Promise<Checked & { readonly folder: string; readonly told: readonly string[] }> {
  const folder = tempFolder({ ...AGENT_FILES, ...scenarios });
  return { ...(await rehearseIn(folder, request)), folder };
}

/** The same in a folder that is there. */
export async function rehearseIn(
  folder: string,
  request: CheckRequest = {},
): Promise<Checked & { readonly told: readonly string[] }> {
  const checked = await runCheck(folder, { command: "dry-run", ...request });
  const told = checked.report.diagnostics.map(
    ({ rule, path, line, message }) =>
      `${rule} ${[path, line].filter((part) => part !== undefined).join(":")} ${message}`,
  );
  return { ...checked, told };
}
