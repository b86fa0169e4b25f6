import { folderOf, layoutOf, pathFrom } from "../../inventory/places/layout.ts";
import { isLoadedHere } from "../../inventory/places/loaded-here.ts";
import {
  isExcused,
  isMissing,
  isThereWithSlashes,
  linksWhere,
  meansFile,
  withFewerSteps,
} from "../../inventory/links/link-target.ts";
import { missingLink } from "../missing-link.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const linkMissing = defineRepositoryRule({
  id: "link/missing",
  local: true,
  severity: "error",
  summary: "A relative link in a skill or an instruction file leads to a file that is there.",
  why: "The agent follows the link when the text tells it to. It is looked for from the file's folder, its skill's, its plugin's and the repository's root.",
  consequence: "The agent looks for the file, does not find it, and goes on without what it says.",
  help: "Correct the path, add the file, or take the link out.",
  since: "0.1.0",
  decidedBy: "repository",
  sources: [{ read: { url: "https://agentskills.io/specification", date: "2026-11-21" } }],
  outline: true,

  *check(repository) {
    const layout = layoutOf(repository);
    const packages = repository.of("dependencies").flatMap(({ path }) => (APM.test(path) ? [folderOf(path)] : []));
    /** Whether a file is the source of what a package manager puts elsewhere, beside what nobody knows. */
    const installed = (path: string): boolean =>
      packages.some((folder) => isBelow(folder, path)) && !OF_A_CLIENT.test(path);
    for (const artifact of repository.of("skill", "instructions", "scoped-instructions")) {
      if (!isLoadedHere(layout, artifact)) continue; // link/unresolved reports it
      const skill = installed(artifact.path) ? layout.skillOf(artifact.path) : undefined;
      const missing = ({ path }: { readonly path: string }): boolean =>
        path !== "" &&
        (skill === undefined || isBelow(skill, pathFrom(folderOf(artifact.path), path))) &&
        meansFile(path.replace(/^\$\{CLAUDE_(?:SKILL_DIR|PLUGIN_ROOT)\}/, ".")) &&
        (isMissing(layout, artifact.path, path) || withFewerSteps(repository, artifact, path) !== undefined) &&
        !isThereWithSlashes(layout, artifact.path, path); // link/backslash reports it
      for (const { link, target } of linksWhere(artifact, missing)) {
        if (isExcused(artifact, link, target)) continue;
        yield { artifact, at: link.range, message: missingLink(repository, artifact, target.path) };
      }
    }
  },

  examples: [
    {
      because: "a backslash in its path is another finding",
      files: { "AGENTS.md": "Read [the guide](docs\\guide.md).\n", "docs/guide.md": "# Guide\n" },
    },
    {
      because: "the file is found from the skill's folder, from the repository's root, and in code it is no link",
      files: {
        "skills/git/SKILL.md":
          "---\nname: git\ndescription: Commits.\n---\nRead [the form](references/form.md), [the guide](docs/guide.md) and `[x](none.md)`.\n",
        "skills/git/references/form.md": "# Form\n",
        "docs/guide.md": "# Guide\n",
      },
    },
    {
      because: "placeholders stand for something else",
      files: {
        "AGENTS.md":
          "Write `[title](url)`: [title](url), [page](path/to/page.md), [docs]({docs}/x.md), [site](/docs/).\n",
      },
    },
    {
      because: "a skill of a package, which is installed beside the others",
      files: {
        "packages/triage/apm.yml": "name: triage\nversion: 1.0.0\n",
        "packages/triage/.apm/skills/triage/SKILL.md":
          "---\nname: triage\ndescription: Triages.\n---\nThen follow [the review](../review/SKILL.md).\n",
      },
    },
    {
      because: "what somebody is to write elsewhere stands among words in quotes",
      files: {
        "skills/docs/SKILL.md":
          '---\nname: docs\ndescription: Writes.\n---\nSay "See the [root README](../../HANDBOOK.md) for more", or \u201csee [it](it.md) there\u201d.\n',
      },
    },
    {
      because: "a line of a form, whose words are yet to be put in",
      files: {
        "AGENTS.md": "- [part-1.md](./part-1.md) - [Purpose]\n- [part-2.md](./part-2.md): [What it does](more.md)\n",
        "more.md": "# More\n",
      },
      reports: ['AGENTS.md:2:3 The link leads to "./part-2.md", which is not there.'],
    },
    {
      because: "a title in quotes is a link to follow, and so is one behind a quotation",
      files: { "AGENTS.md": 'Read "[The guide](guide.md)".\n\nThey say "no", so read [more](more.md) of "it".\n' },
      reports: [
        '1:7 The link leads to "guide.md", which is not there.',
        '3:24 The link leads to "more.md", which is not there.',
      ],
    },
    {
      because: "the file was renamed",
      files: {
        "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nRead [the form](references/from.md).\n",
        "skills/git/references/form.md": "# Form\n",
      },
      reports: ['skills/git/SKILL.md:5:6 The link leads to "references/from.md", which is not there.'],
    },
    {
      because: "one `../` too many: it leads out of the repository",
      files: {
        "docs/guide.md": "# Guide\n",
        ".claude/skills/git/SKILL.md":
          "---\nname: git\ndescription: Commits.\n---\nRead [the guide](../../../../docs/guide.md).\n",
      },
      reports: [
        '.claude/skills/git/SKILL.md:5:6 The link "../../../../docs/guide.md" leads out of the repository; did you mean "../../../docs/guide.md"?',
      ],
    },
    {
      because: "the variable of a skill's folder leads nowhere else",
      files: {
        "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\n[Form](${CLAUDE_SKILL_DIR}/form.md)\n",
        "form.md": "# Form\n",
      },
      reports: ['skills/git/SKILL.md:5:1 The link leads to "${CLAUDE_SKILL_DIR}/form.md", which is not there.'],
    },
  ],
});

const APM = /(?:^|\/)apm\.ya?ml$/;
/** Where skills are read as they lie. */
const OF_A_CLIENT = /(?:^|\/)\.(?!apm\/)[a-z]+\//;

const isBelow = (folder: string, path: string | undefined): boolean =>
  path !== undefined && (folder === "" || path.startsWith(`${folder}/`));
