/** Who made a report, as SARIF and JUnit want to know; the version is that of package.json. */
export const TOOL = { name: "agent-ci", version: "0.1.0", url: "https://github.com/agent-ci/agent-ci" } as const;

/** The oldest Node that runs it; `npm run generate` takes it from package.json. */
export const OLDEST_NODE = "22.12";

/** Whether a Node, such as `20.11.1`, is older than that. */
export function isTooOld(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [least = 0, leastMinor = 0] = OLDEST_NODE.split(".").map(Number);
  return major < least || (major === least && minor < leastMinor);
}

/** A page of the documentation, as of this version: the package that npm installs has none. */
export const pageUrl = (name: string): string => `${TOOL.url}/blob/v${TOOL.version}/docs/${name}.md`;

/** The page of a rule's documentation, as of this version. */
export const ruleUrl = (id: string): string => pageUrl(`rules/${id}`);
