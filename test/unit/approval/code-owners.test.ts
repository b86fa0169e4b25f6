import { expect, test } from "vitest";
import { ownersOf } from "../../../src/approval/code-owners.ts";

test.each([
  ["everybody's", "* @all\n", "agent-ci.yaml", ["@all"]],
  ["the last line counts", "* @all\n/agent-ci.yaml @ada @org/money\n", "agent-ci.yaml", ["@ada", "@org/money"]],
  ["the last line, whatever the first ones say", "/agent-ci.yaml @ada\n* @all\n", "agent-ci.yaml", ["@all"]],
  ["a line without owners takes them", "* @all\n/agent-ci.yaml\n", "agent-ci.yaml", []],
  ["a folder", "/teams/ @ada\n", "teams/a/agent-ci.yaml", ["@ada"]],
  ["a name, wherever it is", "agent-ci.yaml @ada\n", "teams/a/agent-ci.yaml", ["@ada"]],
  ["one star is one folder", "teams/* @ada\n", "teams/a/agent-ci.yaml", []],
  ["one star, in that folder", "teams/* @ada\n", "teams/agent-ci.yaml", ["@ada"]],
  ["a comment", "# * @all\n/agent-ci.yaml @ada # but not @bob\n", "agent-ci.yaml", ["@ada"]],
  [
    "what GitHub does not take says nothing",
    "* @all\n!agent-ci.yaml @eve\n[a]gent-ci.yaml @eve\n",
    "agent-ci.yaml",
    ["@all"],
  ],
  ["a section is none", "[agent-ci.yaml] @eve\n", "agent-ci.yaml", []],
  ["another file", "/prices.yaml @ada\n", "agent-ci.yaml", []],
  ["lines of Windows", "* @all\r\n/agent-ci.yaml @ada\r\n", "agent-ci.yaml", ["@ada"]],
])("GitHub: %s", (_, text, path, owners) => {
  expect(ownersOf(text, path, "GitHub")).toEqual(owners);
});

test.each([
  ["each section counts", "* @all\n[Money]\nagent-ci.yaml @ada\n", ["@all", "@ada"]],
  ["the owners of a section", "[Money][2] @ada @money/team\nagent-ci.yaml\n", ["@ada", "@money/team"]],
  ["a section that nobody has to ask", "[Money] @ada\nagent-ci.yaml\n^[More]\n* @eve\n", ["@ada"]],
  ["left out again", "[Money]\n* @ada\n!agent-ci.yaml\n", []],
])("GitLab: %s", (_, text, owners) => {
  expect(ownersOf(text, "agent-ci.yaml", "GitLab")).toEqual(owners);
});
