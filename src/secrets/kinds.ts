import { ANYWHERE } from "./kinds/anywhere.ts";
import { CLOUDS } from "./kinds/clouds.ts";
import { FORGE_SECRETS } from "./kinds/forges.ts";
import { MODELS } from "./kinds/models.ts";
import { CONNECTED } from "./kinds/connected.ts";
import type { SecretKind } from "./secret-kind.ts";

/** Credentials by form; a kind that is more precise stands before one that would take the same text. */
export const SECRET_KINDS: readonly SecretKind[] = [...FORGE_SECRETS, ...MODELS, ...CLOUDS, ...CONNECTED, ...ANYWHERE];
