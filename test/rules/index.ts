import type { CasesOfRule } from "../support/rule-cases.ts";
import * as agent from "./agent.ts";
import * as context from "./context.ts";
import * as format from "./format.ts";
import * as hooks from "./hooks.ts";
import * as hygiene from "./hygiene.ts";
import * as instructions from "./instructions.ts";
import * as link from "./link.ts";
import * as loading from "./loading.ts";
import * as markdown from "./markdown.ts";
import * as marketplace from "./marketplace.ts";
import * as mcp from "./mcp.ts";
import * as outputStyle from "./output-style.ts";
import * as plugin from "./plugin.ts";
import * as repository from "./repository.ts";
import * as scopedInstructions from "./scoped-instructions.ts";
import * as security from "./security.ts";
import * as settings from "./settings.ts";
import * as skill from "./skill.ts";
import * as skillMetadata from "./skill-metadata.ts";
import * as team from "./team.ts";

/** Cases beside the examples, by group of rules. */
export const ruleCases: readonly CasesOfRule[] = [
  ...Object.values(agent),
  ...Object.values(context),
  ...Object.values(format),
  ...Object.values(hooks),
  ...Object.values(hygiene),
  ...Object.values(instructions),
  ...Object.values(link),
  ...Object.values(loading),
  ...Object.values(markdown),
  ...Object.values(marketplace),
  ...Object.values(mcp),
  ...Object.values(outputStyle),
  ...Object.values(plugin),
  ...Object.values(repository),
  ...Object.values(scopedInstructions),
  ...Object.values(security),
  ...Object.values(settings),
  ...Object.values(skill),
  ...Object.values(skillMetadata),
  ...Object.values(team),
];
