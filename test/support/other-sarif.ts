/** What some other tool may have found: one error in the first line of a file. */
export const otherSarif = (uri: string): string =>
  JSON.stringify({
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "Other", rules: [{ id: "finding" }] } },
        results: [
          {
            ruleId: "finding",
            level: "error",
            message: { text: "Found by another tool." },
            locations: [{ physicalLocation: { artifactLocation: { uri }, region: { startLine: 1 } } }],
          },
        ],
      },
    ],
  });
