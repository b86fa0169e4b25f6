// Stands for a program that asks an agent: it reads a report, and answers how urgent that is.
import { text } from "node:stream/consumers";

const report = await text(process.stdin);
const urgent = /nobody can|down|lost/i.test(report);
console.log(JSON.stringify({ urgent, label: /build|test/i.test(report) ? "ci" : "other" }, undefined, 2));
