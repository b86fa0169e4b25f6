import { expect, test } from "vitest";
import { logName } from "../../../src/setup/log-name.ts";

test.each([
  ["https://github.com/acme/agents.git", "github.com/acme/agents"],
  ["https://ada:token@gitlab.example:8443/team/sub/agents/", "gitlab.example/team/sub/agents"],
  ["git@github.com:acme/agents.git", "github.com/acme/agents"],
  ["ssh://git@github.com/acme/agents", "github.com/acme/agents"],
  ["/srv/git/agents.git", undefined],
  ["file:///srv/git/agents.git", undefined],
  ["../agents", undefined],
  ["", undefined],
])("the log of %j is called %s", (address, name) => {
  expect(logName(address)).toBe(name);
});
