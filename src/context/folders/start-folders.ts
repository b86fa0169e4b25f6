import { claudeCodeFacts } from "../../clients/claude-code.ts";
import { codexFacts } from "../../clients/codex.ts";
import { copilotCliFacts } from "../../clients/copilot-cli.ts";
import { geminiCliFacts } from "../../clients/gemini-cli.ts";
import { SKILL_READINGS } from "../../clients/readers/skills.ts";
import { LOCATIONS, type Places } from "../../inventory/places/locations.ts";
import type { Artifact } from "../../model/artifact.ts";
import type { Repository } from "../../model/rule.ts";
import type { Reader } from "../instruction-files.ts";
import { isMaterial } from "../tree.ts";
import { waysTo } from "../ways.ts";

/** Which folders a client takes its files from, seen from where it is started. Cursor has no program to ask. */
const TAKES: Readonly<Record<Reader, "above" | "own">> = {
  "claude-code": claudeCodeFacts.startFolders.value,
  codex: codexFacts.startFolders.value,
  copilot: copilotCliFacts.startFolders.value,
  cursor: "above",
  "gemini-cli": geminiCliFacts.startFolders.value,
};

/** What a client takes by itself from folders of its own, beside skills. */
const BESIDE = {
  "claude-code": ["agent", "command", "scoped-instructions"],
  codex: [],
  copilot: [],
  cursor: ["scoped-instructions"],
  "gemini-cli": ["agent"],
} as const satisfies Readonly<Record<Reader, readonly (keyof typeof LOCATIONS)[]>>;

/** The folders of its own that a client takes files from. */
const placesOf = (client: Reader): ReadonlySet<string> =>
  new Set([...SKILL_READINGS[client].places, ...BESIDE[client].flatMap((kind) => foldersIn(LOCATIONS[kind], client))]);

const foldersIn = (places: Places, client: Reader): readonly string[] =>
  (places[client] ?? []).flatMap((pattern) => /^(\.[^/]+\/[^/*]+)\/\*/.exec(pattern)?.[1] ?? []);

const OWN = /(?:^|\/)(\.[^/]+\/[^/]+)(?=\/)/g;

const known = new WeakMap<Repository, Map<Reader, Map<Artifact, readonly string[]>>>();

/** The folders that a client has to be started in, or below, to take a file, one for each way to it. */
export function startFoldersOf(repository: Repository, client: Reader, artifact: Artifact): readonly string[] {
  const clients = known.get(repository) ?? new Map<Reader, Map<Artifact, readonly string[]>>();
  known.set(repository, clients);
  const artifacts = clients.get(client) ?? new Map<Artifact, readonly string[]>();
  clients.set(client, artifacts);
  const folders = artifacts.get(artifact) ?? findFolders(repository, client, artifact);
  artifacts.set(artifact, folders);
  return folders;
}

function findFolders(repository: Repository, client: Reader, artifact: Artifact): readonly string[] {
  const places = placesOf(client);
  const folders = waysTo(repository, artifact).flatMap(({ path }) => {
    const found = [...path.matchAll(OWN)].findLast(({ 1: place = "" }) => places.has(place));
    return found ? path.slice(0, found.index) : [];
  });
  return [...new Set(folders)];
}

/** Whether a client that is started in a folder takes a file. */
export function isTakenIn(repository: Repository, client: Reader, artifact: Artifact, folder: string): boolean {
  const above = TAKES[client] === "above";
  return startFoldersOf(repository, client, artifact).some(
    (one) => one === folder || (above && (one === "" || folder.startsWith(`${one}/`))),
  );
}

/** Whether nobody of this repository starts a client where it would take a file: it lies in templates alone. */
export function isForElsewhere(repository: Repository, client: Reader, artifact: Artifact): boolean {
  return startFoldersOf(repository, client, artifact).every((folder) => isMaterial(repository, `${folder}/x`));
}
