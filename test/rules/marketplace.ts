import { marketplaceDescriptionDrift } from "../../src/rules/marketplace/description-drift.ts";
import { marketplaceEntryFields } from "../../src/rules/marketplace/entry-fields.ts";
import { marketplaceNameDrift } from "../../src/rules/marketplace/name-drift.ts";
import { marketplaceRequiredFields } from "../../src/rules/marketplace/required-fields.ts";
import { marketplaceSourceExists } from "../../src/rules/marketplace/source-exists.ts";
import { marketplaceSourceForm } from "../../src/rules/marketplace/source-form.ts";
import { marketplaceUnlistedPlugin } from "../../src/rules/marketplace/unlisted-plugin.ts";
import { marketplaceVersionDrift } from "../../src/rules/marketplace/version-drift.ts";
import { casesOf } from "../support/rule-cases.ts";

const claude = (...entries: readonly string[]) => ({
  ".claude-plugin/marketplace.json": `{ "plugins": [\n${entries.join(",\n")}\n] }\n`,
});
export const marketplaceEntryFieldsCases = casesOf(marketplaceEntryFields, [
  {
    because: "an entry that is a text, before a good one",
    files: claude('"git"', '{ "name": "go", "source": "./go" }'),
    reports: ["2:1 The entry is a string, not a map."],
  },
  {
    because: "an empty name, an empty source, and a source that is a list",
    files: claude(
      '{ "name": "", "source": "./a" }',
      '{ "name": "b", "source": "" }',
      '{ "name": "c", "source": ["./c"] }',
    ),
    reports: [
      "2:11 The entry has no name.",
      "3:26 The entry's source has to be a path or a map.",
      "4:26 The entry's source has to be a path or a map.",
    ],
  },
  {
    because: "neither a name nor a source",
    files: claude("{}"),
    reports: ["2:1 The entry has no name.", "2:1 The entry has no source."],
  },
  {
    because: "what Cursor does without a source is not known",
    files: { ".cursor-plugin/marketplace.json": '{ "plugins": [{ "name": "git" }] }\n' },
  },
  { because: "plugins that are no list", files: { ".claude-plugin/marketplace.json": '{ "plugins": { "a": 1 } }\n' } },
]);

const whole = (text: string) => ({ ".claude-plugin/marketplace.json": text });
export const marketplaceRequiredFieldsCases = casesOf(marketplaceRequiredFields, [
  { because: "a list", files: whole("[]\n"), reports: ["1:1 The marketplace is a list, not a map."] },
  {
    because: "nothing at all",
    files: whole("{}\n"),
    reports: ["1:1 The marketplace has no name, and no list of plugins, and no owner."],
  },
  {
    because: "an empty name, and an owner without one",
    files: whole('{ "name": "",\n"owner": {}, "plugins": [] }\n'),
    reports: [
      "1:11 The marketplace's name has to be a text that is not empty.",
      "2:10 The marketplace's owner has no name.",
    ],
  },
  {
    because: "a name that is a number",
    files: whole('{ "name": 1, "owner": { "name": "Ada" }, "plugins": [] }\n'),
    reports: ["1:11 The marketplace's name has to be a text that is not empty."],
  },
]);
export const marketplaceSourceExistsCases = casesOf(marketplaceSourceExists, [
  {
    because: "a file where a folder belongs",
    files: { ".github/plugin/marketplace.json": '{ "plugins": [\n{ "name": "a", "source": "./a" }] }\n', a: "A.\n" },
    reports: ['.github/plugin/marketplace.json:2:26 "a" is no folder.'],
  },
  {
    because: "a path with ./ is no repository for Copilot",
    files: { ".github/plugin/marketplace.json": '{ "plugins": [\n{ "name": "a", "source": "./acme/a" }] }\n' },
    reports: ['2:26 There is no "acme/a".'],
  },
  {
    because: "for Copilot the first folder is there, the plugin is not",
    files: {
      ".github/plugin/marketplace.json": '{ "plugins": [\n{ "name": "a", "source": "acme/a" }] }\n',
      "acme/b/README.md": "# B\n",
    },
    reports: ['.github/plugin/marketplace.json:2:26 There is no "acme/a".'],
  },
]);

const local = (entry: string, manifest: string) => ({
  ...whole(`{ "name": "m", "owner": { "name": "o" }, "plugins": [\n${entry}\n] }\n`),
  "p/.claude-plugin/plugin.json": manifest,
});
export const marketplaceNameDriftCases = casesOf(marketplaceNameDrift, [
  { because: "the plugin has no name", files: local('{ "name": "p", "source": "./p" }', "{}\n") },
  { because: "the plugin's name is empty", files: local('{ "name": "p", "source": "./p" }', '{ "name": "" }\n') },
  { because: "the entry has no name", files: local('{ "source": "./p" }', '{ "name": "p" }\n') },
]);
export const marketplaceVersionDriftCases = casesOf(marketplaceVersionDrift, [
  {
    because: "white space around it",
    files: local('{ "name": "p", "source": "./p", "version": " 1.0.0" }', '{ "name": "p", "version": "1.0.0 " }\n'),
  },
]);
export const marketplaceDescriptionDriftCases = casesOf(marketplaceDescriptionDrift, [
  {
    because: "white space around it",
    files: local('{ "name": "p", "source": "./p", "description": " A." }', '{ "name": "p", "description": "A. " }\n'),
  },
]);
export const marketplaceSourceFormCases = casesOf(marketplaceSourceForm, [
  {
    because: "an absolute path, a name that ends with a slash, and the folder itself",
    files: local(
      '{ "name": "a", "source": "/p" },\n{ "name": "b", "source": "p/" },\n{ "name": "c", "source": "." }',
      "{}\n",
    ),
    reports: [
      '.claude-plugin/marketplace.json:2:26 The source "/p" leads out of the marketplace.',
      '.claude-plugin/marketplace.json:3:26 The source "p/" has to start with "./".',
    ],
  },
  {
    because: "names below a folder that the marketplace names",
    files: whole('{ "name": "m", "metadata": { "pluginRoot": "./p" }, "plugins": [{ "name": "a", "source": "a" }] }\n'),
  },
]);
export const marketplaceUnlistedPluginCases = casesOf(marketplaceUnlistedPlugin, [
  {
    because: "a plugin beside the folder of the marketplace, and two below it",
    files: {
      "m/.claude-plugin/marketplace.json": '{ "name": "m", "owner": { "name": "o" }, "plugins": [] }\n',
      "n/.claude-plugin/marketplace.json": '{ "name": "n", "owner": { "name": "o" }, "plugins": [] }\n',
      "m/p/.claude-plugin/plugin.json": '{ "name": "p" }\n',
      "m/p/.cursor-plugin/plugin.json": '{ "name": "p" }\n',
      "q/.claude-plugin/plugin.json": '{ "name": "q" }\n',
    },
    reports: ['m/p/.claude-plugin/plugin.json No marketplace lists the plugin in "m/p".'],
  },
]);
const cursor = (source: string, more = "") => ({
  ".cursor-plugin/marketplace.json": `{ "name": "m", "owner": { "name": "o" }, ${more}"plugins": [{ "name": "a", "source": "${source}" }] }\n`,
});
export const marketplaceSourceInSubmoduleCases = casesOf(marketplaceSourceExists, [
  {
    because: "a folder of a submodule that is not checked out",
    files: {
      ...claude('{ "name": "a", "source": "./vendor/lib/a" }'),
      ".gitmodules": '[submodule "lib"]\n  path = vendor/lib\n',
    },
  },
]);
export const marketplaceSourceMayBeRepositoryCases = casesOf(marketplaceSourceExists, [
  { because: "Cursor takes the name of a repository", files: cursor("owner/repository") },
  {
    because: "a path with a period is none",
    files: cursor("./owner/repository"),
    reports: ['1:79 There is no "owner/repository".'],
  },
  {
    because: "the folder in which it would be is here",
    files: { ...cursor("plugins/a"), "plugins/b/README.md": "" },
    reports: ['.cursor-plugin/marketplace.json:1:79 There is no "plugins/a".'],
  },
  {
    because: "the marketplace says where its plugins are",
    files: cursor("owner/repository", '"metadata": { "pluginRoot": "./plugins" }, '),
    reports: ['1:122 There is no "plugins/owner/repository".'],
  },
  {
    because: "Claude Code takes no name of a repository",
    files: claude('{ "name": "a", "source": "owner/repository" }'),
    reports: ['2:26 There is no "owner/repository".'],
  },
  {
    because: "nor does Codex",
    files: {
      ".agents/plugins/marketplace.json":
        '{ "name": "m", "plugins": [{ "name": "a", "source": { "source": "local", "path": "owner/repository" } }] }\n',
    },
    reports: ['1:82 There is no "owner/repository".'],
  },
  { because: "the marketplace's own folder is always there", files: claude('{ "name": "a", "source": "./" }') },
]);
