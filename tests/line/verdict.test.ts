import { expect, test } from 'vitest'
import { verdictOnLine } from '#src/line/verdict.ts'

function failed(status: number, message: string, headers: Record<string, string> = {}) {
  return Object.assign(new Error(), {
    status,
    headers: new Headers(headers),
    body: JSON.stringify({ message }),
  })
}

test('a message that was taken before by its key has been sent', () => {
  const accepted = { 'x-line-accepted-request-id': '123' }

  expect(verdictOnLine(failed(409, 'The retry key is already accepted', accepted))).toBe(null)
  expect(verdictOnLine(failed(409, 'Conflict'))).toMatchObject({ isFinal: false, answer: 'line_409' })
})

test.for([
  [429, 'The API rate limit has been exceeded. Try again later.'],
  [500, 'Internal server error'],
  [503, ''],
] as const)('%i means later, for the whole channel', ([status, message]) => {
  expect(verdictOnLine(failed(status, message, { 'Retry-After': '90' }))).toMatchObject({
    ...{ answer: `line_${status}`, isFinal: false, isRelayRefusing: true, isOurFault: false },
    waitMilliseconds: 90_000,
  })
})

test('silence means later', () => {
  expect(verdictOnLine(new Error('ECONNREFUSED'))).toMatchObject({
    ...{ answer: 'line_no_answer', isFinal: false, isRelayRefusing: true, waitMilliseconds: 0 },
  })
})

test('a wait that is no number or too long is bounded', () => {
  const wait = (given: string) => verdictOnLine(failed(429, '', { 'Retry-After': given }))?.waitMilliseconds

  expect([wait('99999'), wait('soon'), wait('-5')]).toEqual([3_600_000, 0, 0])
})

test('a used-up month means never', () => {
  expect(verdictOnLine(failed(429, 'You have reached your monthly limit.'))).toMatchObject({
    ...{ answer: 'line_monthly_limit', isFinal: true, isRelayRefusing: false, isOurFault: true },
  })
})

test('only somebody who cannot be reached is unlinked', () => {
  const nobody = failed(400, "The property, 'to', in the request body is invalid (line: -, column: -)")
  const blocked = failed(400, 'Failed to send messages')

  for (const error of [nobody, blocked])
    expect(verdictOnLine(error)).toMatchObject({ isFinal: true, isAddressRefused: true, isOurFault: false })
  for (const error of [failed(400, 'The request body has 1 error(s)'), failed(401, ''), failed(403, '')])
    expect(verdictOnLine(error)).toMatchObject({ isFinal: true, isAddressRefused: false, isOurFault: true })
})
