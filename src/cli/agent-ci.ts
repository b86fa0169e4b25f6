#!/usr/bin/env node
import { join } from "node:path";
import { keepCode } from "../host/machine/kept-code.ts";

keepCode(join(import.meta.dirname, "chunks"));
void import("./start.ts").then(({ start }) => start());
