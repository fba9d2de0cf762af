/** Reads an iCalendar file as RFC 5545 says: lines unfolded on bytes, then `NAME;parameters:value`. */
export function readCalendar(file: string): Map<string, string> {
  const lines = file.replaceAll('\r\n ', '').split('\r\n')
  const entries = lines.flatMap((line): Array<[string, string]> => {
    const match = /^([A-Z-]+)((?:;[A-Z-]+=(?:"[^"]*"|[^":;]*))*):(.*)$/.exec(line)
    return match ? [[match[1] ?? '', unescape(match[3] ?? '')]] : []
  })
  return new Map(entries)
}

function unescape(value: string): string {
  return value.replace(/\\([\\;,nN])/g, (_, letter: string) => (letter.toLowerCase() === 'n' ? '\n' : letter))
}

/** Lines as bytes between CRLF, the way they are folded. */
export function foldedLines(file: Buffer): Buffer[] {
  return file
    .toString('latin1')
    .split('\r\n')
    .map(line => Buffer.from(line, 'latin1'))
}
