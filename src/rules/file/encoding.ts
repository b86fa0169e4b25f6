import { defineProblemRule } from "../define-problem-rule.ts";

export const fileEncoding = defineProblemRule("encoding", {
  id: "file/encoding",
  severity: "error",
  summary: "A file of agent configuration is UTF-8 text.",
  why: "Clients read files as UTF-8. Other encodings turn into replacement characters, or make the loader fail.",
  consequence: "The client sees garbled text or drops the file.",
  help: "Save the file as UTF-8, by an editor or by `iconv -f UTF-16 -t UTF-8 old.md > new.md`: the name behind `-f` is that of the encoding it has, mostly WINDOWS-1252 where it is not UTF-16.",
  since: "0.1.0",
  decidedBy: "repository",
  examples: [
    { because: "an umlaut in UTF-8", files: { "AGENTS.md": "Prüfe zuerst.\n" } },
    {
      because: "the same umlaut in Latin-1",
      files: { "AGENTS.md": Uint8Array.from([0x50, 0x72, 0xfc, 0x66, 0x65]) },
      reports: ["1:3 The bytes from here on are not UTF-8; save the file as UTF-8."],
    },
  ],
});
