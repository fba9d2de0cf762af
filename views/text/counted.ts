/** Numbers with their counters as plain words write them: the reading changes with the number. */

const peopleWithOwnReading: Record<number, string> = { 1: '{1人|ひとり}', 2: '{2人|ふたり}' }

/** So many people: ひとり, ふたり, さんにん. */
export function peopleInEasy(count: number): string {
  return peopleWithOwnReading[count] ?? `${count}{人|にん}`
}

/** So many minutes: ごふん, じゅっぷん. */
export function minutesInEasy(minutes: number): string {
  return `${minutes}{分|${[0, 1, 3, 4, 6, 8].includes(minutes % 10) && minutes > 0 ? 'ぷん' : 'ふん'}}`
}

/** A floor: いっかい, さんがい. */
export function floorInEasy(floor: number): string {
  return `${floor}{階|${floor % 10 === 3 ? 'がい' : 'かい'}}`
}
