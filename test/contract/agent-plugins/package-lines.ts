import { type Line, plugin, PLUGIN, skillFile } from "./cases.ts";

const MANIFEST = "plugin/agent-plugins-manifest: ";
const FIELDS = "plugin/agent-plugins-fields: ";
const PLACES = "plugin/agent-plugins-components: ";

/** Sections 1 to 7.1, 8 and 10: the package, its manifest, its skills and its extensions. */
export const PACKAGE_LINES: readonly Line[] = [
  { section: "1", says: "Who claims conformance follows the document.", keeps: plugin() },
  { section: "4.1.2", says: "The manifest is `plugin.json` at the root.", keeps: plugin() },
  {
    section: "4.1.3",
    says: "What a client reads lies within the root; links may lead to places within it.",
    keeps: plugin(
      {},
      { "p/shared/b/SKILL.md": skillFile.replace("name: a", "name: b"), "p/skills/b": { link: "../shared/b" } },
    ),
    breaks: plugin(
      {},
      { "shared/b/SKILL.md": skillFile.replace("name: a", "name: b"), "p/skills/b": { link: "../../shared/b" } },
    ),
    reports: `${PLACES}The link leads out of the plugin.`,
  },
  { section: "4.1 end", says: "A failure spoils as little as possible.", runtime: "what a client goes on loading" },
  {
    section: "4.1 end, 1",
    says: "A manifest outside of the root spoils the plugin.",
    breaks: {
      "p/plugin.json": { link: "../shared/manifest.json" },
      "shared/manifest.json": JSON.stringify({ $schema: PLUGIN, name: "a" }),
      "p/skills/a/SKILL.md": skillFile,
    },
    reports: `${PLACES}The link leads out of the plugin.`,
  },
  {
    section: "4.1 end, 2",
    says: "A folder of skills outside of the root spoils the skills.",
    breaks: {
      ...plugin({}, { "p/mcp.json": "{}" }),
      "p/skills": { link: "../shared" },
      "shared/b/SKILL.md": skillFile,
    },
    reports: `${PLACES}The link leads out of the plugin.`,
  },
  {
    section: "4.1 end, 3",
    says: "A SKILL.md outside of the root spoils the skill.",
    breaks: plugin({}, { "shared/b.md": skillFile, "p/skills/b/SKILL.md": { link: "../../../shared/b.md" } }),
    reports: `${PLACES}The link leads out of the plugin.`,
  },
  {
    section: "4.1 end, 5",
    says: "Any other path outside of the root is denied.",
    runtime: "what a client opens later",
  },
  { section: "5.1", says: "A client looks for `plugin.json` at the root.", keeps: plugin() },
  {
    section: "5.2",
    says: "The manifest is JSON, and an object with ten fields.",
    keeps: plugin({ version: "1.0.0", keywords: ["git"], extensions: {} }),
    breaks: { ...plugin(), "p/plugin.json": `{ "$schema": "${PLUGIN}", "name": "a"` },
    reports: "file/syntax: ",
  },
  {
    section: "5.2",
    says: "Any other field is reported and ignored, and the plugin loads.",
    breaks: plugin({ skills: "./skills" }),
    reports: `${FIELDS}The Agent Plugins standard knows no field "skills".`,
  },
  {
    section: "5.2",
    says: "Any other breach of the schema is fatal.",
    keeps: plugin({ author: { name: "Ada", email: "a@example.com", url: "https://example.com" } }),
    breaks: plugin({ description: 1 }),
    reports: `${MANIFEST}The field "description" has to be a text.`,
  },
  {
    section: "6.1",
    says: "Components are where the standard has them.",
    keeps: plugin(),
    breaks: {
      "p/plugin.json": JSON.stringify({ $schema: PLUGIN, name: "a" }),
      "p/mcp.json": "{}",
      "p/skills": "none\n",
    },
    reports: `${PLACES}"p/skills" is no folder.`,
  },
  {
    section: "6.2",
    says: "An absent place is no error.",
    keeps: { "p/plugin.json": JSON.stringify({ $schema: PLUGIN, name: "a" }), "p/LICENSE": "MIT\n" },
  },
  {
    section: "6.2",
    says: "A place that is no folder or no file spoils that kind of component.",
    breaks: plugin({}, { "p/mcp.json/README.md": "Servers.\n" }),
    reports: `${PLACES}"p/mcp.json" is no file.`,
  },
  {
    section: "7",
    says: "A client ignores components that it does not support.",
    keeps: plugin({}, { "p/themes/dark.json": "{}" }),
  },
  {
    section: "7.1",
    says: "Skills follow the specification of skills.",
    breaks: plugin({}, { "p/skills/b/SKILL.md": "---\nname: b\n---\nDo it.\n" }),
    reports: "skill/description-required: ",
  },
  {
    section: "7.1",
    says: "Clients look one folder deep.",
    breaks: plugin({}, { "p/skills/group/b/SKILL.md": skillFile.replace("name: a", "name: b") }),
    reports: "plugin/agent-plugins-nested-skill: ",
  },
  {
    section: "7.1",
    says: "A client skips a skill that does not follow the specification, and goes on.",
    breaks: plugin({}, { "p/skills/b/SKILL.md": "No fields.\n" }),
    reports: "skill/frontmatter: ",
  },
  {
    section: "8",
    says: "What belongs to one client stands under its name in `extensions`, or in a folder of that name.",
    keeps: plugin({ extensions: { "com.example.client": { on: true } } }, { "p/com.example.client/hooks/a.sh": "" }),
    breaks: plugin({ hooks: {} }),
    reports: `${FIELDS}The Agent Plugins standard knows no field "hooks".`,
  },
  {
    section: "8.1",
    says: "`extensions` is a map of maps.",
    breaks: plugin({ extensions: { "com.example.client": "on" } }),
    reports: `${FIELDS}The extension "com.example.client" has to be a map.`,
  },
  {
    section: "8.1",
    says: "An `extensions` that is no map is reported and ignored.",
    breaks: plugin({ extensions: ["com.example.client"] }),
    reports: `${FIELDS}The extensions have to be a map.`,
  },
  {
    section: "8.1",
    says: "A client does not look into extensions of others.",
    keeps: plugin({ extensions: { "com.example.client": { skills: 1, name: [null], version: { a: {} } } } }),
  },
  {
    section: "8.2",
    says: "A client looks for its own folder at the root.",
    runtime: "which client has which name is not ours to say",
  },
  {
    section: "10.1",
    says: "A release of the standard publishes both schemas.",
    runtime: "about the standard, not about plugins",
  },
  {
    section: "10.1",
    says: "An address of a schema keeps its content.",
    runtime: "about the standard, not about plugins",
  },
  { section: "11.1", says: "A client keeps all requirements that apply to it.", runtime: "the sum of the others" },
  {
    section: "11.3.1",
    says: "Components that a client does not support are ignored.",
    keeps: plugin({}, { "p/lsp.json": "{}" }),
  },
  {
    section: "11.3.2",
    says: "Only a further field and an `extensions` that is no map are not fatal.",
    breaks: plugin({ keywords: "git" }),
    reports: `${MANIFEST}The field "keywords" has to be a list of texts.`,
  },
  {
    section: "11.3.3",
    says: "What fails alone spoils nothing else.",
    runtime: "what a client goes on loading",
  },
];
