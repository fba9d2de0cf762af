import { bookableDays } from './servers.ts'
import { compare, printHead } from './compare.ts'
import { requestBytes } from './load.ts'

// Durable bookings (synchronous=FULL, with outbox and audit rows), against a bare Hono route that parses and
// answers the same JSON.

const path = '/api/v1/offices/mihon/appointments'
const milliseconds = Number(process.argv[2] ?? 2000)
const windows = 100

/** The n-th visit: another person, spread over days and times so that nothing is full. */
function visit(n: number) {
  const day = bookableDays[n % bookableDays.length]
  const minute = 9 * 60 + (Math.floor(n / bookableDays.length) % 33) * 15
  const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  return {
    services: ['inkan-haishi'],
    people: 1,
    startsAt: `2026-12-${day}T${time}:00+09:00`,
    name: `ミホン ${n}`,
    email: `bench-${n}@example.test`,
    language: 'ja',
  }
}

printHead()
await compare(
  {
    name: 'booking with e-mail, durable',
    limit: 0.3,
    windows,
    request: n => requestBytes('POST', path, visit(n), `Idempotency-Key: bench-${n}\r\n`),
    bare: async port => {
      const answer = await fetch(`http://localhost:${port}${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({
          ...visit(0),
          startsAt: '2026-12-23T09:00:00+09:00',
          email: 'first@example.test',
        }),
      })
      return {
        body: await answer.text(),
        type: answer.headers.get('Content-Type') ?? '',
        status: answer.status,
      }
    },
    expected: 201,
  },
  milliseconds,
)
