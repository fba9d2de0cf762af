import { bookingAnswer, bookingRequest, bookingWindows, sampleAnswer } from './bookings.ts'
import { compare, printHead } from './compare.ts'

// Durable bookings (synchronous=FULL, with outbox and audit rows), against a bare Hono route that parses and
// answers the same JSON; then the least program that writes the same rows, which is what SQLite and Hono leave to
// be reached on this machine.

const milliseconds = Number(process.argv[2] ?? 2000)
const booking = {
  ...{ limit: 0.3, windows: bookingWindows },
  ...{ request: bookingRequest, bare: bookingAnswer, expected: 201 },
}

printHead()
await compare({ name: 'booking with e-mail, durable', ...booking }, milliseconds)
// On a file: PostgreSQL has no least program here.
if (!process.env.BENCH_POSTGRES_URL)
  await compare(
    { name: 'the least program with the same rows', least: { answer: sampleAnswer }, ...booking },
    milliseconds,
  )
