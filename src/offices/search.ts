import type { Localized, Office, Service } from './office.ts'

/**
 * Services whose name, reading or other language holds every word of the query. Width, case, the two kana
 * and marks on Latin letters do not matter; what matches at the start of a name comes first.
 */
export function searchServices(office: Office, query: string): Service[] {
  const words = searchKey(query).split(' ').filter(Boolean)
  if (words.length === 0) return office.services

  const found = office.services.filter(service => {
    const texts = textsOf(office, service)
    return words.every(word => texts.some(text => text.includes(word)))
  })
  const isAtStart = (service: Service) => keysOf(service.name).some(key => key.startsWith(words[0] ?? ''))
  return found.toSorted((a, b) => Number(isAtStart(b)) - Number(isAtStart(a)))
}

function textsOf(office: Office, service: Service): string[] {
  const counter = office.counters.find(candidate => candidate.id === service.counterId)
  const events = office.lifeEvents.filter(event => event.serviceIds.includes(service.id))
  return [service.name, ...(counter ? [counter.name] : []), ...events.map(event => event.name)].flatMap(
    keysOf,
  )
}

/**
 * A name as it can be looked for: in each language, in Korean without its spaces too, which everybody sets in other
 * places, and in Japanese by its reading too.
 */
function keysOf(name: Localized): string[] {
  const { easy, ...others } = name
  const closedUp = others.ko?.replaceAll(' ', '')
  const reading = easy?.replace(/\{([^|{}]+)\|([^{}]+)\}/g, '$2').replaceAll(' ', '')
  return [...Object.values(others), closedUp, reading].flatMap(text => (text ? searchKey(text) : []))
}

/**
 * One form for all that is typed alike: NFKC, lower case, katakana as hiragana, single spaces, and Latin letters
 * without the marks that many leave out on a telephone: `dang ky` is `Đăng ký`. Kana keep theirs.
 */
export function searchKey(text: string): string {
  return text
    .slice(0, 200)
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/[ァ-ヶ]/g, letter => String.fromCharCode(letter.charCodeAt(0) - 0x60))
    .replace(/\s+/g, ' ')
    .trim()
}
