import { requestBytes } from './load.ts'
import { type Bare, bookableDays } from './servers.ts'

const path = '/api/v1/offices/mihon/appointments'

/** Windows of each counter while it is booked so often that the sample's would be full. */
export const bookingWindows = 300

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

export function bookingRequest(n: number): Buffer {
  return requestBytes('POST', path, visit(n), `Idempotency-Key: bench-${n}\r\n`)
}

/** What a booking is answered with. */
export async function bookingAnswer(port: number): Promise<Bare> {
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
}

/** An answer as long as a booking's. */
export const sampleAnswer = JSON.stringify({
  ...{
    reference: 'T6V-HQY',
    token: 'x'.repeat(22),
    manageUrl: `http://localhost:3000/mihon/a/${'x'.repeat(22)}`,
  },
  ...{ startsAt: '2026-12-23T09:00:00+09:00', endsAt: '2026-12-23T09:15:00+09:00' },
  ...{ counter: 'ido', state: 'booked' },
})
