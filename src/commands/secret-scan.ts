import { hookedRepository, stagedPlace } from "../host/git/staged-place.ts";
import { whenEnded } from "../host/machine/when-ended.ts";
import { UsageError } from "../model/usage-error.ts";
import { type Command, defineCommand } from "./command.ts";
import { conclude } from "../judging/conclude.ts";
import { ENGINES, findEngine } from "../checks/secrets/searching/find-engine.ts";
import { findRange } from "../checks/secrets/searching/find-range.ts";
import { installingOptions } from "./installing.ts";
import { judgingOptions, pathArgument } from "./options.ts";
import { scannerSecrets } from "../checks/secrets/scanner.ts";
import { embeddedSecrets } from "../checks/secrets/embedded.ts";
import { SEARCH_SCOPES } from "../checks/secrets/searching/searched-texts.ts";
import { openWorkspace } from "../workspace/workspace.ts";

export const secretScanCommand: Command = defineCommand({
  name: "secret-scan",
  summary: "Look for secrets in the files of the repository.",
  description:
    "Nothing is installed unless you ask for it, and nothing is sent anywhere. A report holds the place of a secret, and at most four of its characters. `agent-ci check` searches agent configuration in the same way.",
  positionals: [pathArgument],
  options: [
    {
      name: "scope",
      type: "string",
      values: SEARCH_SCOPES,
      summary: "Search agent configuration only, or all files that git does not ignore; all if not given.",
    },
    {
      name: "staged",
      type: "boolean",
      summary: "Search what the next commit will hold instead of the files on disk.",
      doors: ["terminal"],
    },
    {
      name: "commits",
      type: "string",
      value: "request|all|A..B",
      summary:
        "Search what commits added as well: those of this pull or merge request or push, of all branches and tags, of a range, or one.",
    },
    {
      name: "engine",
      type: "string",
      values: ENGINES,
      summary:
        "What searches: our own engine, which needs nothing; gitleaks or betterleaks, if they are there; auto takes one of those, else our own. embedded if not given.",
    },
    {
      name: "tool-path",
      type: "string",
      value: "program",
      summary: "The gitleaks or betterleaks to run, outside the repository; the one on PATH if not given.",
    },
    ...installingOptions,
    ...judgingOptions,
  ],
  examples: [
    { line: "agent-ci secret-scan", does: "every file" },
    { line: "agent-ci secret-scan --commits all", does: "every file, and all that ever was in one" },
    { line: "agent-ci secret-scan --commits origin/main..HEAD", does: "every file, and the commits of a branch" },
    { line: "agent-ci secret-scan --engine gitleaks", does: "every file, as gitleaks on PATH sees it" },
    {
      line: "agent-ci secret-scan --engine gitleaks --install-tool",
      does: "the same by a pinned gitleaks, downloaded once",
    },
    { line: "agent-ci secret-scan --staged --scope agent", does: "agent configuration that is staged" },
  ],
  pillar: {
    title: "agent-ci secret-scan",
    icon: "lock",
    secrets: true,
    permissions: { "contents: read": "to check out, and to read the target branch's configuration in a pull request" },
  },
  async run(world, values, [target]) {
    if (values.staged === true && values.commits !== undefined)
      throw new UsageError("--staged is about the commit to come, and --commits about those there are. Choose one.");
    const staged = values.staged === true ? stagedPlace(hookedRepository(world.cwd, world.env)) : undefined;
    const workspace = await openWorkspace(
      world,
      target,
      values,
      staged && { ...staged, concerns: ({ path: at }) => staged.selects(at) },
    );
    if (values.base !== undefined) await workspace.sides.baseCommit(); // one that is not there is no base to anything
    const range =
      values.commits === undefined ? undefined : await findRange(world, workspace, values.commits, values.base);
    const scanner = await findEngine(world, workspace, values);
    const wanted = { scope: values.scope ?? "all", staged: staged !== undefined, ...(range && { range }) };
    const remove = (): void => scanner?.remove?.();
    const release = whenEnded(remove);
    try {
      return await conclude(world, workspace, values, [
        scanner ? scannerSecrets(scanner, wanted) : embeddedSecrets(wanted.scope, range),
      ]);
    } finally {
      release();
      remove();
    }
  },
});
