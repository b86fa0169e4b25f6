import { majorTag } from "../major-tag.ts";

/** Pages that people write, in which steps name an action and includes a component. */
const PAGES = ["README.md", "docs/comment.md", "docs/dry-run.md", "docs/secret-scanning.md"];

const ACTION = /(?<=uses: agent-ci\/agent-ci(?:\/[a-z-]+)?)@v\d+$/gm;
const COMPONENT = /(?<=component: \$CI_SERVER_FQDN\/agent-ci\/agent-ci\/[a-z-]+)@\d+\.\d+\.\d+$/gm;
const PACKAGE = /(?<=npx --yes agent-ci)@\d+\.\d+\.\d+/g;

/** Those pages with what a release of this version is called: who copies a step gets one that is there. */
export const renderStatedVersion = (
  read: (path: string) => string,
  version: string,
): readonly (readonly [path: string, text: string])[] =>
  PAGES.map((path) => [
    path,
    read(path)
      .replaceAll(ACTION, `@${majorTag(version)}`)
      .replaceAll(COMPONENT, `@${version}`)
      .replaceAll(PACKAGE, `@${version}`),
  ]);
