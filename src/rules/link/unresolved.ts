import { layoutOf } from "../../inventory/places/layout.ts";
import { isLoadedHere } from "../../inventory/places/loaded-here.ts";
import { isMissing, isSample, linksWhere, meansFile } from "../../inventory/links/link-target.ts";
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
        meansFile(path) && isMissing(layout, artifact.path, path);
      for (const { link, target } of linksWhere(artifact, missing))
        if (!isSample(artifact, link))
          yield { artifact, at: link.range, message: `The link leads to "${target.path}", which is not there.` };
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
  ],
});
