import { layoutOf } from "../../inventory/places/layout.ts";
import { isLoadedHere } from "../../inventory/places/loaded-here.ts";
import { isExcused, isMissing, linksWhere, meansFile, withFewerSteps } from "../../inventory/links/link-target.ts";
import { missingLink } from "../missing-link.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const linkUnresolved = defineRepositoryRule({
  id: "link/unresolved",
  severity: "warning",
  summary: "A relative link in an agent, a command or another prompt leads to a file that is there.",
  why: "Such a prompt may be meant for other repositories, where the file exists; more often the file was moved.",
  consequence: "Where the file is not there either, the agent looks for it in vain.",
  help: "Correct the path, add the file, or name the file in code quotes if it is the user's own.",
  since: "0.1.0",
  outline: true,

  *check(repository) {
    const layout = layoutOf(repository);
    const prompts = repository.of("agent", "command", "output-style", "team-spec", "orchestration");
    const material = repository
      .of("skill", "instructions", "scoped-instructions")
      .filter((artifact) => !isLoadedHere(layout, artifact));
    for (const artifact of [...prompts, ...material]) {
      const missing = ({ path }: { readonly path: string }): boolean =>
        meansFile(path) &&
        (isMissing(layout, artifact.path, path) || withFewerSteps(repository, artifact, path) !== undefined);
      for (const { link, target } of linksWhere(artifact, missing))
        if (!isExcused(artifact, link, target))
          yield { artifact, at: link.range, message: missingLink(repository, artifact, target.path) };
    }
  },

  examples: [
    {
      because: "the file is in the repository",
      files: {
        ".claude/commands/release.md": "Follow [the list](docs/release.md).\n",
        "docs/release.md": "# Release\n",
      },
    },
    {
      because: "nothing of that name is here",
      files: { ".claude/commands/release.md": "Follow [the list](docs/release.md).\n" },
      reports: ['1:8 The link leads to "docs/release.md", which is not there.'],
    },
    {
      because: "one `../` too many, and a page of the forge",
      files: {
        ".claude/commands/release.md":
          "Follow [the list](../../../docs/release.md), ask in [an issue](../../../issues/1).\n",
        "docs/release.md": "# Release\n",
        "issues/1": "",
      },
      reports: [
        '.claude/commands/release.md:1:8 The link "../../../docs/release.md" leads out of the repository; did you mean "../../docs/release.md"?',
      ],
    },
  ],
});
