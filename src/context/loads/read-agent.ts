import { posix } from "node:path";
import type { AgentReading } from "../../clients/readers/agents.ts";
import type { ArtifactOf } from "../../model/artifact.ts";
import { thousands } from "../../model/numbers.ts";
import type { AgentSubject, Reason } from "../loading.ts";
import { readFields, takeFrontmatter } from "./read-frontmatter.ts";
import { dropped } from "./reasons.ts";
import { unread } from "./unread.ts";

/** What a reader does with a subagent, as its row of the table says. */
export function* readAgent({ agent, path }: AgentSubject, reading: AgentReading): Generator<Reason> {
  const elsewhere = misplacedAgent(agent, path, reading);
  if (elsewhere) {
    yield elsewhere;
    return;
  }
  if (yield* unread(agent)) return;
  const { bytes } = agent.source;
  if (reading.bytes !== undefined && bytes > reading.bytes)
    yield dropped("bytes", `The file has ${thousands(bytes)} of ${thousands(reading.bytes)} bytes.`);
  if (!reading.frontmatter) return;
  if (agent.kind !== "agent") {
    yield dropped("frontmatter", "The file has no frontmatter.");
    return;
  }
  const { mark, openingSpace } = reading.frontmatter;
  if (!openingSpace && agent.frontmatter && !(agent.source.bom && !mark) && !/^---\r?\n/.test(agent.source.text)) {
    yield dropped("fence", "White space follows the opening ---.");
    return;
  }
  const found = yield* takeFrontmatter(agent, reading.frontmatter);
  if (found) yield* readFields(found, reading.frontmatter, "agent");
}

/** Why a reader does not look at an agent: it lies in the folder of another. */
export function misplacedAgent(
  { dialect }: ArtifactOf<"agent" | "agent-file">,
  path: string,
  { dialects, places, leftOut, looks }: AgentReading,
): Reason | undefined {
  const inPlace = places.some((place) => `/${path}`.includes(`/${place}/`));
  const plugin = dialect === undefined && dialects.some((one) => OF_PLUGINS.has(one));
  if (!inPlace && !plugin && !(dialect !== undefined && dialects.includes(dialect)))
    return { code: "place", outcome: "not-read", says: looks };
  if (leftOut?.test(posix.basename(path)))
    return { code: "place", outcome: "not-read", says: "A name that begins with an underscore is left out." };
  return undefined;
}

/** Whose plugins bring agents in a folder of no client's own. */
const OF_PLUGINS: ReadonlySet<string> = new Set(["claude-code", "copilot", "cursor"]);
