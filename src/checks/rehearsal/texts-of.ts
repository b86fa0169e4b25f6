import type { Fixture } from "../../host/sandbox/lay-out-workspace.ts";

const decoder = new TextDecoder();

/** The texts of a fixture by their path, links followed. */
export function scenarioTexts(fixture: Fixture): (path: string) => string | undefined {
  return (path) => {
    const file = fixture.get(path);
    return file && "bytes" in file ? decoder.decode(file.bytes) : undefined;
  };
}
