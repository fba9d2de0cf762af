import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Browsers, openBrowsers } from './browsers.ts'
import { tellParent } from './clients.ts'
import { bookableDays } from './servers.ts'

// Residents in a process of their own: they choose a time, hold it, type and book, with time to think, reloads and
// second tries.

export type ResidentsTask = {
  port: number
  connections: number
  /** How many come per second, or how many are there at once, each after the other without thinking. */
  come:
    | { perSecond: number; seconds: number; afterSeconds: number }
    | { atOnce: number; seconds: number; pause: number }
}

export type Residents = {
  came: number
  /** When each had booked, in milliseconds after the first came. */
  booked: number[]
  /** What was answered with a fault of the server, or not at all. */
  failures: string[]
  /** How long those who were let in waited for each answer, and those in line for each page. */
  admitted: number[]
  polls: number[]
  /** When each came and was called, as place and pass say. */
  called: { calledAt: number; arrivedAt: number }[]
}

type Crowd = { browsers: Browsers; told: Residents; since: number; end: number; think: () => Promise<void> }

const thinks = () => sleep(300 + Math.random() * 900)

const { port, connections, come } = JSON.parse(process.argv[2] ?? '') as ResidentsTask

await tellParent<Residents>(async () => {
  const told: Residents = { came: 0, booked: [], failures: [], admitted: [], polls: [], called: [] }
  const browsers = openBrowsers(port, connections)
  const since = performance.now()
  if ('atOnce' in come) {
    // A moment between two steps: a server that warms up must not take it for a rush.
    const think = () => (come.pause > 0 ? sleep(come.pause) : Promise.resolve())
    const crowd = { browsers, told, since, end: since + come.seconds * 1000, think }
    const again = async () => {
      while (performance.now() < crowd.end) await visit(crowd)
    }
    await Promise.all(Array.from({ length: come.atOnce }, again))
  } else {
    const end = since + (come.seconds + come.afterSeconds) * 1000
    const crowd = { browsers, told, since, end, think: thinks }
    while (performance.now() < end) {
      const seconds = Math.min(come.seconds, (performance.now() - since) / 1000)
      for (; told.came < come.perSecond * seconds; told.came += 1)
        void visit(crowd).catch((error: Error) => told.failures.push(error.message))
      await sleep(10)
    }
  }
  browsers.close()
  return told
})

/** One resident, from the page of times to the booking; gives up when the rush is over. */
async function visit({ browsers, told, since, end, think }: Crowd): Promise<void> {
  const { ask, cookies } = browsers.open()
  const isOver = () => performance.now() > end
  const step = async (method: string, path: string, form?: Record<string, string>) => {
    for (let tries = 0; ; tries += 1) {
      const answer = await ask(method, path, form && new URLSearchParams(form))
      const isInLine = answer.body.includes('data-line=')
      const times = isInLine ? told.polls : told.admitted
      times.push(answer.milliseconds)
      if (answer.status < 500 || isInLine) return answer
      told.failures.push(`${method} ${path}: ${answer.status}`)
      if (tries === 3 || isOver()) return answer
      await sleep(1000 + Math.random() * 1000)
    }
  }

  let place: string | undefined
  for (;;) {
    const answer = await step('GET', '/mihon/slots?services=inkan-haishi')
    place ??= cookies.get('madoguchi-place')
    if (isOver() || answer.status >= 500) return
    if (!answer.body.includes('data-line=')) break
    const seconds = Number(/\r\nretry-after: (\d+)/i.exec(answer.head)?.[1] ?? 5)
    // One in ten has no patience and reloads.
    await sleep((Math.random() < 0.1 ? Math.random() : 0.9 + Math.random() * 0.2) * seconds * 1000)
    if (isOver()) return
  }
  noteCall(told, cookies.get('madoguchi-pass'), place)

  await think()
  if (isOver()) return
  const held = await step('POST', '/mihon/holds', {
    ...{ services: 'inkan-haishi', people: '1', startsAt: anyTime(), key: randomUUID() },
  })
  if (held.status !== 303 || !/\r\nlocation: [^\r]*\/hold/i.test(held.head)) return
  await step('GET', '/mihon/hold')
  await think()
  if (isOver()) return
  const email = `${randomUUID()}@example.test`
  await step('POST', '/mihon/hold', { name: 'ミホン', email, phone: '', language: 'ja' })
  await step('GET', '/mihon/hold/check')
  await think()
  if (isOver()) return
  const booked = await step('POST', '/mihon/appointments', { key: randomUUID() })
  if (booked.status !== 303) return
  await step('GET', '/mihon/appointment/done')
  told.booked.push(performance.now() - since)
}

function anyTime(): string {
  const day = bookableDays[Math.floor(Math.random() * bookableDays.length)]
  const minute = 9 * 60 + Math.floor(Math.random() * 32) * 15
  const [hour, rest] = [Math.floor(minute / 60), minute % 60].map(part => String(part).padStart(2, '0'))
  return `2026-12-${day}T${hour}:${rest}:00+09:00`
}

function noteCall({ called }: Residents, pass: string | undefined, place: string | undefined): void {
  const [calledAt = 0, arrivedAt = 0] = [pass, place].map(text => Number.parseInt(text ?? '', 36))
  if (Number.isFinite(calledAt + arrivedAt)) called.push({ calledAt, arrivedAt })
}
