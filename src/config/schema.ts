import type { FromSchema } from "json-schema-to-ts";
import type { Weakens } from "../model/weakens.ts";
import { settings as check, weakens as checkWeakens } from "../check/settings.ts";
import { settings as clients, weakens as clientsWeakens } from "../clients/settings.ts";
import { settings as cost, weakens as costWeakens } from "../cost/settings.ts";
import { settings as catalogue, weakens as catalogueWeakens } from "../catalogue/settings.ts";
import { settings as environments, weakens as environmentsWeakens } from "../environments/settings.ts";
import { settings as gate, weakens as gateWeakens } from "../gate/settings.ts";
import { settings as inventory, weakens as inventoryWeakens } from "../inventory/settings.ts";
import { settings as report, weakens as reportWeakens } from "../report/settings.ts";
import { settings as rollout, weakens as rolloutWeakens } from "../rollout/settings.ts";
import { settings as schemas, weakens as schemasWeakens } from "../schemas/settings.ts";
import { settings as tokens, weakens as tokensWeakens } from "../tokens/settings.ts";
import { settings as config, weakens as configWeakens } from "./settings.ts";

/** What every room lets a user configure. Rule ids and their options are added by `scripts/generate.ts`. */
export const settingsSchema = {
  type: "object",
  properties: {
    ...config.properties,
    ...clients.properties,
    ...inventory.properties,
    ...check.properties,
    ...gate.properties,
    ...report.properties,
    ...tokens.properties,
    ...catalogue.properties,
    ...environments.properties,
    ...schemas.properties,
    ...cost.properties,
    ...rollout.properties,
  },
  additionalProperties: false,
} as const;

/** Of every key, which change lets through what was refused before. */
export const weakens: Readonly<Record<keyof Settings, Weakens>> = {
  ...configWeakens,
  ...clientsWeakens,
  ...inventoryWeakens,
  ...checkWeakens,
  ...gateWeakens,
  ...reportWeakens,
  ...tokensWeakens,
  ...catalogueWeakens,
  ...environmentsWeakens,
  ...schemasWeakens,
  ...costWeakens,
  ...rolloutWeakens,
};

type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;

/** The settings that hold for a run: every key that has a default is there, and `extends` has been followed. */
export type Settings = Frozen<FromSchema<typeof settingsSchema>>;
