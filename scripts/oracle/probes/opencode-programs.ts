import { mark, type Probe, type ProbeFiles } from "../probe.ts";

const tool = (description: string): string =>
  `export default { description: ${description}, args: {}, async execute() { return ""; } };\n`;
const MARK = JSON.stringify(mark("tool"));
const plain = tool(MARK);

/** A tool, what lies beside it below .opencode, and whether OpenCode answers a prompt with it. */
const TOOLS: readonly (readonly [says: string, files: ProbeFiles, answers: boolean])[] = [
  ["a tool", { "tool/a.ts": plain }, true],
  ["in tools", { "tools/a.js": plain }, true],
  [
    "an import that is there",
    { "tool/a.ts": `import { x } from "../x.js";\n${tool("x")}`, "x.ts": `export const x = ${MARK};\n` },
    true,
  ],
  ["an import that is not", { "tool/a.ts": `import { x } from "../x";\n${tool("x")}` }, false],
  ["in tools, too", { "tools/a.js": `import { x } from "./x";\n${tool("x")}` }, false],
  ["an import for what it does", { "tool/a.ts": `import "./x";\n${plain}` }, false],
  ["an export that is not there", { "tool/a.ts": `export { x } from "./x";\n${plain}` }, false],
  ["an import that nothing uses", { "tool/a.ts": `import { x } from "./x";\n${plain}` }, true],
  ["one of JavaScript", { "tool/a.js": `import { x } from "./x";\n${plain}` }, false],
  ["a type", { "tool/a.ts": `import type { X } from "./x";\nexport type Y = X;\n${plain}` }, true],
  ["a program below it", { "tool/a.ts": plain, "tool/b/c.ts": 'import "./x";\n' }, true],
  ["a program of another ending", { "tool/a.ts": plain, "tool/c.mjs": 'import "./x";\n' }, true],
  ...["bun:test", "node:test"].map(
    (runner) =>
      [
        `a test by ${runner}`,
        { "tool/a.ts": plain, "tool/a.test.ts": `import { test } from "${runner}";\ntest("x", () => {});\n` },
        false,
      ] as const,
  ),
];

const leave = (name: string): string =>
  `import { appendFileSync } from "node:fs";\nexport const A = async () => { appendFileSync("/home/agent/ran.txt", ${name}); return {}; };\n`;
const RAN = JSON.stringify(mark("plugin"));
/** Plugins, and whether the one that leaves its mark runs. */
const PLUGINS: readonly (readonly [says: string, files: ProbeFiles, runs: boolean])[] = [
  ["a plugin runs", { "plugin/a.ts": leave(RAN) }, true],
  ["in plugins, too", { "plugins/a.js": leave(RAN) }, true],
  ["one without what it imports does not", { "plugin/a.ts": `import { x } from "./x";\n${leave("x")}` }, false],
  ["those beside it do", { "plugin/a.ts": leave(RAN), "plugin/b.ts": 'import "./x";\n' }, true],
  ["one in a folder below does not", { "plugin/b/index.ts": leave(RAN) }, false],
];

const below = (files: ProbeFiles): ProbeFiles =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`.opencode/${path}`, text]));

/** What OpenCode makes of programs that it cannot run. */
export const opencodeProgramProbes: readonly Probe[] = [
  ...TOOLS.map(([says, files, answers]): Probe => ({
    question: "opencode prompt",
    files: below(files),
    expects: [
      {
        fact: "opencode.programs",
        says: `${says}: ${answers ? "it answers" : "it does not answer"}`,
        there: answers ? mark("tool") : "Unexpected server error",
      },
    ],
  })),
  ...PLUGINS.map(([says, files, runs]): Probe => ({
    question: "opencode programs",
    files: below(files),
    expects: [
      { fact: "opencode.programs", says: `${says}: it answers`, there: "pong" },
      { fact: "opencode.programs", says, [runs ? "there" : "gone"]: mark("plugin") },
    ],
  })),
];
