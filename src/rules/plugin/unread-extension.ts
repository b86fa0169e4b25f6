import { geminiCliFacts } from "../../clients/gemini-cli.ts";
import { defineRepositoryRule } from "../../model/rule.ts";
import { isHome } from "../is-home.ts";

export const pluginUnreadExtension = defineRepositoryRule({
  id: "plugin/unread-extension",
  severity: "off",
  severityFor: { "gemini-cli": "warning" },
  summary: "An extension of Gemini CLI does not lie in the folder of a repository that is only read in a home.",
  why: "Gemini CLI loads the extensions of `~/.gemini/extensions`, which each user installs. It reads none of a repository, whether or not the folder is trusted.",
  consequence: "Nobody who starts Gemini CLI in the repository has the extension's context, skills, hooks or servers.",
  help: "Tell people to run `gemini extensions link` with the folder, or move what all need to GEMINI.md, .gemini/skills, .gemini/commands and .gemini/settings.json. Where people are told so, switch this rule off.",
  since: "0.1.0",
  sources: [geminiCliFacts.extensionPlaces],

  *check(repository) {
    for (const artifact of repository.of("plugin"))
      if (UNREAD.test(artifact.path) && !isHome(repository))
        yield {
          artifact,
          client: "gemini-cli",
          message: `Gemini CLI loads nothing from ${geminiCliFacts.extensionPlaces.value} of a repository.`,
        };
  },

  examples: [
    {
      because: "an extension that is a repository, one in a folder of its own, and what is laid over a home",
      files: {
        "gemini-extension.json": '{ "name": "docs", "version": "1.0.0" }\n',
        "extensions/git/gemini-extension.json": '{ "name": "git", "version": "1.0.0" }\n',
        "home/.gemini/extensions/mine/gemini-extension.json": '{ "name": "mine", "version": "1.0.0" }\n',
      },
    },
    {
      because: "the folder of a home, in a home",
      files: {
        ".gemini/extensions/mine/gemini-extension.json": '{ "name": "mine", "version": "1.0.0" }\n',
        ".zshrc": "",
      },
    },
    {
      because: "the same in a repository",
      files: { ".gemini/extensions/docs/gemini-extension.json": '{ "name": "docs", "version": "1.0.0" }\n' },
      reports: ["Gemini CLI loads nothing from .gemini/extensions of a repository."],
    },
  ],
});

const UNREAD = /^\.gemini\/extensions\/[^/]+\/gemini-extension\.json$/;
