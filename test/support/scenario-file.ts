import { readScenario, type ReadScenario } from "../../src/rehearsal/scenarios/read-scenario.ts";
import type { Scenario } from "../../src/rehearsal/scenarios/scenario.ts";
import { decode } from "../../src/syntax/decode.ts";
import { parseYaml } from "../../src/syntax/yaml.ts";
import { locationOf } from "../../src/model/source.ts";

/** A scenario as its file would be read. */
export function readYaml(text: string, path = "scenarios/case.yaml"): ReadScenario {
  const { source } = decode(path, Buffer.from(text));
  return readScenario({ source, ...parseYaml(source.text) });
}

/** What is wrong with it: `line:column message help`. */
export function wrongIn(text: string): readonly string[] {
  const { source } = decode("scenarios/case.yaml", Buffer.from(text));
  return readYaml(text).problems.map(({ message, help, at }) => {
    const place = at && locationOf(source, at);
    return [place ? `${place.line}:${place.column}` : "", message, help].filter(Boolean).join(" ");
  });
}

/** The only scenario of a file. */
export function scenarioIn(text: string): Scenario {
  const { scenarios, problems } = readYaml(text);
  const [scenario] = scenarios;
  if (!scenario || scenario.kind === "triggers" || scenarios.length > 1)
    throw new Error(`${scenarios.length} scenarios: ${problems[0]?.message ?? ""}`);
  return scenario;
}
