import { randomUUID } from 'node:crypto'

/** One thing that somebody wants done once, however often it has to be sent. */
export type Intent = { key: string; path: string; body: unknown; token?: string }

/** What came of sending it. `unknown`: the line broke, or the server was busy; it may have been done. */
export type Answer =
  { kind: 'done'; json: Record<string, unknown> } | { kind: 'refused'; reason: string } | { kind: 'unknown' }

export function newIntent(path: string, body: unknown, token?: string): Intent {
  return { key: randomUUID(), path, body, ...(token !== undefined && { token }) }
}

export async function send(url: string, { key, path, body, token }: Intent): Promise<Answer> {
  try {
    const answer = await fetch(`${url}/api/v1/${path}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'Idempotency-Key': key,
        ...(token && { Authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    })
    const json = (await answer.json()) as Record<string, unknown>
    if (answer.ok) return { kind: 'done', json }
    return answer.status >= 500 ? { kind: 'unknown' } : { kind: 'refused', reason: String(json.reason) }
  } catch {
    return { kind: 'unknown' }
  }
}

/** Reads what must be there: null when it is not found. */
export async function read(url: string, path: string): Promise<Record<string, unknown> | null> {
  const answer = await fetch(`${url}/api/v1/${path}`)
  if (answer.status === 404) return null
  if (!answer.ok) throw new Error(`${path.split('/')[0]} answered ${answer.status}`)
  return (await answer.json()) as Record<string, unknown>
}
