/** Numbers with their counters as plain words write them: the reading changes with the number. */

const people = { 1: 'ひとり', 2: 'ふたり' }
const months = { 4: 'しがつ', 7: 'しちがつ', 9: 'くがつ' }
const hours = { 4: 'よじ', 7: 'しちじ', 9: 'くじ', 14: 'じゅうよじ', 17: 'じゅうしちじ', 19: 'じゅうくじ' }
const days = {
  ...{ 1: 'ついたち', 2: 'ふつか', 3: 'みっか', 4: 'よっか', 5: 'いつか', 6: 'むいか', 7: 'なのか' },
  ...{ 8: 'ようか', 9: 'ここのか', 10: 'とおか', 14: 'じゅうよっか', 20: 'はつか', 24: 'にじゅうよっか' },
}

/** One reading for number and counter where the number changes it, else one for the counter. */
function counted(count: number, counter: string, own: Record<number, string>, usual: string): string {
  const reading = own[count]
  return reading ? `{${count}${counter}|${reading}}` : `${count}{${counter}|${usual}}`
}

/** So many people: ひとり, ふたり, さんにん. */
export function peopleInEasy(count: number): string {
  return counted(count, '人', people, 'にん')
}

/** A month: しがつ. */
export function monthInEasy(month: number): string {
  return counted(month, '月', months, 'がつ')
}

/** A day of the month: ついたち, じゅういちにち. */
export function dayInEasy(day: number): string {
  return counted(day, '日', days, 'にち')
}

/** An hour of the day: くじ. */
export function hourInEasy(hour: number): string {
  return counted(hour, '時', hours, 'じ')
}

/** So many minutes: ごふん, じゅっぷん. */
export function minutesInEasy(minutes: number): string {
  return `${minutes}{分|${[0, 1, 3, 4, 6, 8].includes(minutes % 10) && minutes > 0 ? 'ぷん' : 'ふん'}}`
}

/** A floor: いっかい, さんがい. */
export function floorInEasy(floor: number): string {
  return `${floor}{階|${floor % 10 === 3 ? 'がい' : 'かい'}}`
}
