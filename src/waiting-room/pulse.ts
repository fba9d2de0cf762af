import type { Deps } from '../deps.ts'

const everyMilliseconds = 250

type Watched = Pick<Deps, 'waitingRoom' | 'residentsLane' | 'visitCosts' | 'store'>

/** Has the waiting room look at the load four times a second. */
export function startPulse({ waitingRoom, residentsLane, visitCosts, store }: Watched): void {
  let before = performance.eventLoopUtilization()
  let lookedAt = performance.now()
  setInterval(() => {
    const [now, since] = [performance.now(), lookedAt]
    const sofar = performance.eventLoopUtilization()
    const { active, utilization } = performance.eventLoopUtilization(sofar, before)
    ;[before, lookedAt] = [sofar, now]
    visitCosts.learn({ activeMilliseconds: active, passedMilliseconds: now - since })
    waitingRoom.look({
      lagMilliseconds: Math.max(0, now - since - everyMilliseconds),
      writesWaiting: store.writesWaiting(),
      utilisation: utilization,
      turnWaitMilliseconds: residentsLane.waitMilliseconds(),
      visitMilliseconds: visitCosts.visitMilliseconds(),
      othersShare: visitCosts.othersShare(),
    })
  }, everyMilliseconds).unref()
}
