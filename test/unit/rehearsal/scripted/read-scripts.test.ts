import { expect, test } from "vitest";
import { readScripts } from "../../../../src/rehearsal/scripted/read-scripts.ts";

test("the turns of one script need no more than themselves", () => {
  const text = `
version: 1
turns:
  - calls: [{ name: Skill, arguments: { skill: deploy } }]
  - text: Done.
    usage: { input: 100, output: 5 }
`;
  expect(readScripts(text)).toEqual({
    ok: true,
    scripts: [
      {
        name: "script",
        when: {},
        forever: false,
        turns: [
          { answer: { calls: [{ name: "Skill", arguments: { skill: "deploy" } }] } },
          { answer: { text: "Done.", usage: { input: 100, output: 5 } } },
        ],
      },
    ],
  });
});

test("several scripts say which requests they answer, and what goes wrong", () => {
  const text = `
version: 1
scripts:
  - name: main
    when: { tools: true, wire: anthropic-messages }
    turns:
      - error: { status: 529, kind: overloaded_error, retryAfter: 3600 }
      - text: Par
        cut: { after: 3 }
        delay: 10
        pause: 5
      - text: Partly cloudy.
  - when: { tools: false }
    forever: true
    turns: [{ text: A title }]
`;
  expect(readScripts(text)).toMatchObject({
    ok: true,
    scripts: [
      {
        name: "main",
        when: { tools: true, wire: "anthropic-messages" },
        turns: [
          { error: { status: 529, kind: "overloaded_error", message: "Scripted error 529.", retryAfter: 3600 } },
          { answer: { text: "Par" }, cut: { after: 3, how: "break" }, delay: 10, pause: 5 },
          { answer: { text: "Partly cloudy." } },
        ],
      },
      { name: "script 1", forever: true },
    ],
  });
});

test.each([
  ["", "it is empty"],
  ["turns: [{ text: x }]", "/version is not 1"],
  ["version: 1", "/turns is missing"],
  ["version: 1\nturns: []", "/turns is empty"],
  ["version: 1\nturns: [{}]", "/turns/0 says nothing"],
  ["version: 1\nturns: [{ txt: x }]", "/turns/0/txt is unknown; did you mean text?"],
  ["version: 1\nturns: [{ text: 5 }]", "/turns/0/text is not a text"],
  ["version: 1\nturns: [{ text: x, delay: 1e9 }]", "/turns/0/delay is more than"],
  ["version: 1\nturns: [{ error: { status: 200 } }]", "/turns/0/error/status"],
  ["version: 1\nturns: [{ calls: [{ arguments: {} }] }]", "/turns/0/calls/0/name is missing"],
  ["version: 1\nturns: [{ text: x, usage: { input: 5 } }]", "/turns/0/usage/output is missing"],
  [
    "version: 1\nscripts: [{ turns: [{ text: x }], when: { tool: yes } }]",
    "/scripts/0/when/tool is unknown; did you mean tools?",
  ],
  ["version: 1\nscripts: []\nturns: []", "/turns is unknown"],
  ["a: [", "]"],
])("%j is refused: %s", (text, reason) => {
  expect(readScripts(text)).toMatchObject({ ok: false, reason: expect.stringContaining(reason) });
});
