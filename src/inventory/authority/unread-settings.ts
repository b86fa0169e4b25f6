import { claudeSettingsAt } from "../../clients/forms/claude-settings.ts";
import type { DataForm } from "../../clients/forms/data-form.ts";
import { claudeCodeSettings } from "../../clients/claude-code-settings.ts";
import { type DataEntry, type DataNode, entryOf } from "../../model/data.ts";
import { nearest } from "../../model/nearest.ts";
import { holdsGuard } from "../hooks/misplaced-guards.ts";

/** A key of settings that Claude Code does not know where it stands, and the one that was meant. */
export interface UnreadSetting {
  readonly entry: DataEntry;
  /** The way to it, as in `permissions.denny`, and to what was meant. */
  readonly path: string;
  readonly meant: string;
  /** The whole way to what was meant stands in one key, as in `"permissions.deny"`. */
  readonly isWay: boolean;
  /** Another name for what was meant, in the place where it belongs. */
  readonly inPlace: boolean;
  /** What was meant stands there, too. */
  readonly taken: boolean;
  /** Whether it would forbid something. */
  readonly guards: boolean;
}

/** The keys of Claude Code's settings that were meant for others, at the top and in the maps below it that guard. */
export function* unreadSettings(data: DataNode | undefined): Generator<UnreadSetting> {
  for (const place of PLACES) {
    const map = place === "" ? data : nodeAt(data, place);
    if (map?.kind !== "map") continue;
    const known = claudeSettingsAt(place);
    for (const entry of map.entries) {
      if (known.has(entry.key) || OTHERS.has(entry.key) || ASIDE.test(entry.key) || holdsGuard(entry)) continue;
      const within = place === "" ? wrapped(entry) : undefined;
      if (within) {
        yield within;
        continue;
      }
      const isWay = isWayTo(entry.key, known);
      const meant = isWay ? join(place, entry.key) : meantFor(entry, place);
      if (meant === undefined) continue;
      const inPlace = !isWay && parentOf(meant) === place;
      yield {
        entry,
        path: join(place, entry.key),
        meant,
        isWay,
        inPlace,
        taken: nodeAt(data, meant) !== undefined,
        guards: guards(entry.value, meant),
      };
    }
  }
}

/** Permissions that stand in a map which is no setting: none of them holds. */
function wrapped({ key, value }: DataEntry): UnreadSetting | undefined {
  const entry = value.kind === "map" ? entryOf(value, "permissions") : undefined;
  if (!entry || !guards(entry.value, "permissions")) return undefined;
  const [path, meant] = [`${key}.permissions`, "permissions"];
  return { entry, path, meant, isWay: false, inPlace: false, taken: false, guards: true };
}

/** Whether a key has dots behind the name of a map. */
const isWayTo = (key: string, known: ReadonlyMap<string, DataForm>): boolean =>
  key.includes(".") && known.get(key.slice(0, key.indexOf(".")))?.takes.includes("map") === true;

/** The maps whose keys are compared, by their way; the empty one is the file itself. */
const PLACES = ["", "permissions", "sandbox", "sandbox.network", "sandbox.filesystem"] as const;
type Place = (typeof PLACES)[number];

/** Known keys whose values have several shapes, and what is no setting. */
const OTHERS: ReadonlySet<string> = new Set([
  "strictPluginOnlyCustomization",
  "forceLoginOrgUUID",
  "sshHostCommands",
  "mcpServers",
  "comment",
]);
/** What somebody has put aside, or writes as a comment: `_hooks` is no slip, and with its right name it would run. */
const ASIDE = /^(?:_|\/\/)/;
/** Too many things are called so. */
const COMMON: ReadonlySet<string> = new Set(["enabled", "disabled", "windows", "credentials"]);

/** Words for what Claude Code has a word for, by the place where they stand. */
const WORDS: Readonly<Partial<Record<Place, Readonly<Record<string, string>>>>> = {
  "": {
    allowedTools: "permissions.allow",
    deniedTools: "permissions.deny",
    denyTools: "permissions.deny",
    disallowedTools: "permissions.deny",
  },
  permissions: {
    allowTools: "permissions.allow",
    allowedTools: "permissions.allow",
    allowlist: "permissions.allow",
    block: "permissions.deny",
    blocked: "permissions.deny",
    denied: "permissions.deny",
    deniedTools: "permissions.deny",
    denyRules: "permissions.deny",
    denyTools: "permissions.deny",
    denylist: "permissions.deny",
    disallow: "permissions.deny",
    disallowed: "permissions.deny",
    disallowedTools: "permissions.deny",
    forbid: "permissions.deny",
    forbidden: "permissions.deny",
    mode: "permissions.defaultMode",
    permissions: "permissions",
  },
  "sandbox.filesystem": {
    allow: "sandbox.filesystem.allowRead",
    deny: "sandbox.filesystem.denyRead",
  },
  "sandbox.network": {
    allow: "sandbox.network.allowedDomains",
    deny: "sandbox.network.deniedDomains",
    blockedDomains: "sandbox.network.deniedDomains",
    denyDomains: "sandbox.network.deniedDomains",
    domains: "sandbox.network.allowedDomains",
  },
};

function meantFor({ key, value }: DataEntry, place: Place): string | undefined {
  const words = WORDS[place] ?? {};
  const word = Object.hasOwn(words, key) ? words[key] : undefined;
  if (word !== undefined) return takes(word, value) ? word : undefined;
  const elsewhere = PLACES.filter((other) => other !== place && claudeSettingsAt(other).has(key));
  const [home] = elsewhere;
  if (home !== undefined && elsewhere.length === 1 && !COMMON.has(key)) {
    const path = join(home, key);
    if (takes(path, value)) return path;
  }
  if (place === "" && EVENTS.has(key) && value.kind === "list" && value.items.some((item) => entryOf(item, "hooks")))
    return `hooks.${key}`;
  const near = nearest(key, claudeSettingsAt(place).keys());
  return near !== undefined && (place !== "" || Math.abs(near.length - key.length) < 3) ? join(place, near) : undefined;
}
const EVENTS: ReadonlySet<string> = new Set<string>(claudeCodeSettings.hookEvents.value);

/** Whether a setting takes a value of that kind. */
function takes(path: string, value: DataNode): boolean {
  const parent = parentOf(path);
  const place = PLACES.find((one) => one === parent);
  const form = place === undefined ? undefined : claudeSettingsAt(place).get(path.slice(path.lastIndexOf(".") + 1));
  return form?.takes.includes(value.kind) === true;
}

/** Settings that forbid something, by the value that does. */
function guards(value: DataNode, path: string): boolean {
  if (path === "permissions") return ["deny", "ask"].some((list) => isFilled(entryOf(value, list)?.value));
  if (path === "sandbox.filesystem" || path === "sandbox.network")
    return [...LISTS].some((list) => parentOf(list) === path && isFilled(nodeAt(value, list.slice(path.length + 1))));
  if (path === "sandbox") return isTrue(entryOf(value, "enabled")?.value);
  if (LISTS.has(path)) return isFilled(value);
  if (GUARD_EVENTS.has(path)) return isFilled(value);
  if (path === "sandbox.allowUnsandboxedCommands") return value.kind === "boolean" && !value.value;
  return SWITCHES.has(path) && (isTrue(value) || (value.kind === "string" && value.value === "disable"));
}
const LISTS: ReadonlySet<string> = new Set([
  "permissions.ask",
  "permissions.deny",
  "sandbox.filesystem.denyRead",
  "sandbox.filesystem.denyWrite",
  "sandbox.network.deniedDomains",
]);
const GUARD_EVENTS: ReadonlySet<string> = new Set(
  claudeCodeSettings.guardEvents.value.map((event) => `hooks.${event}`),
);
const SWITCHES: ReadonlySet<string> = new Set([
  "permissions.blockReadsOutsideWorkingDirectories",
  "permissions.disableBypassPermissionsMode",
  "sandbox.enabled",
  "sandbox.failIfUnavailable",
]);
const isFilled = (node: DataNode | undefined): boolean => node?.kind === "list" && node.items.length > 0;
const isTrue = (node: DataNode | undefined): boolean => node?.kind === "boolean" && node.value;

const join = (place: string, key: string): string => (place === "" ? key : `${place}.${key}`);
const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf(".")));
const nodeAt = (data: DataNode | undefined, path: string): DataNode | undefined =>
  path.split(".").reduce<DataNode | undefined>((node, key) => entryOf(node, key)?.value, data);
