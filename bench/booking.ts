import { bookingAnswer, bookingRequest, bookingWindows } from './bookings.ts'
import { compare, printHead } from './compare.ts'

// Durable bookings (synchronous=FULL, with outbox and audit rows), against a bare Hono route that parses and
// answers the same JSON.

const milliseconds = Number(process.argv[2] ?? 2000)

printHead()
await compare(
  {
    name: 'booking with e-mail, durable',
    limit: 0.3,
    windows: bookingWindows,
    request: bookingRequest,
    bare: bookingAnswer,
    expected: 201,
  },
  milliseconds,
)
