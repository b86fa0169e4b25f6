import { expect, test } from "vitest";
import { conversationsOf } from "../../../../src/rehearsal/agents/conversations.ts";
import { NOTHING } from "../../../../src/rehearsal/assertions/assertion.ts";
import type { Exchange } from "../../../../src/rehearsal/exchange.ts";
import { judgeExpectations } from "../../../../src/rehearsal/judging/judge-expectations.ts";
import type { RequestItem } from "../../../../src/rehearsal/wire/request.ts";
import { exchangesOf, requestWith } from "../../../support/exchanges.ts";

const user = (text: string): RequestItem => ({ role: "user", is: "text", text });
const said = (text: string): RequestItem => ({ role: "assistant", is: "text", text });
const result = (text: string): RequestItem => ({ role: "tool", is: "result", text });

interface Asked extends Partial<Pick<Exchange, "began" | "ended" | "delivered" | "outcome">> {
  readonly items: readonly RequestItem[];
  readonly system?: string;
  /** Absent: the answer breaks off. */
  readonly says?: string;
}

const asked = ({ items, system = "You are the worker.", says, ...more }: Asked): Exchange => {
  const [exchange] = exchangesOf(requestWith({ items, system: [system] }));
  if (!exchange) throw new Error("There is an exchange for each request.");
  const reading =
    says === undefined ? { state: "truncated" as const, text: "Par" } : { state: "complete" as const, text: says };
  return { ...exchange, reading: { ...reading, calls: [] }, ...more };
};

const AGENTS = [
  { name: "architect", when: { system: "You are the architect." } },
  { name: "worker", when: { system: "You are the worker." } },
];
const told = (...exchanges: readonly Exchange[]) =>
  conversationsOf(exchanges, AGENTS).map(({ agent, exchanges: all }) => [agent, all.map(({ answer }) => answer)]);

test("requests that go on with one another are one conversation, however those of two agents are mixed", () => {
  const [a, b] = [[user("Mend a.js")], [user("Mend b.js")]];
  expect(
    told(
      asked({ items: a, says: "I read.", began: 0, ended: 5 }),
      asked({ items: b, says: "I look.", began: 1, ended: 4 }),
      asked({ items: [...b, said("I look."), result("…")], says: "b", began: 6, ended: 7 }),
      asked({ items: [...a, said("I read."), result("…")], says: "a", began: 8, ended: 9 }),
    ),
  ).toEqual([
    ["worker", ["I read.", "a"]],
    ["worker", ["I look.", "b"]],
  ]);
});

test("the very same words are a retry where the answer before was of no use, and another conversation where it was", () => {
  const items = [user("Mend it")];
  const faulted = { kind: "faulted", how: "rubbish", agent: "worker", call: 1 } as const;
  const instead = { kind: "scripted", script: "s", position: 0 } as const;
  expect(
    told(
      asked({ items, began: 0, ended: 1 }),
      asked({ items, says: "]}>", outcome: { ...faulted, instead }, began: 2, ended: 3 }),
      asked({ items, says: "late", delivered: false, began: 4, ended: 9 }),
      asked({ items, says: "done", began: 8, ended: 9 }),
      asked({ items, says: "done", began: 10, ended: 11 }),
    ),
  ).toEqual([
    ["worker", [undefined, undefined, undefined, "done"]],
    ["worker", ["done"]],
  ]);
});

test("two that are told the same at once are two", () => {
  const items = [user("Mend it")];
  expect(
    told(
      asked({ items, says: "one", began: 0, ended: 9 }),
      asked({ items, says: "two", began: 1, ended: 8 }),
      asked({ items: [...items, said("one"), result("…")], says: "three", began: 10, ended: 11 }),
    ),
  ).toEqual([
    ["worker", ["one", "three"]],
    ["worker", ["two"]],
  ]);
});

test("what tools returned may be cut short later, and requests of strangers have no name", () => {
  const items = [user("Go"), said("I read."), result("a long text")];
  const system = "You are somebody.";
  const conversations = conversationsOf(
    [
      asked({ items, system, says: "More.", began: 0, ended: 1 }),
      asked({
        items: [user("Go"), said("I read."), result("…"), said("More."), result("b")],
        system,
        says: "Done.",
        began: 2,
        ended: 3,
      }),
    ],
    AGENTS,
  );
  expect(conversations).toHaveLength(1);
  expect(conversations[0]).toMatchObject({ agent: "", prompt: "Go", told: "You are somebody.\nGo\n…\nb" });
});

test("who begins conversations without end is cut short, and nothing is judged by what is left", async () => {
  const many = Array.from({ length: 5000 }, (_, at) =>
    asked({ items: [user(`Part ${at}`)], says: "done", began: at, ended: at }),
  );
  const agents = conversationsOf(many, AGENTS);
  expect(agents).toHaveLength(1001);
  const expectation = {
    type: "agents-spawned",
    not: true,
    params: { value: "architect" },
    at: { start: 0, end: 0 },
  } as const;
  const [judged] = await judgeExpectations([expectation], { ...NOTHING, agents }, true);
  expect(judged).toMatchObject({
    met: false,
    message: "Nobody can tell whether these agents are spawned: architect (there are more than 1000 conversations).",
  });
});
