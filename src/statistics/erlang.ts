/**
 * Waiting in a line before `windows` alike, with arrivals and service times at random (M/M/c). `load` is the
 * windows kept busy on average: arrivals per minute times minutes of service. Real hours are not stationary, so
 * this is a first guess of the number of windows and no forecast.
 */
export type Line = { windows: number; load: number; serviceMinutes: number }

/** Erlang B, the part of arrivals that find all windows busy and go: B₀ = 1, B = a B / (k + a B). */
export function erlangB(windows: number, load: number): number {
  let blocked = 1
  for (let k = 1; k <= windows; k += 1) blocked = (load * blocked) / (k + load * blocked)
  return blocked
}

/** Erlang C, the probability of having to wait: c B / (c - a (1 - B)); 1 where the load never clears. */
export function erlangC(windows: number, load: number): number {
  if (load >= windows) return 1
  const blocked = erlangB(windows, load)
  return (windows * blocked) / (windows - load * (1 - blocked))
}

/** Mean wait in minutes, C S / (c - a); infinite where the line never ends. */
export function meanWait({ windows, load, serviceMinutes }: Line): number {
  return load >= windows
    ? Number.POSITIVE_INFINITY
    : (erlangC(windows, load) * serviceMinutes) / (windows - load)
}

/** The part that waits at most `minutes`: 1 - C e^(-(c - a) t / S). */
export function shareWithin({ windows, load, serviceMinutes }: Line, minutes: number): number {
  if (load >= windows) return 0
  return 1 - erlangC(windows, load) * Math.exp((-(windows - load) * minutes) / serviceMinutes)
}

/** The wait in minutes that a part `p` does not exceed: S / (c - a) ln(C / (1 - p)), 0 where fewer wait at all. */
export function waitQuantile({ windows, load, serviceMinutes }: Line, p: number): number {
  if (load >= windows) return Number.POSITIVE_INFINITY
  const waiting = erlangC(windows, load)
  return waiting <= 1 - p ? 0 : (serviceMinutes / (windows - load)) * Math.log(waiting / (1 - p))
}

export type ServiceGoal = {
  arrivalsPerHour: number
  serviceMinutes: number
  /** At least this part, of one, waits at most so many minutes. */
  share: number
  minutes: number
}

/** The fewest windows with which the goal is met in an hour that goes on for ever; 0 when nobody comes. */
export function windowsNeeded({ arrivalsPerHour, serviceMinutes, share, minutes }: ServiceGoal): number {
  const load = (arrivalsPerHour / 60) * serviceMinutes
  if (load <= 0) return 0
  let windows = Math.floor(load) + 1
  while (shareWithin({ windows, load, serviceMinutes }, minutes) < Math.min(share, 1)) windows += 1
  return windows
}
