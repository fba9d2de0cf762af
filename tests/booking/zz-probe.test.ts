import { sql } from 'kysely'
import { test } from 'vitest'
import { openWard } from '../support/ward.ts'
import { bookHeld, cancelIt, holdAt, move } from './deeds.ts'

for (const mode of ['book', 'book+cancel', 'all'])
test('probe ' + mode, async () => {
  const ward = await openWard()
  const busy: Record<string, number> = {}
  const booked = new Set<number>()
  let seed = 5
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T
  const wishes = [
    { slugs: ['koseki-konin'], starts: ['09:00', '09:15', '09:45', '10:00', '14:00'] },
    { slugs: ['tennyu'], starts: ['09:00', '09:15', '09:30', '14:00'] },
  ]
  const slow: string[] = []
  const work = async () => {
    for (let i = 0; i < 40; i += 1) {
      const { slugs, starts } = pick(wishes)
      const startsAt = `2026-12-0${pick([2, 3])}T${pick(starts)}`
      const someone = booked.size ? pick([...booked]) : null
      const what = someone === null ? 0 : mode === 'book' ? 0 : mode === 'all' ? random() : random() < 0.5 ? 0 : 1
      const t = performance.now()
      let name = ''
      try {
        if (what < 0.45) { name = 'book'; const o = random() < 0.5 ? await ward.book(slugs, startsAt) : await holdAt(ward, slugs, startsAt).then(h => h.ok ? bookHeld(ward, h.hold) : h); if (o.ok && 'appointmentId' in o) booked.add(o.appointmentId) }
        else if (what < 0.75) { name = 'move'; await move(ward, someone!, startsAt) }
        else { name = 'cancel'; await cancelIt(ward, someone!); booked.delete(someone!) }
      } catch (e) { busy[name + ' ' + String(e)] = (busy[name + ' ' + String(e)] ?? 0) + 1 }
      const ms = performance.now() - t
      if (ms > 900) slow.push(`${name} ${startsAt.slice(9)} ${Math.round(ms)}`)
    }
  }
  const t = performance.now()
  await Promise.all(Array.from({ length: 50 }, work))
  await new Promise(r => setTimeout(r, 1500))
  const { rows } = await ward.deps.store.read(db => sql<any>`select deadlocks, xact_commit, xact_rollback from pg_stat_database where datname = current_database()`.execute(db))
  console.log('STATS', mode, Math.round(performance.now() - t - 1500), JSON.stringify(rows[0]), JSON.stringify(busy), 'slow', slow.length, slow.slice(0, 12).join(' | '))
})
