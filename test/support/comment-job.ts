import { join } from "node:path";
import type { CommentAsked } from "../../src/commands/comment/comment-job.ts";
import { postComment } from "../../src/commands/comment/post-comment.ts";
import { said } from "../../src/cli/say.ts";
import { UsageError } from "../../src/model/usage-error.ts";
import type { ReporterInput } from "../../src/report/reporter.ts";
import { json } from "../../src/report/formats/json.ts";
import { type ApiWorld, playApi, type PlayedApi } from "./api.ts";
import type { Forge } from "./api/operations.ts";
import { rich } from "./reports.ts";
import { tempFolder } from "./temp-folder.ts";

/** The newest commit of request 7 at the played forge, and what GitHub makes of it and the target branch. */
export const HEAD = "a".repeat(40);
export const MERGE = "b".repeat(40);

/** What each forge calls the same things. */
export const OPERATIONS = {
  github: {
    list: "issues/list-comments",
    create: "issues/create-comment",
    update: "issues/update-comment",
    head: "pulls/get",
  },
  gitlab: {
    list: "getApiV4ProjectsIdMergeRequestsNoteableIdNotes",
    create: "postApiV4ProjectsIdMergeRequestsNoteableIdNotes",
    update: "putApiV4ProjectsIdMergeRequestsNoteableIdNotesNoteId",
    head: "getApiV4ProjectsIdMergeRequestsMergeRequestIid",
  },
} as const satisfies Record<Forge, Readonly<Record<string, string>>>;

/** Who the token of a job writes as. */
export const SELF = { github: "github-actions[bot]", gitlab: "project_1_bot_agent" } as const;

const HEADS = {
  github: { "pulls/get": { head: { sha: HEAD }, merge_commit_sha: null } },
  gitlab: { [OPERATIONS.gitlab.head]: { sha: HEAD } },
} as const;

export interface Step {
  readonly asked?: CommentAsked;
  /** Laid over the environment that the forge gives to a job of request 7. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** On GitHub, instead of the event of pull request 7. */
  readonly event?: object;
  /** Null where there is none. */
  readonly report?: string | null;
  /** Which run of its workflow, or pipeline; 1 unless told. */
  readonly run?: number;
  readonly attempt?: number;
}

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** Milliseconds of each pause, of which none was waited for. */
  readonly slept: readonly number[];
}

export interface CommentJob {
  readonly api: PlayedApi;
  readonly comment: (step?: Step) => Promise<Outcome>;
  /** The bodies of our comments. */
  readonly ours: () => readonly string[];
}

/** A forge on loopback, and jobs of request 7 that comment there. */
export async function commentJob(forge: Forge, { answers = {}, ...world }: ApiWorld = {}): Promise<CommentJob> {
  const api = await playApi(forge, { ...world, answers: { ...HEADS[forge], ...answers } });
  const clock = sharedClock();
  return {
    api,
    ours: () =>
      api.comments().flatMap(({ author, body }) => (author === (world.identity ?? SELF[forge]) ? [body] : [])),
    comment: async ({
      asked = {},
      env = {},
      event = pullRequestEvent(),
      report = reportOn(HEAD),
      run,
      attempt,
    } = {}) => {
      const folder = tempFolder({
        ...(report !== null && { "report.json": report }),
        "event.json": JSON.stringify(event),
      });
      const [out, err]: [string[], string[]] = [[], []];
      const slept: number[] = [];
      const given = { ...jobs[forge](api.url, folder, run ?? 1, attempt ?? 1), ...env };
      const stream = {
        cwd: folder,
        env: given,
        out: (text: string) => void out.push(text),
        err: (text: string) => void err.push(text),
        notice: (sentence: string) => void err.push(said(sentence)),
        terminal: { out: false, err: false },
        clock: { now: () => 0 },
        show: () => Promise.reject(new Error("A comment judges nothing.")),
      };
      clock.begin();
      const code = await postComment(stream, { report: "report.json", ...asked }, async (milliseconds) => {
        slept.push(milliseconds);
        await clock.sleep();
      })
        .catch((error: unknown) => {
          if (!(error instanceof UsageError)) throw error;
          err.push(`${error.message}\n`);
          return 2;
        })
        .finally(clock.end);
      return { code, out: out.join(""), err: err.join(""), slept };
    },
  };
}

/** Time that passes only while all wait: who sleeps is woken when each of the others sleeps as well, or has ended. */
function sharedClock() {
  let running = 0;
  let asleep: (() => void)[] = [];
  const pass = (): void => {
    if (asleep.length < running) return;
    const woken = asleep;
    asleep = [];
    for (const wake of woken) wake();
  };
  return {
    begin: () => void (running += 1),
    end: () => {
      running -= 1;
      pass();
    },
    sleep: () =>
      new Promise<void>((wake) => {
        asleep.push(wake);
        pass();
      }),
  };
}

/** The JSON report of a run on a commit. */
export function reportOn(commit: string | undefined, input: ReporterInput = rich): string {
  const { commit: _, ...run } = input.report.run;
  return json({ ...input, report: { ...input.report, run: { ...run, ...(commit !== undefined && { commit }) } } });
}

export function pullRequestEvent({ number = 7, head = HEAD, from = "o/r" } = {}): object {
  return {
    pull_request: { number, head: { sha: head, repo: { full_name: from } }, base: { repo: { full_name: "o/r" } } },
  };
}

const jobs = {
  github: (url: string, folder: string, run: number, attempt: number) => ({
    GITHUB_ACTIONS: "true",
    GITHUB_API_URL: url,
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_REPOSITORY: "o/r",
    GITHUB_EVENT_NAME: "pull_request",
    GITHUB_EVENT_PATH: join(folder, "event.json"),
    GITHUB_SHA: MERGE,
    GITHUB_WORKFLOW_REF: "o/r/.github/workflows/ci.yml@refs/pull/7/merge",
    GITHUB_RUN_ID: "1000",
    GITHUB_RUN_NUMBER: `${run}`,
    GITHUB_RUN_ATTEMPT: `${attempt}`,
    GITHUB_TOKEN: "t",
  }),
  gitlab: (url: string, _: string, run: number, attempt: number) => ({
    GITLAB_CI: "true",
    CI_API_V4_URL: url,
    CI_PROJECT_ID: "1",
    CI_MERGE_REQUEST_PROJECT_ID: "1",
    CI_MERGE_REQUEST_SOURCE_PROJECT_ID: "1",
    CI_MERGE_REQUEST_IID: "7",
    CI_COMMIT_SHA: HEAD,
    CI_PIPELINE_IID: `${run}`,
    CI_JOB_ID: `${attempt}`,
    CI_PIPELINE_URL: "https://gitlab.com/g/p/-/pipelines/1000",
    AGENT_CI_GITLAB_TOKEN: "t",
  }),
} satisfies Record<
  Forge,
  (url: string, folder: string, run: number, attempt: number) => Readonly<Record<string, string>>
>;
