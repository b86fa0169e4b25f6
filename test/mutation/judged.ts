export { rules } from "../../src/rules/index.ts";
export { ruleCases } from "../rules/index.ts";
export { judgeCase } from "../support/judge-case.ts";
