const SHELLS = /^(?:ba|z|da|k|fi)?sh$|^(?:cmd|powershell|pwsh)$/;

/** Whether a program is a shell, which expands variables in its arguments and may start anything. */
export function isShell(command: string): boolean {
  return SHELLS.test((command.split(/[/\\]/).at(-1) ?? "").replace(/\.exe$/i, ""));
}
