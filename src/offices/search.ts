import type { Localized, Office, Service } from './office.ts'

/**
 * Services whose name, reading or other language holds every word of the query. Width, case, the two kana
 * and marks on Latin letters do not matter, nor how much of a Japanese word is written in kana: 引越し is 引っ越し.
 * What matches at the start of a name comes first.
 */
export function searchServices(office: Office, query: string): Service[] {
  const words = wordsOf(query)
  const [first] = words
  if (!first) return office.services

  const found = office.services.filter(service => {
    const forms = formsOf(namesOf(office, service))
    return words.every(word => isIn(forms, word))
  })
  const isAtStart = ({ name }: Service) => isIn(formsOf([name]), first, 'startsWith')
  return found.toSorted((a, b) => Number(isAtStart(b)) - Number(isAtStart(a)))
}

type Word = { key: string; stem: string }

function wordsOf(query: string): Word[] {
  return query
    .slice(0, 200)
    .split(/\s+/)
    .map(word => ({ key: searchKey(word), stem: stemOf(word) }))
    .filter(({ key }) => key !== '')
}

function namesOf(office: Office, service: Service): Localized[] {
  const counter = office.counters.find(candidate => candidate.id === service.counterId)
  const events = office.lifeEvents.filter(event => event.serviceIds.includes(service.id))
  return [service.name, ...(counter ? [counter.name] : []), ...events.map(event => event.name)]
}

type Forms = { keys: string[]; stems: string[] }

function formsOf(names: readonly Localized[]): Forms {
  return { keys: names.flatMap(keysOf), stems: names.map(({ ja }) => stemOf(ja)) }
}

function isIn(
  { keys, stems }: Forms,
  { key, stem }: Word,
  how: 'includes' | 'startsWith' = 'includes',
): boolean {
  // One kanji alone is in too many words.
  const hasStem = /\p{Script=Han}.*\p{Script=Han}/u.test(stem)
  return keys.some(text => text[how](key)) || (hasStem && stems.some(text => text[how](stem)))
}

/** What is left of a Japanese word without the kana that are written or left out as everybody likes. */
function stemOf(text: string): string {
  return text.normalize('NFKC').replace(/[ぁ-ゖ]/g, '')
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
