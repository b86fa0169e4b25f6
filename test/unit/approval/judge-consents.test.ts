import { describe, expect, test } from "vitest";
import type { Author, Consent, Standing } from "../../../src/approval/approval.ts";
import { consentsToCheck, judgeConsents, standingKey } from "../../../src/approval/judge-consents.ts";
import { phraseOf } from "../../../src/approval/phrase.ts";

const A1 = "a1".repeat(20);
const [D1, D2] = ["d1".repeat(32), "d2".repeat(32)];
const PHRASE = phraseOf("cost", A1, D1);

const bob = { id: 2, login: "bob", bot: false };
const said = (over: Partial<Consent> = {}): Consent => ({ means: "comment", by: bob, words: PHRASE, ...over });
const ada: Author = {
  commit: A1,
  as: "author",
  account: { id: 1, login: "ada" },
  name: "Ada",
  email: "ada@example.com",
};

interface Case {
  readonly consents?: readonly Consent[];
  readonly authors?: readonly Author[];
  readonly standing?: Standing;
}
function judged({ consents = [said()], authors = [ada], standing = { may: true, known: [] } }: Case = {}) {
  const standings = new Map(consentsToCheck({ phrase: PHRASE, consents }).map((one) => [standingKey(one), standing]));
  return judgeConsents({ subject: "cost", phrase: PHRASE, consents, authors, todo: ["Say it."] }, standings);
}
const refused = (why: string) => ({ is: "refused", reasons: [why], todo: ["Say it."] });
const uncounted = (why: string) => refused(`bob approved it, which does not count: ${why}.`);

test("the phrase binds the subject, the commit and the report", () => {
  const phrases = [
    PHRASE,
    phraseOf("cost", "a2".repeat(20), D1),
    phraseOf("cost", A1, D2),
    phraseOf("rollout/team-a", A1, D1),
  ];
  expect(PHRASE).toMatch(/^approve cost [0-9a-f]{32}$/);
  expect(new Set(phrases.map((one) => one.slice(-32))).size).toBe(4);
  expect(() => phraseOf("cost\napprove all", A1, D1)).toThrow("no subject");
});

describe("approved", () => {
  test("by somebody who may, and wrote nothing", () => {
    expect(judged()).toEqual({ is: "approved", by: "bob", means: "comment" });
  });
  test("of two the one that counts", () => {
    const eve = said({ by: { id: 3, login: "eve", bot: true } });
    expect(
      judged({ consents: [eve, said({ means: "label", words: PHRASE.toUpperCase(), at: "2026-11-30T10:00:00Z" })] }),
    ).toEqual({
      is: "approved",
      by: "bob",
      means: "label",
      at: "2026-11-30T10:00:00Z",
    });
  });
  test("what an address of another person says of a co-author does not hinder", () => {
    const other: Author = { commit: A1, as: "co-author", name: "Claude", email: "noreply@anthropic.com" };
    expect(judged({ authors: [ada, other] }).is).toBe("approved");
  });
});

test("nobody said anything", () => {
  expect(judged({ consents: [] })).toEqual({ is: "wanted", todo: ["Say it."] });
  expect(judged({ consents: [said({ words: "LGTM" }), said({ words: `${PHRASE} please` })] }).is).toBe("wanted");
  expect(judged({ consents: [said({ words: `> ${PHRASE}` })] }).is).toBe("wanted");
});

describe("refused", () => {
  test.each([
    ["another commit", phraseOf("cost", "a2".repeat(20), D1)],
    ["another report", phraseOf("cost", A1, D2)],
  ])("%s", (_, words) => {
    expect(judged({ consents: [said({ words })] })).toEqual(refused("bob approved another commit or another report."));
  });

  test("another subject is none of ours", () => {
    expect(judged({ consents: [said({ words: phraseOf("rollout/team-a", A1, D1) })] }).is).toBe("wanted");
  });

  test.each<[string, Author, string]>([
    ["the author", { ...ada, account: { id: 2, login: "bob" } }, "author of a1a1a1a1a1a1"],
    [
      "the author, by a name that the account had before",
      { ...ada, account: { id: 2, login: "robert" } },
      "author of a1a1a1a1a1a1",
    ],
    ["the committer", { commit: A1, as: "committer", account: bob }, "committer of a1a1a1a1a1a1"],
    ["who opened the request", { commit: "", as: "opener", account: bob }, "who opens a request does not approve it"],
    [
      "a co-author by name",
      { commit: A1, as: "co-author", name: "Bob", email: "b@example.org" },
      "co-author of a1a1a1a1a1a1",
    ],
    [
      "a co-author by address",
      { commit: A1, as: "co-author", name: "B.", email: "BOB@example.com" },
      "co-author of a1a1a1a1a1a1",
    ],
  ])("%s", (_, author, why) => {
    const standing: Standing = { may: true, known: ["Bob", "bob@example.com"] };
    expect(judged({ authors: [ada, author], standing })).toEqual(uncounted(why));
  });

  test("a commit of nobody may be anybody's", () => {
    const nobody: Author = { commit: "b2".repeat(20), as: "committer", name: "root", email: "root@localhost" };
    expect(judged({ authors: [ada, nobody] })).toEqual(
      uncounted(
        "the committer of b2b2b2b2b2b2 is no account of the forge, and may be anybody; give the commit an address that belongs to one",
      ),
    );
  });

  test.each([
    [
      "rights",
      { standing: { may: false, why: "bob owns no agent-ci.yaml" } as const },
      uncounted("bob owns no agent-ci.yaml"),
    ],
    [
      "a push since",
      { consents: [said({ void: "the branch was pushed since" })] },
      uncounted("the branch was pushed since"),
    ],
    ["a program", { consents: [said({ by: { ...bob, bot: true } })] }, uncounted("a program does not approve")],
    ["no commits", { authors: [] }, uncounted("no commit of the change can be read")],
  ])("%s", (_, one, why) => {
    expect(judged(one)).toEqual(why);
  });

  test("an account that is gone", () => {
    expect(judged({ consents: [{ means: "label", words: PHRASE }] })).toEqual(
      refused("An account that is gone approved it, which does not count: nobody can say who that was."),
    );
  });
});
