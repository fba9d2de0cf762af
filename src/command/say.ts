/** Prints lines for whoever has given the command. */
export function say(...lines: string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`)
}
