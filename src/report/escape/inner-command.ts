/**
 * A text in which no runner finds a command inside a line, whatever stands before it: `bracket` takes the place of the
 * one that opens it. GitHub looks for `##[`, Azure Pipelines for `##vso[` (azure-pipelines-agent, Command.cs, read
 * 2026-11-30), TeamCity for `##teamcity[`.
 */
export const guardInner = (text: string, bracket: string): string => text.replaceAll(INNER, `$1${bracket}`);

const INNER = /(##[a-z]*)\[/gi;
