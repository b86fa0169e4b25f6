import { missingLines } from "./missing-lines.ts";
import type { ForgeName, SetupGround, SetupPart } from "./ground.ts";

/** What a reviewer of agent configuration asks, whatever the change. */
const CHECKLIST = [
  "- [ ] Token budget validated",
  "- [ ] Skill trigger patterns tested",
  "- [ ] Cost impact estimated",
  "- [ ] Backward compatibility confirmed",
  "- [ ] Documentation updated",
];
/**
 * https://docs.github.com/communities/using-templates-to-encourage-useful-issues-and-pull-requests, read 2026-11-25.
 */
const PLACES: Readonly<Record<ForgeName, readonly [string, ...string[]]>> = {
  github: [
    ".github/pull_request_template.md",
    ".github/PULL_REQUEST_TEMPLATE.md",
    "pull_request_template.md",
    "PULL_REQUEST_TEMPLATE.md",
    "docs/pull_request_template.md",
    "docs/PULL_REQUEST_TEMPLATE.md",
  ],
  gitlab: [".gitlab/merge_request_templates/Default.md", ".gitlab/merge_request_templates/default.md"],
};
/** Where a template may lie. */
export const TEMPLATE_PLACES: Readonly<Record<ForgeName, readonly string[]>> = PLACES;
const NEW = ["## What changes, and why", "", ""];

/** What is added to the template of a request. One that is there gets the lines of the checklist that it lacks. */
export function requestTemplatePart(forge: ForgeName, { text }: SetupGround): SetupPart {
  const path = PLACES[forge].find((place) => text(place) !== undefined) ?? PLACES[forge][0];
  const now = text(path);
  if (now === undefined)
    return {
      steps: [{ do: "write", path, text: [...NEW, "## Agent configuration", "", ...CHECKLIST, ""].join("\n") }],
    };
  return {
    steps: missingLines(path, now, CHECKLIST, (line) =>
      line
        .trim()
        .replace(/^[-*] \[[ xX]\] /, "")
        .toLowerCase(),
    ),
  };
}
