import { installClient } from "../clients/install-client.ts";
import { cargoProgram, pythonProgram, type Client } from "../clients/recipes.ts";
import type { Program } from "./measure.ts";

type Version = { readonly client: Client; readonly from: string };

const told = (version: string) => ({ version, verify: { args: ["--version"], prints: version } });

/**
 * The largest of the neighbours, which is run beside, in two versions: the newest takes about three times as long as the
 * one that Python packages have, for the same findings. None is part of any test. The first that can be had is the one
 * that limits are meant for.
 */
const AGNIX: readonly Version[] = [
  { client: cargoProgram({ name: "agnix-cli", ...told("0.60.3") }, "agnix"), from: "crates.io" },
  { client: pythonProgram({ name: "agnix", ...told("0.59.3") }), from: "PyPI" },
];

/** Installs agnix into the cache outside the clone; says which version cannot be had, and leaves it out. */
export async function openAgnix(): Promise<(cwd: string) => readonly Program[]> {
  const outcomes = await Promise.all(
    AGNIX.map(async ({ client, from }) => ({ client, from, outcome: await installClient(client) })),
  );
  const found = outcomes.flatMap(({ client: { version }, from, outcome }) => {
    const name = `agnix ${version} (${from})`;
    if (outcome.kind !== "failed") return [{ name, program: outcome.installed.path }];
    console.log(`${name} is left out: ${outcome.reason}`);
    return [];
  });
  return (cwd) => found.map((one) => ({ ...one, args: ["--format", "json", "--max-files", "1000000"], cwd }));
}
