import { type Line, plugin, PLUGIN } from "./cases.ts";

const MANIFEST = "plugin/agent-plugins-manifest: ";

/** Section 5 from `$schema` on: the fields of the manifest. */
export const MANIFEST_LINES: readonly Line[] = [
  {
    section: "5.2",
    says: "`$schema` has the one address of the version.",
    breaks: {
      ...plugin(),
      "p/plugin.json": JSON.stringify({
        $schema: "https://agent-plugins.org/schemas/1.0/plugin.schema.json",
        name: "a",
      }),
    },
    reports: "plugin/agent-plugins-version: ",
  },
  {
    section: "5.2",
    says: "A client chooses its rules by `$schema`, and refuses a version that it does not support.",
    breaks: {
      ...plugin(),
      "p/plugin.json": JSON.stringify({
        $schema: "https://agent-plugins.org/schemas/9.0.0/plugin.schema.json",
        name: "a",
      }),
    },
    reports: "plugin/agent-plugins-version: ",
  },
  {
    section: "5.3",
    says: "A manifest without a required field is invalid.",
    breaks: { ...plugin(), "p/plugin.json": JSON.stringify({ $schema: PLUGIN }) },
    reports: `${MANIFEST}The plugin has no name.`,
  },
  {
    section: "5.4",
    says: "An author has a name, an email and a url, each a text, and nothing else.",
    breaks: plugin({ author: { name: "Ada", team: "core" } }),
    reports: `${MANIFEST}An author has no field "team".`,
  },
  {
    section: "5.4",
    says: "Nobody refuses a manifest for its version, addresses or license.",
    keeps: plugin({
      version: "spring",
      homepage: "our site",
      repository: "here",
      license: "ours",
      author: { email: "me", url: "there" },
    }),
  },
  {
    section: "5.5",
    says: "The name keeps all of the rules for names.",
    keeps: plugin({ name: "lint3r.x-y" }),
    breaks: plugin({ name: "My-Plugin" }),
    reports: `${MANIFEST}The plugin's name has other characters`,
  },
  {
    section: "5.5",
    says: "The name has from 1 to 64 characters.",
    keeps: plugin({ name: "a".repeat(64) }),
    breaks: plugin({ name: "a".repeat(65) }),
    reports: `${MANIFEST}The plugin's name has 65 characters`,
  },
  {
    section: "5.5",
    says: "The name starts and ends with a letter or digit.",
    keeps: plugin({ name: "a" }),
    breaks: plugin({ name: "-start" }),
    reports: `${MANIFEST}The plugin's name has to start and end`,
  },
];
