import { orchestrators } from "./orchestrators.mjs";
import { start } from "./start.mjs";

await start(orchestrators);
