/**
 * No keys of the configuration: what a pipeline downloads and starts is said by the pipeline, whose file is the root of
 * trust.
 */
export const installingOptions = [
  {
    name: "install-tool",
    type: "boolean",
    summary: "Download the scanner that --engine names, in the pinned version, and keep it for the next run.",
  },
  {
    name: "sha256",
    type: "string",
    value: "hex",
    summary: "The SHA-256 of the archive that --install-tool takes, in place of the pinned one.",
  },
  {
    name: "tool-mirror",
    type: "string",
    value: "url",
    summary: "Where --install-tool downloads from: an address laid out as the releases on GitHub are.",
  },
] as const;
