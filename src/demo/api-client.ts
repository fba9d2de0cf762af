import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

/** What a call came to: an answer, or the reason for which it was refused. */
type Answer<T> = { ok: true; json: T } | { ok: false; status: number; reason: string }

/** The public API as one caller uses it. */
export type Api = {
  /** Throws when it is refused. */
  get: <T>(path: string) => Promise<T>
  post: <T = unknown>(path: string, body?: unknown) => Promise<Answer<T>>
}

const triesMax = 6
const firstPauseMilliseconds = 100

/** A caller, signed in with a token or not. Like a person it tries again when the line is busy or broken. */
export function createApi(address: string, signal: AbortSignal, token?: string): Api {
  async function call<T>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
    const headers = {
      Accept: 'application/json',
      'Content-Type': 'application/json',
      ...(method === 'POST' && { 'Idempotency-Key': randomUUID() }),
      ...(token && { Authorization: `Bearer ${token}` }),
    }
    const request = {
      method,
      headers,
      signal,
      ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }),
    }
    for (let tries = 1; ; tries += 1) {
      signal.throwIfAborted()
      const answer = await fetch(`${address}/api/v1/${path}`, request).catch((error: unknown) => {
        if (signal.aborted || tries >= triesMax) throw error
        return null
      })
      if (answer?.ok) return { ok: true, json: (await answer.json()) as T }
      if (answer && (answer.status < 500 || tries >= triesMax)) return refusal(answer)
      await answer?.body?.cancel()
      await sleep(firstPauseMilliseconds * 2 ** (tries - 1), undefined, { signal })
    }
  }

  return {
    async get<T>(path: string) {
      const answer = await call<T>('GET', path)
      if (!answer.ok) throw new Error(`GET ${path} was refused: ${answer.status} ${answer.reason}`)
      return answer.json
    },
    post: (path, body) => call('POST', path, body),
  }
}

async function refusal(answer: Response): Promise<Answer<never>> {
  const { reason = 'unknown' } = (await answer.json()) as { reason?: string }
  return { ok: false, status: answer.status, reason }
}

/** Signs in and calls as that member of staff. */
export async function signIn(
  address: string,
  signal: AbortSignal,
  { login, password }: { login: string; password: string },
): Promise<Api> {
  const answer = await createApi(address, signal).post<{ token: string }>('session', { login, password })
  if (!answer.ok) throw new Error(`${login} cannot sign in: ${answer.reason}`)
  return createApi(address, signal, answer.json.token)
}
