import { compare, printHead, sameAs } from './compare.ts'
import { requestBytes } from './load.ts'

// Free places and the resident's pages, against a bare Hono route answering the same bytes.

const week = '/api/v1/offices/mihon/availability?services=tennyu&from=2026-12-02&to=2026-12-08'
const milliseconds = Number(process.argv[2] ?? 2000)

printHead()
const get = (path: string, headers = '') => {
  const bytes = requestBytes('GET', path, undefined, headers)
  return () => bytes
}
await compare(
  {
    name: 'availability, one service, 7 days',
    limit: 0.6,
    request: get(week),
    bare: sameAs(week),
    expected: 200,
  },
  milliseconds,
)
await compare(
  {
    name: 'the same, changed before every request',
    limit: 0.25,
    request: get(week, 'X-Changed: 1\r\n'),
    bareRequest: get(week),
    bare: sameAs(week),
    expected: 200,
  },
  milliseconds,
)
for (const [name, path] of [
  ['home page', '/mihon'],
  ['day and time page', '/mihon/slots?services=tennyu'],
] as const)
  await compare({ name, limit: 0.35, request: get(path), bare: sameAs(path), expected: 200 }, milliseconds)
