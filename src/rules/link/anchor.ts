import { anchorsOf, slug } from "../../inventory/links/anchors.ts";
import { layoutOf } from "../../inventory/places/layout.ts";
import { type LinkTarget, linksWhere, meansFile, placesOf } from "../../inventory/links/link-target.ts";
import type { MarkdownArtifact } from "../../model/artifact.ts";
import { defineRepositoryRule, type Repository } from "../../model/rule.ts";
import type { Source } from "../../model/source.ts";

export const linkAnchor = defineRepositoryRule({
  id: "link/anchor",
  local: true,
  severity: "info",
  summary: "The part of a link behind `#` is the anchor of a heading.",
  why: "A heading that was reworded leaves links to it behind. Anchors are formed as GitHub and GitLab form them.",
  consequence: "The link opens the file at its top; the section that is meant has to be searched.",
  help: "Use the heading's own anchor: lower case, hyphens for spaces, other punctuation left out.",
  since: "0.1.0",
  sources: [
    {
      read: { url: "https://gist.github.com/creachadair/e35cefd8e3fbdfe3cce4f6178da1cd70", date: "2026-11-21" },
    },
  ],
  outline: true,

  *check(repository) {
    const known = new Map<string, ReadonlySet<string>>();
    const anchors = (path: string, text: string): ReadonlySet<string> => {
      const found = known.get(path) ?? anchorsOf(text);
      known.set(path, found);
      return found;
    };
    for (const artifact of repository.of("skill", "instructions", "scoped-instructions", "agent", "command")) {
      const dead = (target: LinkTarget): boolean => {
        if (!target.anchor || FOREIGN.test(target.anchor)) return false;
        const aim = aimOf(repository, artifact, target.path);
        if (!aim) return false;
        const all = anchors(aim.path, aim.text);
        return all.size > 0 && !all.has(target.anchor.toLowerCase()) && !all.has(slug(target.anchor));
      };
      for (const { link, target } of linksWhere(artifact, dead)) {
        const aim = aimOf(repository, artifact, target.path);
        yield {
          artifact,
          at: link.range,
          ...(aim && aim.path !== artifact.path && { related: [{ path: aim.path }] }),
          message: `No heading of ${target.path === "" ? "this file" : `"${target.path}"`} has the anchor "#${target.anchor}".`,
        };
      }
    }
  },

  examples: [
    {
      because: "punctuation is left out, and the second heading of a name has a number",
      files: { "AGENTS.md": "[a](#build--test) [b](#notes-1)\n\n# Build & test!\n\n## Notes\n\n## Notes\n" },
    },
    {
      because: "the heading was reworded",
      files: { "AGENTS.md": "See [how to build](#building).\n\n# Build\n" },
      reports: ['1:5 No heading of this file has the anchor "#building".'],
    },
    {
      because: "the heading of another file",
      files: { "AGENTS.md": "See [how to build](docs/build.md#docker).\n", "docs/build.md": "# Build\n" },
      reports: ['AGENTS.md:1:5 No heading of "docs/build.md" has the anchor "#docker".'],
    },
  ],
});

/** Fragments that no heading makes: lines of code views, text fragments, the top of the page. */
const FOREIGN = /^(?:L\d|:~:|user-content-|top$)/i;

function aimOf(repository: Repository, artifact: MarkdownArtifact, path: string): Source | undefined {
  if (path === "") return artifact.source;
  if (!path.endsWith(".md") || !meansFile(path)) return undefined;
  for (const place of placesOf(layoutOf(repository), artifact.path, path)) {
    const source = place === undefined ? undefined : repository.source(place);
    if (source) return source;
  }
  return undefined;
}
