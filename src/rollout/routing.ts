/** What workers of a team import as `agent-ci/routing`: it needs nothing but what it is given. */
export { type Feature, readFeature, variableOf } from "./flags/feature.ts";
export { limitFlag } from "./flags/limit-flag.ts";
