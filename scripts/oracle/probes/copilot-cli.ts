import { copilotCliFacts } from "../../../src/clients/copilot-cli.ts";
import { mark, type Expectation, type Probe } from "../probe.ts";

const version = copilotCliFacts.hookFiles.value;
const leave = (name: string): object => ({ type: "command", bash: `echo ${mark(name)} >> /home/agent/ran.txt` });
const at = (event: string, ...hooks: readonly object[]): object => ({ [event]: hooks });

/** A file of hooks, and whether the one that leaves the file's mark runs. */
const FILES: readonly (readonly [name: string, file: object, says: string, runs: boolean])[] = [
  ["good", { version, hooks: at("sessionStart", leave("good")) }, "a hook of a session's start runs", true],
  ["none", { hooks: at("sessionStart", leave("none")) }, "so does one of a file without a version", true],
  ["later", { version: version + 1, hooks: at("sessionStart", leave("later")) }, "of another version none does", false],
  ["slip", { version, hooks: at("sesionStart", leave("slip")) }, "nor does one at an event that is none", false],
  [
    "beside",
    { version, hooks: { ...at("sesionStart", leave("x")), ...at("sessionStart", leave("beside")) } },
    "those beside it do",
    true,
  ],
  [
    "type",
    { version, hooks: at("sessionStart", { ...leave("type"), type: "comand" }) },
    "nor does one of a type that is none",
    false,
  ],
];

/** Which hooks Copilot CLI runs in a folder that its user trusts. */
export const copilotCliProbes: readonly Probe[] = [
  {
    question: "copilot hooks",
    files: Object.fromEntries(FILES.map(([name, file]) => [`.github/hooks/${name}.json`, JSON.stringify(file)])),
    expects: FILES.map(([name, , says, runs]): Expectation => ({
      fact: "copilot-cli.hookFiles",
      says,
      [runs ? "there" : "gone"]: mark(name),
    })),
  },
];
