import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { loadPillars } from "../../../scripts/generate/load-pillars.ts";
import { majorTag } from "../../../scripts/major-tag.ts";
import { componentsOf } from "../../../scripts/generate/components.ts";
import { commentCommand } from "../../../src/commands/comment/comment.ts";
import manifest from "../../../package.json" with { type: "json" };
import { complaints } from "../../support/github-parser.ts";

const page = readFileSync("docs/comment.md", "utf8");
const blocks = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, text = ""]) => text);
const workflows = blocks.filter((text) => text.startsWith("name:"));

test("the page shows two workflows, and a component for GitLab", () => {
  expect([workflows.length, blocks.length]).toEqual([2, 3]);
});

test.each(workflows)("GitHub's own parser takes it, and no token meets untrusted files: %#", (text) => {
  expect(complaints("workflow", text)).toEqual([]);
  const { permissions, jobs } = parse(text);
  expect(permissions).toEqual({});
  const steps = jobs.comment.steps.map((step: { uses: string; run?: string }) => step.uses);
  expect(steps).toEqual(["actions/download-artifact@v8", `agent-ci/agent-ci/comment@${majorTag(manifest.version)}`]);
  expect(jobs.comment.permissions).toHaveProperty("pull-requests", "write");
  expect(jobs.check?.permissions ?? { contents: "read" }).toEqual({ contents: "read" });
  expect(text).not.toMatch(/^\s*(?:- )?run:/m);
});

test("what the workflows give to the action are inputs of it", () => {
  const given = workflows.flatMap((text) => Object.keys(parse(text).jobs.comment.steps.at(-1).with));
  expect(commentCommand.options.map(({ name }) => name)).toEqual(expect.arrayContaining(given));
});

test("what it includes on GitLab are components of this version", async () => {
  const included = parse(blocks.at(-1) ?? "").include.map(({ component }: { component: string }) => component);
  const names = componentsOf(await loadPillars()).map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["check", "comment"]));
  const address = "$CI_SERVER_FQDN/agent-ci/agent-ci";
  expect(included).toEqual(["check", "comment"].map((name) => `${address}/${name}@${manifest.version}`));
});
