import { mark, type Expectation, type Probe, type ProbeFiles } from "../probe.ts";

const extension = (name: string, more: object, folder = "extensions"): ProbeFiles => ({
  [`${folder}/${name}/gemini-extension.json`]: JSON.stringify({
    name,
    version: "1.0.0",
    contextFileName: "C.md",
    ...more,
  }),
  [`${folder}/${name}/C.md`]: mark(name),
});

/** What stands for settings, and whether Gemini CLI loads the extension. */
const SETTINGS: readonly (readonly [name: string, settings: unknown, isLoaded: boolean])[] = [
  ["list", [{ name: "A", description: "d", envVar: "A" }], true],
  ["item", [5, {}, { name: 5, envVar: 5 }], true],
  ["text", "x", true],
  ["null", null, true],
  ["zero", 0, true],
  ["no", false, true],
  ["map", { a: { envVar: "A" } }, false],
  ["number", 5, false],
  ["yes", true, false],
  ["hole", [null], false],
];

/** What stands for themes, and whether Gemini CLI starts. */
const THEMES: readonly (readonly [themes: unknown, starts: boolean])[] = [
  [[{ name: "x", type: "custom" }, "x", { type: "custom" }, { name: null }, { name: 0 }], true],
  ["x", true],
  [null, true],
  [0, true],
  [{ name: "x" }, false],
  [5, false],
  [true, false],
  [[null], false],
  [[{ name: 5 }], false],
  [[{ name: true }], false],
  [[{ name: ["x"] }], false],
  [[{ name: { a: "x" } }], false],
];

const PLACES = "gemini-cli.extensionPlaces";

/** Which extensions Gemini CLI loads, and with which it does not start. */
export const geminiExtensionProbes: readonly Probe[] = [
  {
    question: "gemini extensions",
    files: Object.fromEntries(SETTINGS.flatMap(([name, settings]) => Object.entries(extension(name, { settings })))),
    expects: SETTINGS.map(([name, settings, isLoaded]): Expectation => ({
      fact: "gemini-cli.extensionParts",
      says: `settings are ${JSON.stringify(settings)}: ${isLoaded ? "loaded" : "left out"}`,
      [isLoaded ? "there" : "gone"]: mark(name),
    })),
  },
  ...THEMES.map(([themes, starts]): Probe => ({
    question: "gemini extensions",
    files: extension("a", { themes }),
    expects: [
      {
        fact: "gemini-cli.extensionParts",
        says: `themes are ${JSON.stringify(themes)}: it ${starts ? "starts" : "ends"}`,
        there: starts ? mark("a") : "An unexpected critical error occurred",
      },
    ],
  })),
  {
    question: "gemini settings",
    files: {
      ...extension("a", {}, ".gemini/extensions"),
      ".gemini/extensions/a/skills/s/SKILL.md": `---\nname: s\ndescription: ${mark("skill")}\n---\n`,
      "GEMINI.md": mark("usual"),
    },
    expects: [
      { fact: PLACES, says: "the usual file of context is read", there: mark("usual") },
      { fact: PLACES, says: "that of an extension in a repository is not", gone: mark("a") },
      { fact: PLACES, says: "nor are its skills", gone: mark("skill") },
    ],
  },
];
