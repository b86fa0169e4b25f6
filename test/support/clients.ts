import { describe, test } from "vitest";
import { findInstalled } from "../../scripts/clients/client-cache.ts";
import { clients } from "../../scripts/clients/table.ts";
import { inPipeline } from "../../src/model/in-pipeline.ts";

export type ClientName = (typeof clients)[number]["name"];

/** The path of an installed client's program; throws, with the line that installs it, when it is absent. */
export function client(name: ClientName): string {
  const path = findPath(name);
  if (path === undefined) throw new Error(`${name} is not installed: run \`node scripts/clients.ts ${name}\`.`);
  return path;
}

/**
 * A `describe` whose tests run real clients. Where one is absent they are skipped and named in one line, but fail in a
 * pipeline. `client` is to be called inside tests and hooks, since the body runs also when the tests are skipped.
 */
export function describeWithClients(title: string, names: readonly ClientName[], body: () => void): void {
  const absent = names.filter((name) => findPath(name) === undefined);
  if (absent.length > 0 && inPipeline(process.env)) {
    describe(title, () => {
      test.each(absent)("%s is installed", (name) => {
        client(name);
      });
    });
    return;
  }
  if (absent.length > 0) {
    console.warn(`Skipped "${title}": to run it, \`node scripts/clients.ts ${absent.join(" ")}\`.`);
  }
  describe.skipIf(absent.length > 0)(title, body);
}

function findPath(name: ClientName): string | undefined {
  const row = clients.find((one) => one.name === name);
  return row && findInstalled(row)?.path;
}
