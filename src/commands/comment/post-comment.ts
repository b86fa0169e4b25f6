import { findRequest, isAbout } from "../../forge/find-request.ts";
import type { Forge } from "../../forge/forge.ts";
import { ForgeError } from "../../forge/forge-error.ts";
import { retried, type Sleep, sleep as pause } from "../../forge/retried.ts";
import { SECTION_KEY } from "../../forge/sticky.ts";
import type { Target } from "../../forge/target.ts";
import { writeSection } from "../../forge/write-section.ts";
import { EXIT } from "../../gate/exit.ts";
import { readDataFile } from "../../host/files/read-data-file.ts";
import { UsageError } from "../../model/usage-error.ts";
import { renderComment, renderNoReport } from "../../report/markdown/comment.ts";
import { terminal } from "../../report/escape/terminal.ts";
import { readReport } from "../../report/read-report.ts";
import type { ReporterInput } from "../../report/reporter.ts";
import type { World } from "../../workspace/world.ts";
import { type CommentAsked, PAGE, Skip, targetOf, tokenOf } from "./comment-job.ts";

const REPORT_LIMIT = 20 * 1024 * 1024;

/** Report → section → the comment of the request that the event names → exit code. */
export async function postComment(world: World, asked: CommentAsked, sleep: Sleep = pause): Promise<number> {
  const { section = "check", report } = asked;
  if (report === undefined) throw new UsageError("comment needs --report: the file that `--output json=<file>` wrote.");
  if (!SECTION_KEY.test(section))
    throw new UsageError(`--section cannot be "${section}". Use at most 40 letters a to z, digits and hyphens.`);
  try {
    const input = read(world, report, asked["allow-missing"] === true);
    const target = targetOf(world, asked);
    const token = tokenOf(world, asked);
    return await post(world, { target, token, section, input }, sleep);
  } catch (error) {
    if (!(error instanceof Skip)) throw error;
    world.notice(terminal(`No comment. ${error.message}`));
    return EXIT.pass;
  }
}

interface Job {
  readonly target: Target;
  readonly token: string;
  readonly section: string;
  /** Absent where the stage ended without a report. */
  readonly input?: ReporterInput | undefined;
}

async function post(world: World, { target, token, section, input }: Job, sleep: Sleep): Promise<number> {
  const about = input?.report.run.commit;
  if (input && (about === undefined || !/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(about)))
    throw new Skip("The report names no commit, so that nobody knows what it is about. Check a git repository.");
  const forge = await target.open(token);
  try {
    const request = await findRequest(forge, target, sleep);
    if (!request.ok) throw new Skip(request.reason);
    const { number, head } = request;
    const commit = about ?? head.commit;
    if (!(await isAbout(forge, target, head, commit, sleep)))
      throw new Skip(
        `The report is about commit ${commit.slice(0, 12)}, but ${number} stands at ${head.commit.slice(0, 12)}. Hand over the report of the same run.`,
      );
    const author = await retried(forge.author, sleep);
    const known = { section, commit, ...(target.runUrl !== undefined && { runUrl: target.runUrl }) };
    const render = (limit: number): string => (input ? renderComment(input, known, limit) : renderNoReport(known));
    const draft = { key: section, run: target.run, render, replaces: !input };
    const written = await writeSection(forge, number, author, draft, sleep);
    if (written.did === "nothing")
      throw new Skip(`There is no report, and the comment on ${number} has no section "${section}" of an earlier run.`);
    if (written.did === "left")
      throw new Skip(`Run ${written.newer.number} has written the section "${section}" already, and it is newer.`);
    world.out(
      `${written.did === "created" ? "Commented" : "Updated the comment"} on ${number}, section "${section}".\n`,
    );
    return EXIT.pass;
  } catch (error) {
    if (error instanceof ForgeError) throw explained(forge, target, error);
    throw error;
  }
}

/** Undefined for a report that is not there, and need not be. */
function read(world: World, path: string, mayMiss: boolean): ReporterInput | undefined {
  const file = readDataFile(world.cwd, path, REPORT_LIMIT);
  if (!file.ok && file.missing && mayMiss) return undefined;
  const found = file.ok ? readReport(file.text) : file;
  if (!found.ok)
    throw new UsageError(
      terminal(`"${path}" is no report of agent-ci: ${found.reason}. Write it with \`--output json=<file>\`.`),
    );
  return found.input;
}

const WHAT_TO_DO: Readonly<Record<number, string>> = {
  0: "Is the address of its API right, and can this machine reach it?",
  401: "The token is wrong, or has expired.",
};

function explained(forge: Forge, { fork }: Target, { facts }: ForgeError): Skip | UsageError {
  const { status, reason } = facts;
  if (fork && (status === 403 || status === 404))
    return new Skip(
      `The token of a fork's request may only read (${status} ${reason}). A second workflow can comment: ${PAGE}`,
    );
  const help = facts.help ?? WHAT_TO_DO[status] ?? (facts.passing ? "Run the job again later." : forge.permission);
  return new UsageError(terminal(`${forge.name}: ${status === 0 ? "" : `${status} `}${reason}. ${help}`));
}
