import { broken } from "./broken.mjs";
import { start } from "./start.mjs";

await start(broken);
