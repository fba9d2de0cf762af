import { newIntent, type Intent, read, send } from './intent.ts'
import type { Tally } from './figures.ts'
import { password } from './server.ts'

type Issued = { number: string; token: string; isCalled: boolean }

/** Gives numbers and calls them at one window, and remembers what was confirmed. */
export type Counter = {
  act: (url: string) => Promise<void>
  settle: (url: string) => Promise<void>
  missing: (url: string) => Promise<string[]>
  tickets: () => number
}

export async function createCounter(url: string, tally: Tally): Promise<Counter> {
  const token = await signIn(url)
  const window = await windowOf(url, token)
  const issued: Issued[] = []
  let pending: Intent | null = null
  let turn = 0

  async function deliver(to: string, intent: Intent): Promise<void> {
    const answer = await send(to, intent)
    pending = answer.kind === 'unknown' ? intent : null
    if (answer.kind === 'unknown') tally.unanswered += 1
    else if (answer.kind === 'refused') tally.refused += 1
    else {
      tally.acknowledged += 1
      note(intent, answer.json)
    }
  }

  function note({ path }: Intent, json: Record<string, unknown>): void {
    const number = String(json.number)
    if (path.endsWith('/tickets')) issued.push({ number, token: String(json.token), isCalled: false })
    const known = issued.find(ticket => ticket.number === number)
    if (known && path.endsWith('/call-next')) known.isCalled = true
  }

  /** Two numbers given for each that is called, served and finished. */
  function next(): Intent {
    turn += 1
    const deeds = [`windows/${window}/open`, '', '', `windows/${window}/call-next`, 'serve', 'finish']
    const deed = deeds[turn % deeds.length] ?? ''
    const last = issued.findLast(({ isCalled }) => isCalled)
    if (deed.startsWith('windows')) return newIntent(deed, {}, token)
    if (deed !== '' && last) return newIntent(`tickets/${last.number}/${deed}`, {}, token)
    return newIntent('offices/mihon/tickets', { services: ['tennyu'], people: 1, language: 'ja' }, token)
  }

  return {
    act: to => deliver(to, pending ?? next()),
    async settle(to) {
      while (pending) await deliver(to, pending)
    },
    async missing(to) {
      const found: string[] = []
      for (const ticket of issued) {
        const now = await read(to, `tickets/${ticket.token}`)
        const isThere = now?.number === ticket.number && !(ticket.isCalled && now.state === 'waiting')
        if (!isThere) found.push(`number ${ticket.number} is ${JSON.stringify(now?.state)}`)
      }
      return found
    },
    tickets: () => issued.length,
  }
}

async function signIn(url: string): Promise<string> {
  const answer = await send(url, newIntent('session', { login: 'admin', password }))
  if (answer.kind !== 'done') throw new Error('admin cannot sign in')
  return String(answer.json.token)
}

async function windowOf(url: string, token: string): Promise<number> {
  const answer = await fetch(`${url}/api/v1/counters/ido/queue`, {
    headers: { Authorization: `Bearer ${token}` },
  })
  const { windows } = (await answer.json()) as { windows: Array<{ id: number }> }
  const [first] = windows
  if (!first) throw new Error('the counter has no window')
  return first.id
}
