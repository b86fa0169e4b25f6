import { expect, test } from "vitest";
import { catalogueOf } from "../../../src/catalogue/offer.ts";
import { inventoryOf } from "../../support/inventory-of.ts";

test("a catalogue has skills, subagents and commands, by the names that clients call them", async () => {
  const repository = await inventoryOf({
    ".claude/agents/reviewer.md": "---\ndescription: Reviews.\n---\nReview.\n",
    ".claude/commands/fix.md": "Fix it.\n",
    ".claude/skills/ship/SKILL.md": "---\nname: release\ndescription: Ships.\nwhen_to_use: On Fridays.\n---\nShip.\n",
    "AGENTS.md": "# Rules\n",
  });
  expect(catalogueOf(repository).map(({ kind, name, description }) => [kind, name, description])).toEqual([
    ["agent", "reviewer", "Reviews."],
    ["command", "fix", ""],
    ["skill", "release", "Ships. On Fridays."],
  ]);
});
