import { isObject } from "../../model/json.ts";
import {
  list,
  Mismatch,
  object,
  oneOf,
  orNull,
  type Read,
  readJson,
  recordOf,
  string,
} from "../../model/read-value.ts";
import type { Digest } from "../plan.ts";
import type { RolloutState } from "../state.ts";
import { isDigest } from "./release.ts";
import type { NeedsOfState } from "./kept-releases.ts";

const digest: Read<Digest> = (value, at) => {
  const text = string(value, at);
  if (!isDigest(text)) throw new Mismatch(`${at} is no digest of a release`);
  return text;
};

/** As many as there are: what was ever bad stays so. */
const bad: Read<RolloutState["bad"]> = (value, at) => {
  if (!isObject(value)) throw new Mismatch(`${at} is not an object`);
  return Object.fromEntries(Object.entries(value).map(([name, why]) => [name, string(why, `${at}/…`)]));
};

const needs: Read<NeedsOfState> = object({
  rollout: string,
  release: digest,
  environments: recordOf(object({ active: orNull(digest), stable: orNull(digest), canary: orNull(digest) })),
  history: list(object({ release: digest, id: string, end: oneOf(["Healthy", "RolledBack", "Superseded", "Failed"]) })),
  bad,
});

/** What the state of a rollout says that it needs. Throws Mismatch where it cannot be read. */
export const needsOfState = (text: string): NeedsOfState => needs(readJson(text), "");
