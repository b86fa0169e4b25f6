import { appendFileSync } from "node:fs";

/** The variable that names a file for what later jobs are told: `NAME=value` lines, as GitLab takes them as dotenv. */
export const LATER_JOBS_FILE = "AGENT_CI_LATER_JOBS";

/** Adds a line to it. A value is one line: what would begin another one is left out. */
export const appendOutput = (file: string, name: string, value: string): void =>
  appendFileSync(file, `${name.replaceAll("-", "_").toUpperCase()}=${value.replaceAll(/[\r\n]/g, "")}\n`);
