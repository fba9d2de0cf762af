import { expect, test } from 'vitest'
import { sendDueMessages } from '#src/notifications/send-due-messages.ts'
import { openCheckedWard } from '../support/invariants.ts'
import { randomNumbers } from '../support/random.ts'

const hour = 3_600_000

test('a clock that jumps back and forth loses no booking, sends no mail twice and breaks nothing', async () => {
  const ward = await openCheckedWard({ now: '2026-12-01T08:00' })
  const random = randomNumbers(5)
  const sent: string[] = []
  const transport = {
    async send({ messageId }: { messageId: string }) {
      sent.push(messageId)
    },
    close() {},
  }
  const tokens: string[] = []

  for (let round = 0; round < 40; round += 1) {
    const day = String(7 + Math.floor(random() * 3)).padStart(2, '0')
    const outcome = await ward.book(
      ['tennyu'],
      `2026-12-${day}T${10 + Math.floor(random() * 2)}:${random() < 0.5 ? '00' : '30'}`,
    )
    if (outcome.ok) tokens.push(outcome.token)
    await sendDueMessages(ward.deps, transport)
    // An hour back, as much forward, or two days.
    const jump = [-hour, hour, -hour, 2 * 24 * hour, -2 * 24 * hour][round % 5] ?? 0
    ward.setNow(new Date(ward.deps.clock.now() + jump).toISOString())
    await sendDueMessages(ward.deps, transport)
  }

  const booked = await ward.deps.store.read(db =>
    db.selectFrom('appointments').select('id').where('state', '=', 'booked').execute(),
  )
  expect(tokens.length).toBeGreaterThan(10)
  expect(booked.length).toBe(tokens.length)
  expect(sent.length).toBe(tokens.length)
  expect(new Set(sent).size).toBe(sent.length)
})
