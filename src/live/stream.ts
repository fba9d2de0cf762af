import type { ServerResponse } from 'node:http'
import { setImmediate as nextTurn } from 'node:timers/promises'

/** One browser that listens. */
export type Stream = { response: ServerResponse; caller: string; sessionHash: string | null }

const unsentBytesMax = 64 * 1024
const writesPerTurn = 500

const headers = {
  'Content-Type': 'text/event-stream',
  'Cache-Control': 'no-store',
  'X-Accel-Buffering': 'no',
  Connection: 'close',
}

/**
 * Begins the answer on Node's own response. Its end is the end of the connection, so nothing needs to be
 * framed in chunks: each message is one write of bytes that all streams share.
 */
export function beginStream({ response }: Stream, text: string): void {
  response.removeHeader('Transfer-Encoding')
  response.writeHead(200, headers)
  response.write(text)
}

/** Writes to all of them in turns of 500, between which other requests are answered. */
export async function writeToAll(streams: readonly Stream[], bytes: Buffer): Promise<void> {
  for (let start = 0; start < streams.length; start += writesPerTurn) {
    if (start > 0) await nextTurn()
    for (const { response } of streams.slice(start, start + writesPerTurn)) write(response, bytes)
  }
}

/** Whoever does not read is cut off: coming back costs them one snapshot, keeping their bytes costs us memory. */
function write(response: ServerResponse, bytes: Buffer): void {
  if (response.destroyed || response.writableEnded) return
  if (response.writableLength > unsentBytesMax) response.destroy()
  else response.write(bytes)
}
