/**
 * A text of others for the log of a GitHub job, between two lines that only whoever knows the token can write: what
 * looks like a workflow command in between is none. `token` is random, of letters and digits, and new each time.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands, read 2026-11-30.
 */
export const stopped = (text: string, token: string): string =>
  `::stop-commands::${token}\n${text.replace(/\n?$/, "\n")}::${token}::\n`;
