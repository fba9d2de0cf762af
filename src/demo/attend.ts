import type { Errand, Guest } from './lobby.ts'
import type { Random } from './random.ts'
import { closesMinute, type Shift } from './shifts.ts'
import type { TicketAnswer, World } from './world.ts'

type Place = { shift: Shift; windowId: number; random: Random }

/** Parts of a service before somebody is sent to fill in a form, to wait for papers, or to another counter. */
const firstPart = { park: 0.4, 'hand-in': 0.6, transfer: 0.5 }
const lastTransferMinute = closesMinute - 30

/** Waits for somebody who was called and does what they came for. */
export async function attend(
  world: World,
  { shift, windowId, random }: Place,
  { number, services, counter }: TicketAnswer,
  errand: Errand['deed'] | null,
): Promise<void> {
  const { timeline, clerks } = world
  const guest = world.lobby.find(number) ?? stranger(world, number, services)
  guest.isCalled = true
  if (errand !== 'resume') {
    await timeline.wait(random.uniform(0.3, 1.1))
    if (guest.isGone || (guest.absence && errand === null)) return miss(world, guest, random, counter)
    const begun = await clerks.post(`tickets/${number}/serve`)
    if (!begun.ok) return
  }
  await serve(world, guest, { shift, windowId, random })
}

/** Nobody has come: calls once more, and notes it. Some are back after a while and say so. */
async function miss(world: World, guest: Guest, random: Random, counter: string): Promise<void> {
  const { timeline, clerks, lobby } = world
  await timeline.wait(random.uniform(0.5, 1))
  await clerks.post(`tickets/${guest.number}/call-again`)
  await timeline.wait(random.uniform(0.7, 1.2))
  await clerks.post(`tickets/${guest.number}/no-show`)
  const backMinutes = guest.isGone ? null : (guest.absence?.backMinutes ?? null)
  guest.absence = null
  if (backMinutes !== null)
    timeline.later(backMinutes, () => lobby.addErrand(counter, { deed: 'call-back', number: guest.number }))
}

async function serve(world: World, guest: Guest, { shift }: Place): Promise<void> {
  const { timeline, clerks, lobby } = world
  const { number, course } = guest
  const spend = async (part: number) => {
    await timeline.wait(guest.serviceMinutes * shift.pace * part)
    guest.serviceMinutes *= 1 - part
  }

  const isTooLate = course.kind === 'transfer' && timeline.minute() > lastTransferMinute
  if (course.kind === 'plain' || isTooLate) {
    await spend(1)
    const told = { services: guest.services, purposeMet: guest.purposeMet }
    await clerks.post(`tickets/${number}/finish`, told)
    return
  }

  await spend(firstPart[course.kind])
  guest.course = { kind: 'plain' }
  if (course.kind === 'transfer') {
    guest.services = [course.service]
    guest.serviceMinutes = course.serviceMinutes
    await clerks.post(`tickets/${number}/transfer`, { counter: course.counter, services: guest.services })
    lobby.tell(course.counter)
  } else if (course.kind === 'park') {
    await clerks.post(`tickets/${number}/park`)
    timeline.later(course.minutes, () => lobby.addErrand(shift.counter, { deed: 'resume', number }))
  } else {
    await clerks.post(`tickets/${number}/hand-in`)
    timeline.later(course.readyMinutes, () => lobby.addErrand(shift.counter, { deed: 'collect', number }))
  }
}

/** Somebody who is not of the simulated day: whoever plays has taken a number. They come at once. */
function stranger(world: World, number: string, services: string[]): Guest {
  const serviceMinutes = world.services
    .filter(({ id }) => services.includes(id))
    .reduce((sum, { durationMinutes }) => sum + durationMinutes / 2, 0)
  const guest: Guest = {
    ...{
      number,
      services,
      serviceMinutes: serviceMinutes || 5,
      course: { kind: 'plain' },
      purposeMet: 'yes',
    },
    ...{ isCalled: true, isGone: false, absence: null },
  }
  world.lobby.enter(guest)
  return guest
}
