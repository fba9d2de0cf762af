const answerBytesMax = 256 * 1024

/** What is wrong with the way to the directory, as told from what is wrong with its answer. */
export const unreachable = 'DIRECTORY_UNREACHABLE'

type Sent = { method: string; headers: Record<string, string>; body?: unknown; redirect: 'manual' }

/** Fetches within the time that `signal` gives, and reads no more than any answer of a directory needs. */
export async function boundedFetch(url: string, sent: Sent & { signal?: AbortSignal }): Promise<Response> {
  try {
    const answer = await fetch(url, sent as RequestInit)
    const body = await readBounded(answer)
    return new Response(body.length > 0 ? body : null, { status: answer.status, headers: answer.headers })
  } catch (cause) {
    throw Object.assign(new Error('the directory cannot be reached', { cause }), { code: unreachable })
  }
}

async function readBounded(answer: Response): Promise<Buffer<ArrayBuffer>> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of answer.body ?? []) {
    length += part.length
    if (length > answerBytesMax) throw new Error('the answer is too large')
    parts.push(part)
  }
  return Buffer.concat(parts)
}
