import { marketplaceRequiredFields } from "../../src/rules/marketplace/required-fields.ts";
import { marketplaceSourceExists } from "../../src/rules/marketplace/source-exists.ts";
import { marketplaceEntryFields } from "../../src/rules/marketplace/entry-fields.ts";
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
    reports: [
      "1:1 The marketplace has no list of plugins.",
      "1:1 The marketplace has no name.",
      "1:1 The marketplace has no owner.",
    ],
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
