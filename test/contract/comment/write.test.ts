import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  commentJob,
  type CommentJob,
  HEAD,
  OPERATIONS,
  pullRequestEvent,
  reportOn,
  SELF,
} from "../../support/comment-job.ts";
import type { ApiWorld, PlayedApi } from "../../support/api.ts";
import { parseSticky } from "../../../src/forge/sticky.ts";

/** The commit before the one that request 7 stands at. */
const OLDER = "0c".repeat(20);
const OLDER_ON_GITLAB = { CI_COMMIT_SHA: OLDER };

let apis: PlayedApi[] = [];
beforeEach(() => void (apis = []));
/** Whatever a test is about: nothing that was sent breaks the vendor's contract. */
afterEach(() => expect(apis.flatMap(({ violations }) => violations)).toEqual([]));

const keys = (body: string | undefined): readonly string[] => parseSticky(body ?? "").map(({ key }) => key);
const contentOf = (body: string | undefined, key: string): string | undefined =>
  parseSticky(body ?? "").find((section) => section.key === key)?.content;

describe.each(["github", "gitlab"] as const)("%s", (forge) => {
  const { list, create, update } = OPERATIONS[forge];
  const open = async (world?: ApiWorld): Promise<CommentJob> => {
    const job = await commentJob(forge, world);
    apis.push(job.api);
    return job;
  };
  const writes = ({ api }: CommentJob): readonly string[] =>
    api.calls.flatMap(({ operation }) => (operation === create || operation === update ? [operation] : []));

  test("the job of an older commit that is run again, with a greater number, writes nothing over the newer commit's", async () => {
    const job = await open();
    await job.comment({ run: 2 });
    const before = job.ours();
    const older = { event: pullRequestEvent({ head: OLDER }), env: OLDER_ON_GITLAB, report: reportOn(OLDER) };
    const { code, err } = await job.comment({ ...older, run: 9, attempt: 2 });
    expect([code, job.ours()]).toEqual([0, before]);
    expect(err).toContain("The checks ran for 0c0c0c0c0c0c, and 7 stands at aaaaaaaaaaaa by now");
  });

  test("creates one comment, then updates it in place", async () => {
    const job = await open();
    expect(await job.comment()).toMatchObject({ code: 0, out: 'Commented on 7, section "check".\n', err: "" });
    expect(await job.comment({ run: 2 })).toMatchObject({
      code: 0,
      out: 'Updated the comment on 7, section "check".\n',
    });
    expect(writes(job)).toEqual([create, update]);
    const [body = "", ...more] = job.ours();
    expect(more).toEqual([]);
    expect(body).toMatch(
      /^<!-- agent-ci:comment v1 -->\n<!-- agent-ci:section v1 key=check run=2 attempt=1 workflow=[0-9a-f]{8} -->\n\n## agent-ci check: fail\n/,
    );
    expect(body).toContain("| 3 | 2 | 1 | 42 | 0.12 s |");
    expect(body).toContain("Commit <code>aaaaaaaaaaaa</code>, [run](https://git");
  });

  test("keeps other sections byte for byte", async () => {
    const job = await open();
    await job.comment({ asked: { section: "tokens" } });
    const before = contentOf(job.ours()[0], "tokens");
    await job.comment({ asked: { section: "validate" }, run: 2 });
    await job.comment({ asked: { section: "cost" }, run: 3 });
    await job.comment({ asked: { section: "validate" }, run: 4 });
    expect(job.ours().map(keys)).toEqual([["cost", "tokens", "validate"]]);
    expect(before).toContain("## agent-ci tokens: fail");
    expect(contentOf(job.ours()[0], "tokens")).toBe(before);
  });

  test.each([
    ["an older run", { run: 4 }, false],
    ["an older attempt of the same run", { run: 5, attempt: 1 }, false],
    ["the same attempt again", { run: 5, attempt: 2 }, true],
    ["a newer attempt of the same run", { run: 5, attempt: 3 }, true],
    ["a newer run", { run: 6 }, true],
  ])("after attempt 2 of run 5, %s", async (_, step, written) => {
    const job = await open();
    await job.comment({ run: 5, attempt: 2 });
    const before = job.ours();
    const outcome = await job.comment(step);
    expect(outcome.code).toBe(0);
    expect(writes(job)).toHaveLength(written ? 2 : 1);
    if (written) return;
    expect(outcome.err).toBe('agent-ci: No comment. Run 5 has written the section "check" already, and it is newer.\n');
    expect(job.ours()).toEqual(before);
  });

  test("an older run still writes a section that no newer one has written", async () => {
    const job = await open();
    await job.comment({ run: 5 });
    await job.comment({ run: 4, asked: { section: "tokens" } });
    expect(job.ours().map(keys)).toEqual([["check", "tokens"]]);
  });

  test("ignores a comment of somebody else that carries our tag", async () => {
    const first = await open();
    await first.comment({ run: 9 });
    const [copied = ""] = first.ours();
    const job = await open({ comments: [{ number: 7, author: "mallory", body: copied }] });
    await job.comment();
    expect(job.api.comments().map(({ author, body }) => [author, body === copied])).toEqual([
      ["mallory", true],
      [SELF[forge], false],
    ]);
  });

  test.each([
    ["has no tag", "See the agent-ci report."],
    ["quotes the tag further down", "> quoted\n<!-- agent-ci:comment v1 -->"],
  ])("leaves a comment of our own alone that %s", async (_, body) => {
    const job = await open({ comments: [{ number: 7, author: SELF[forge], body }] });
    await job.comment();
    expect(job.ours()).toHaveLength(2);
    expect(job.ours()[0]).toBe(body);
  });

  test("of several comments of ours, the oldest is used", async () => {
    const body = "<!-- agent-ci:comment v1 -->";
    const seed = { number: 7, author: SELF[forge], body };
    const job = await open({ comments: [seed, seed, { ...seed, number: 8 }] });
    await job.comment();
    expect(job.ours().map((one) => keys(one))).toEqual([["check"], [], []]);
  });

  test("leaves a comment alone that a newer version wrote", async () => {
    const body = "<!-- agent-ci:comment v2 -->\n";
    const job = await open({ comments: [{ number: 7, author: SELF[forge], body }] });
    const { code, err } = await job.comment();
    expect([code, job.ours()]).toEqual([2, [body]]);
    expect(err).toContain("Use the same version of agent-ci in all workflows that comment.");
  });

  test("finds its comment behind 500 others", async () => {
    const others = Array.from({ length: 500 }, (_, at) => ({ number: 7, author: "ada", body: `comment ${at}` }));
    const job = await open({ comments: others });
    await job.comment();
    await job.comment({ run: 2 });
    expect(job.ours()).toHaveLength(1);
    expect(writes(job)).toEqual([create, update]);
  });

  test("two jobs that comment at the same time end with one comment and both sections", async () => {
    const job = await open();
    const outcomes = await Promise.all(
      ["check", "secrets", "tokens"].map((section) => job.comment({ asked: { section } })),
    );
    expect(outcomes.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(job.ours().map(keys)).toEqual([["check", "secrets", "tokens"]]);
  });

  test("a comment that is deleted while it is written is made anew", async () => {
    const job = await open({
      comments: [{ number: 7, author: SELF[forge], body: "<!-- agent-ci:comment v1 -->" }],
      faults: [{ operation: update, status: 404, times: 1 }],
    });
    expect((await job.comment()).code).toBe(0);
    expect(job.ours().map(keys)).toEqual([["check"]]);
  });

  describe("failures", () => {
    test.each([
      ["a rate limit with its time", { status: 429, headers: { "retry-after": "7" } }, 7000],
      ["a rate limit that would last an hour", { status: 429, headers: { "retry-after": "3600" } }, 60_000],
      ["a rate limit without a time", { status: 429 }, 1000],
      ["a server's trouble", { status: 500 }, 1000],
      ["a gateway's trouble", { status: 502 }, 1000],
    ])("%s is waited for", async (_, fault, pause) => {
      for (const operation of [list, create]) {
        const job = await open({ faults: [{ operation, times: 1, ...fault }] });
        const { code, slept } = await job.comment();
        expect([code, slept[0]]).toEqual([0, pause]);
        expect(job.ours()).toHaveLength(1);
      }
    });

    test.each([[429], [500]])("%i is tried three times", async (status) => {
      for (const operation of [list, create]) {
        const job = await open({ faults: [{ operation, status }] });
        const { code, err } = await job.comment();
        expect(code).toBe(2);
        expect(err).toContain(`: ${status} `);
        expect(err).toContain("Run the job again later.");
        expect(job.api.calls.filter((call) => call.operation === operation)).toHaveLength(3);
      }
    });

    test.each([[403], [404]])("%i says which permission is missing, and is not tried again", async (status) => {
      const job = await open({ faults: [{ operation: create, status }] });
      const { code, err } = await job.comment();
      expect(code).toBe(2);
      expect(err).toContain(`${status} `);
      expect(err).toContain(forge === "github" ? "`permissions: pull-requests: write`" : "the scope `api`");
      expect(writes(job)).toEqual([create]);
    });

    test("401 says that the token is wrong", async () => {
      const job = await open({ faults: [{ operation: list, status: 401 }] });
      const { code, err } = await job.comment();
      expect(code).toBe(2);
      expect(err).toContain("The token is wrong, or has expired.");
    });

    test("a server's refusal cannot act on the terminal", async () => {
      const job = await open({ faults: [{ operation: create, status: 422, message: "no\u001B[2J\n::error::owned" }] });
      const { err } = await job.comment();
      expect(err.split("\n")).toHaveLength(2);
      expect(err).not.toContain("\u001B");
    });

    test("nobody listens", async () => {
      const job = await open();
      const url = { GITHUB_API_URL: "http://127.0.0.1:65535", CI_API_V4_URL: "http://127.0.0.1:65535" };
      const { code, err, slept } = await job.comment({ env: url });
      expect([code, slept]).toEqual([2, [1000, 2000]]);
      expect(err).toContain("can this machine reach it?");
    });
  });
});

describe.each(["github", "gitlab"] as const)("a stage that ended without a report, on %s", (forge) => {
  const missing = { report: null, asked: { section: "dry-run", "allow-missing": true } } as const;

  test("has the section of an earlier run say so, and no other", async () => {
    const { api, ours, comment } = await commentJob(forge);
    await comment({ asked: { section: "dry-run" } });
    await comment({ asked: { section: "validate" } });
    expect(await comment({ ...missing, run: 2 })).toMatchObject({ code: 0, err: "" });
    const [before, after] = parseSticky(ours()[0] ?? "").map(({ content }) => content);
    expect(before).toContain("## agent-ci dry-run: no result");
    expect(before).toContain(HEAD.slice(0, 12));
    expect(after).toContain("## agent-ci validate: ");
    expect(api.violations).toEqual([]);
  });

  test("is not told of where no earlier run said anything, nor over a newer one", async () => {
    const { ours, comment } = await commentJob(forge);
    expect((await comment(missing)).err).toContain('has no section "dry-run" of an earlier run');
    expect(ours()).toEqual([]);
    await comment({ asked: { section: "dry-run" }, run: 3 });
    expect((await comment({ ...missing, run: 2 })).err).toContain("Run 3 has written");
  });

  test("is a mistake where nobody said that it may be", async () => {
    const { comment } = await commentJob(forge);
    expect(await comment({ report: null })).toMatchObject({ code: 2, err: expect.stringContaining("no such file") });
  });
});
