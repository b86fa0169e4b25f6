import { defineArtifactRule } from "../../model/rule.ts";

export const securityEncodedPayload = defineArtifactRule({
  id: "security/encoded-payload",
  on: ["skill", "instructions", "scoped-instructions", "agent", "command", "hooks", "mcp"],
  severity: "off",
  summary: "Texts for agents hold no encoded programs.",
  why: "A long run of Base64 or hexadecimal characters can be anything, also a program that the text asks to decode and run. Images in `data:` URLs and checksums are left alone.",
  consequence: "Nobody who reviews the text knows what it says.",
  help: "Put the decoded content into a file of its own.",
  since: "0.1.0",
  options: { "min-characters": 200 },
  optionAliases: { min: "min-characters" },
  loosens: { "min-characters": "more" },

  *check({ source }, { "min-characters": min }) {
    for (const { 0: run, index } of source.text.matchAll(/[A-Za-z0-9+/_-]{100,}={0,2}|(?:\\x[0-9a-fA-F]{2}){30,}/g)) {
      const encoded =
        run.startsWith("\\x") || (run.length >= min && /[a-z]/.test(run) && /[A-Z]/.test(run) && /\d/.test(run));
      if (!encoded || /data:[\w/+.-]+;base64,$/.test(source.text.slice(Math.max(index - 60, 0), index))) continue;
      yield { message: `Here stand ${run.length} encoded characters.`, at: { start: index, end: index + run.length } };
    }
  },

  examples: [
    {
      because: "a checksum and an image",
      files: { "AGENTS.md": `${"0a".repeat(32)}\n![](data:image/png;base64,${"iVBORw0K".repeat(40)})\n` },
    },
    {
      because: "a long run of Base64",
      files: { "AGENTS.md": `Decode ${"aW1wb3J0".repeat(30)}.\n` },
      reports: ["1:8 Here stand 240 encoded characters."],
    },
  ],
});
