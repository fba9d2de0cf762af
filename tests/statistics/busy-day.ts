import { cancelIt } from '../booking/deeds.ts'
import { endDays, noteNoShows } from '#src/queue/end-day.ts'
import { checkIn, done, openWindows, walkIn } from '../support/queue.ts'
import { openWard, type Ward } from '../support/ward.ts'

/**
 * A Tuesday at two counters: twelve walk-ins and one who leaves, one undone call, one sent to another counter, one
 * who gives no answer, a booking that comes, one cancelled too late and one that nobody comes for. Then the night.
 */
export async function playDay(ward: Ward, date = '2026-12-01'): Promise<void> {
  const at = (time: string) => ward.setNow(`${date}T${time}`)
  at('08:00')
  const late = await ward.booked(['tennyu'], `${date}T10:00`)
  const kept = await ward.booked(['tennyu'], `${date}T10:30`)
  await ward.booked(['tennyu'], `${date}T10:15`)
  at('08:50')
  const [desk] = await openWindows(ward, 'ido')
  const [koseki] = await openWindows(ward, 'koseki')
  at('09:10')
  await cancelIt(ward, late.appointmentId)
  for (let person = 0; person < 12; person += 1) {
    at(`09:${20 + person}`)
    await walkIn(ward, 'ido', { people: 1 + (person % 3) })
  }
  const leaving = await walkIn(ward, 'ido', { at: `${date}T09:32` })
  done(await desk.act('left', leaving))
  await walkIn(ward, 'koseki', { at: `${date}T09:33` })
  for (let person = 0; person < 12; person += 1) {
    at(`09:${34 + person * 2}`)
    const called = done(await desk.callNext())
    if (person === 3) {
      done(await desk.undo(called))
      done(await desk.callNext())
    }
    if (person === 5) {
      done(await desk.act('no-show', called))
      continue
    }
    done(await desk.act('serve', called))
    at(`09:${35 + person * 2}`)
    done(await desk.act('finish', called, { purposeMet: person === 2 ? 'partly' : 'yes' }))
  }
  at('10:05')
  const sent = done(await koseki.callNext())
  done(await koseki.act('serve', sent))
  at('10:09')
  done(await koseki.transfer(sent, 'ido'))
  at('10:12')
  const onward = done(await desk.callNext())
  done(await desk.act('serve', onward))
  at('10:20')
  done(await desk.act('finish', onward))
  const booked = done(await checkIn(ward, kept.appointmentId, { at: `${date}T10:24` }))
  at('10:31')
  done(await desk.callNext())
  done(await desk.act('serve', booked))
  at('10:40')
  done(await desk.act('finish', booked))
  at('10:50')
  await noteNoShows(ward.deps, ward.office)
  await walkIn(ward, 'koseki', { at: `${date}T16:00` })
  at('23:00')
}

/** Lets the night end a day, and a minute pass. */
export async function endDay(ward: Ward, nextDate: string): Promise<void> {
  ward.setNow(`${nextDate}T03:01`)
  await endDays(ward.deps, ward.office)
  await noteNoShows(ward.deps, ward.office)
  ward.setNow(`${nextDate}T03:10`)
}

/** The sample ward on the morning after that Tuesday. */
export async function openAfterBusyDay(): Promise<Ward> {
  const ward = await openWard({ now: '2026-12-01T08:00' })
  await playDay(ward)
  await endDay(ward, '2026-12-02')
  return ward
}
