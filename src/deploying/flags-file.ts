import { isObject, objectOf, parsed } from "../model/json.ts";
import { rolloutIdOf } from "../rollout/flags/disable-flags.ts";

/** Where evaluators find the flags on the branch of states. */
export const FLAGS = "flags.json";

/** The flags of a text by key, each with the rollout that it belongs to; none where it is no set of flags. */
export function flagsIn(
  text: string | undefined,
): readonly (readonly [string, { readonly rollout: string | undefined; readonly text: unknown }])[] {
  const flags = objectOf(parsed(text ?? ""))["flags"];
  if (!isObject(flags)) return [];
  return Object.entries(flags).map(([key, flag]) => {
    const id = rolloutIdOf(flag);
    return [key, { rollout: id === "" ? undefined : id.replace(/\/r\d+$/, ""), text: flag }];
  });
}
