import { expect, test } from "vitest";
import { sortInstructions, sortMessage } from "../../../../src/rehearsal/wire/injected.ts";

test.each([
  ["ship it", { own: "ship it" }],
  [
    "<system-reminder>\nBe nice.\n</system-reminder>\nship it",
    { own: "ship it", system: ["<system-reminder>\nBe nice.\n</system-reminder>"] },
  ],
  [
    "# AGENTS.md instructions for /w\n\n<INSTRUCTIONS>\nBe nice.\n</INSTRUCTIONS>",
    { own: "", system: ["<INSTRUCTIONS>\nBe nice.\n</INSTRUCTIONS>", "# AGENTS.md instructions for /w"] },
  ],
  [
    "<current_datetime>now</current_datetime>\n\nship it",
    { own: "ship it", system: ["<current_datetime>now</current_datetime>"] },
  ],
  [
    '<skill-context name="greet">\nSay hi.\n</skill-context>',
    { own: "", results: ['<skill-context name="greet">\nSay hi.\n</skill-context>'] },
  ],
  [
    "<system-reminder>\nThe following skills are available for use:\n\n- greet: Greets.\n  TRIGGER\n- go: Goes.\n</system-reminder>",
    {
      own: "",
      system: ["<system-reminder>\n<skills>\n</system-reminder>"],
      skills: ["The following skills are available for use:\n\n- greet: Greets.\n  TRIGGER\n- go: Goes."],
    },
  ],
  ["a <system-reminder> that nothing closes", { own: "a <system-reminder> that nothing closes" }],
  ["<b>bold</b> & </system-reminder>", { own: "<b>bold</b> & </system-reminder>" }],
])("of the message %j, what the user wrote is told from what the client added", (text, expected) => {
  expect(sortMessage(text)).toEqual({ system: [], skills: [], results: [], ...expected });
});

test("a listing ends with its blank line", () => {
  const text =
    "# Tools\n\nThe following skills are available for use with the Skill tool:\n\n- a: A.\n- b: B.\n\nToday is a day.";
  expect(sortInstructions(text)).toEqual({
    own: "# Tools\n\n<skills>\n\nToday is a day.",
    skills: ["The following skills are available for use with the Skill tool:\n\n- a: A.\n- b: B."],
  });
});

test("a message of nothing but openings is read in one pass", () => {
  const openings = "<reminder><available_skills>".repeat(100_000);
  expect(sortMessage(openings).own).toBe(openings);
});
