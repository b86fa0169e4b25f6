/** What the configuration may be called; the first one is what we write. */
export const CONFIG_NAMES = ["agent-ci.yaml", "agent-ci.yml"] as const;
