import { geminiCliFacts } from "../../clients/gemini-cli.ts";
import { folderAt } from "../../inventory/manifests/plugins.ts";
import { folderOf } from "../../inventory/places/layout.ts";
import { type DataMap, type DataNode, entryOf, valueAt } from "../../model/data.ts";
import { defineRepositoryRule, type Finding, type Repository } from "../../model/rule.ts";

export const pluginGeminiExtension = defineRepositoryRule({
  id: "plugin/gemini-extension",
  severity: "off",
  severityFor: { "gemini-cli": "error" },
  summary: "An extension of Gemini CLI has a name, a version, its files of context, and lists of settings and themes.",
  why: "Gemini CLI loads an extension only where it has both, with a name of letters, digits and hyphens. It leaves out files of context that are not there or outside, and `gemini extensions validate` refuses them. Settings and themes that are no lists it cannot go through.",
  consequence: "Gemini CLI does not load the extension.",
  help: "Add or mend what the message names.",
  since: "0.1.0",
  sources: [geminiCliFacts.extension, geminiCliFacts.extensionParts],

  *check(repository) {
    for (const artifact of repository.of("plugin")) {
      const { data, path } = artifact;
      if (!/(?:^|\/)gemini-extension\.json$/.test(path) || data?.kind !== "map") continue;
      const about = { artifact, client: "gemini-cli" as const };
      const version = entryOf(data, "version");
      const isEmpty = version?.value.kind === "string" && version.value.value === "";
      if (!version || isEmpty)
        // plugin/name-required reports a missing name
        yield {
          ...about,
          message: "The extension has no version.",
          at: version?.value.range ?? { start: data.range.start, end: data.range.start + 1 },
        };
      const name = valueAt(data, "name");
      if (name?.kind === "string" && /[^A-Za-z0-9-]/.test(name.value))
        yield {
          ...about,
          message: `The name "${name.value}" may have letters, digits and hyphens only.`,
          at: name.range,
        };
      const files = valueAt(data, "contextFileName");
      for (const file of files?.kind === "list" ? files.items : files ? [files] : []) {
        if (file.kind !== "string") {
          if (file.kind !== "null")
            yield { ...about, message: "`contextFileName` has to be a text, or a list of texts.", at: file.range };
          continue;
        }
        const message = lostContext(file.value, folderOf(path), repository);
        if (message !== undefined) yield { ...about, message, at: file.range, consequence: CONTEXT_LOST };
      }
      for (const finding of misshapenParts(data)) yield { ...about, ...finding };
    }
  },

  examples: [
    {
      because: "a file of context below, as Gemini CLI writes paths",
      files: {
        "gemini-extension.json": '{ "name": "docs", "version": "1.0.0", "contextFileName": "docs${/}DOCS.md" }\n',
        "docs/DOCS.md": "Docs.\n",
      },
    },
    {
      because: "all of it is there",
      files: {
        "gemini-extension.json": '{ "name": "docs", "version": "1.0.0", "contextFileName": "DOCS.md" }\n',
        "DOCS.md": "Docs.\n",
      },
    },
    {
      because: "no version, and a file that is not there",
      files: { "gemini-extension.json": '{ "name": "docs", "contextFileName": "DOCS.md" }\n' },
      reports: ["1:1 The extension has no version.", '1:38 There is no "DOCS.md", which `contextFileName` names.'],
    },
    {
      because: "an underscore in the name",
      files: { "gemini-extension.json": '{ "name": "my_docs", "version": "1.0.0" }\n' },
      reports: ['1:11 The name "my_docs" may have letters, digits and hyphens only.'],
    },
    {
      because: "an empty version, and a number for a file",
      files: { "gemini-extension.json": '{ "name": "docs", "version": "", "contextFileName": 5 }\n' },
      reports: ["1:30 The extension has no version.", "1:53 `contextFileName` has to be a text, or a list of texts."],
    },
    {
      because: "settings by their names, and a theme by a number",
      files: {
        "gemini-extension.json":
          '{ "name": "docs", "version": "1.0.0",\n"settings": { "key": { "envVar": "KEY" } },\n"themes": [{ "name": 5, "type": "custom" }] }\n',
      },
      reports: ["2:13 `settings` has to be a list.", "3:22 The name of a theme has to be a text."],
    },
    {
      because: "files of context that lie elsewhere",
      files: {
        "extension/gemini-extension.json":
          '{ "name": "docs", "version": "1.0.0", "contextFileName": ["../DOCS.md", "${extensionPath}${/}DOCS.md"] }\n',
        "DOCS.md": "Docs.\n",
        "extension/DOCS.md": "Docs.\n",
      },
      reports: [
        'extension/gemini-extension.json:1:59 "../DOCS.md" may lead out of the extension, which `contextFileName` must not.',
        'extension/gemini-extension.json:1:73 "${extensionPath}${/}DOCS.md" is no relative path, which `contextFileName` has to be.',
      ],
    },
  ],
});

const ENDS = "With the extension Gemini CLI ends with an error as it starts.";

/** Settings and themes that Gemini CLI cannot go through; it passes over what counts as nothing, and over a text. */
function* misshapenParts(data: DataMap): Generator<Finding> {
  const settings = valueAt(data, "settings");
  if (settings && isNoList(settings)) yield { message: "`settings` has to be a list.", at: settings.range };
  for (const item of itemsOf(settings))
    if (item.kind === "null") yield { message: "A setting is empty.", at: item.range };
  const themes = valueAt(data, "themes");
  if (themes && isNoList(themes)) yield { message: "`themes` has to be a list.", at: themes.range, consequence: ENDS };
  for (const item of itemsOf(themes)) {
    const name = valueAt(item, "name");
    if (item.kind === "null") yield { message: "A theme is empty.", at: item.range, consequence: ENDS };
    else if (name && name.kind !== "string" && !isNothing(name))
      yield {
        message: "The name of a theme has to be a text.",
        at: name.range,
        consequence: ENDS,
      };
  }
}

const itemsOf = (node: DataNode | undefined): readonly DataNode[] => (node?.kind === "list" ? node.items : []);
const isNothing = (node: DataNode): boolean =>
  node.kind === "null" || ((node.kind === "number" || node.kind === "boolean") && !node.value);
const isNoList = (node: DataNode): boolean => node.kind !== "list" && node.kind !== "string" && !isNothing(node);

const CONTEXT_LOST = "Gemini CLI loads the extension without the file, and does not validate it.";
/** Gemini CLI puts the separator of the machine in their place, and whole paths in that of these two. */
const SEPARATOR = /\$\{(?:\/|pathSeparator)\}/g;
const WHOLE_PATH = /^(?:\/|[A-Za-z]:|\$\{(?:extensionPath|workspacePath)\})/;

/** Why Gemini CLI leaves out a file of context; undefined where it does not. */
function lostContext(written: string, root: string, { entry }: Repository): string | undefined {
  const path = written.replace(SEPARATOR, "/");
  if (WHOLE_PATH.test(path)) return `"${written}" is no relative path, which \`contextFileName\` has to be.`;
  if (path.includes("..")) return `"${written}" may lead out of the extension, which \`contextFileName\` must not.`;
  const at = folderAt(root, path);
  return at === undefined || entry(at) ? undefined : `There is no "${at}", which \`contextFileName\` names.`;
}
