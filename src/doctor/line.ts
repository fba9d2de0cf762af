/** One thing that the doctor has looked at. */
export type Line = {
  name: string
  state: 'good' | 'warning' | 'bad'
  says: string
  /** What to do; null when nothing is. */
  todo: string | null
}

export function good(name: string, says: string): Line {
  return { name, state: 'good', says, todo: null }
}

export function warning(name: string, says: string, todo: string): Line {
  return { name, state: 'warning', says, todo }
}

export function bad(name: string, says: string, todo: string): Line {
  return { name, state: 'bad', says, todo }
}

/** `says` of an age in words: `3 h`, `2 d`. */
export function inWords(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000)
  if (minutes < 120) return `${minutes} min`
  return minutes < 2880 ? `${Math.round(minutes / 60)} h` : `${Math.round(minutes / 1440)} d`
}
