#!/usr/bin/env node
import * as module from "node:module";

module.enableCompileCache?.(); // an older Node than we ask for has none
void import("./start.ts").then(({ start }) => start());
