import { clockTime, isoOf } from '../clock.ts'
import type { Day, Slot } from './slot.ts'

/**
 * Writes days as JSON and remembers the bytes of each `Day` object: the memory of availability gives the same
 * object until the day, the counter or the office changes.
 */
export function createDaysJson(): (
  days: readonly Day[],
  counter: string,
  timeZone: string,
) => Uint8Array<ArrayBuffer> {
  const written = new WeakMap<Day, Uint8Array>()

  function dayJson(day: Day, counter: string, timeZone: string): Uint8Array {
    const known = written.get(day)
    if (known) return known
    const startsAt = starts(day, timeZone)
    const quoted = JSON.stringify(counter)
    const slots = day.slots.map(
      ({ free }, index) => `{"startsAt":"${startsAt[index]}","counter":${quoted},"free":${free}}`,
    )
    const json = Buffer.from(`{"date":"${day.date}","state":"${day.state}","slots":[${slots.join(',')}]}`)
    written.set(day, json)
    return json
  }

  return (days, counter, timeZone) => {
    const parts = days.flatMap(day => [comma, dayJson(day, counter, timeZone)])
    return Buffer.concat([opening, ...parts.slice(1), closing])
  }
}

const [opening, comma, closing] = ['{"days":[', ',', ']}'].map(text => Buffer.from(text)) as [
  Buffer,
  Buffer,
  Buffer,
]

/** The offset is asked for twice a day instead of for every slot, unless the clocks change in between. */
function starts({ date, slots }: Day, timeZone: string): string[] {
  const iso = (slot: Slot | undefined) => (slot ? isoOf(slot.startsAt, timeZone) : '')
  const offset = iso(slots[0]).slice('2026-12-01T09:00:00'.length)
  if (offset !== iso(slots.at(-1)).slice('2026-12-01T09:00:00'.length)) return slots.map(iso)
  return slots.map(({ startMinute }) => `${date}T${clockTime(startMinute)}:00${offset}`)
}
