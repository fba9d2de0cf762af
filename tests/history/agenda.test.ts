import { expect, test } from 'vitest'
import { type Bell, type Course, createAgenda } from '#src/history/agenda.ts'

test('everything is done in the order of time, and of being put down where times are the same', () => {
  const agenda = createAgenda(0)
  const done: string[] = []
  agenda.at(20, () => done.push('late'))
  agenda.at(10, () => done.push('first'))
  agenda.at(10, () => {
    done.push(`second at ${agenda.now()}`)
    agenda.at(10, () => done.push('put down meanwhile'))
  })
  agenda.at(10, () => done.push('third'))

  agenda.play()

  expect(done).toEqual(['first', 'second at 10', 'third', 'put down meanwhile', 'late'])
})

test('what should have been done before is done now, not in the past', () => {
  const agenda = createAgenda(100)
  let at = 0
  agenda.at(50, () => (at = agenda.now()))

  agenda.play()

  expect(at).toBe(100)
})

test('somebody who waits goes on when the time is over, or when the bell rings before, and only once', () => {
  const agenda = createAgenda(0)
  const bell: Bell = []
  const told: string[] = []
  function* wait(name: string): Course {
    yield { until: 60_000, bell }
    told.push(`${name} at ${agenda.now()}`)
    yield { until: 90_000, bell }
    told.push(`${name} at ${agenda.now()}`)
  }
  agenda.begin(wait('A'))
  agenda.after(0.5, () => agenda.ring(bell))

  agenda.play()

  expect(told).toEqual(['A at 30000', 'A at 90000'])
})
