import type { FromSchema } from "json-schema-to-ts";
import { settings as check } from "../check/settings.ts";
import { settings as clients } from "../clients/settings.ts";
import { settings as environments } from "../environments/settings.ts";
import { settings as gate } from "../gate/settings.ts";
import { settings as inventory } from "../inventory/settings.ts";
import { settings as report } from "../report/settings.ts";
import { settings as tokens } from "../tokens/settings.ts";
import { settings as config } from "./settings.ts";

/** What every room lets a user configure. Rule ids and their options are added by `scripts/generate.ts`. */
export const schema = {
  type: "object",
  properties: {
    ...config.properties,
    ...clients.properties,
    ...inventory.properties,
    ...check.properties,
    ...gate.properties,
    ...report.properties,
    ...tokens.properties,
    ...environments.properties,
  },
  additionalProperties: false,
} as const;

type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;

/** The settings that hold for a run: every key that has a default is there, and `extends` has been followed. */
export type Settings = Frozen<FromSchema<typeof schema>>;
