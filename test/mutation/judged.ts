export { rules } from "../../src/rules/index.ts";
export { ruleCases } from "../rules/index.ts";
export { fixedBy, reportsOf } from "../support/examine-texts.ts";
