/** Name and place of an error, for the log: its message may repeat what a resident has sent. */
export function placeOf(error: Error) {
  const frames = error.stack?.split('\n').filter(line => line.startsWith('    at ')) ?? []
  return { error: error.name, code: 'code' in error ? String(error.code) : undefined, at: frames.slice(0, 8) }
}
