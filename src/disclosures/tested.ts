/** The parts of the product as its test results tell them. */
export const testedParts = [
  ...['search', 'slots', 'booking', 'own', 'ticket', 'opinions', 'survey', 'about'],
  ...['kiosk', 'display', 'staff'],
] as const satisfies readonly TestedPart[]

export type TestedPart =
  | 'search'
  | 'slots'
  | 'booking'
  | 'own'
  | 'ticket'
  | 'opinions'
  | 'survey'
  | 'about'
  | 'kiosk'
  | 'display'
  | 'staff'

const partOf: Record<string, TestedPart> = {
  ...{ services: 'search', counters: 'search', 'life-events': 'search', '': 'search' },
  ...{ slots: 'slots', holds: 'booking', hold: 'booking', appointments: 'booking' },
  ...{ appointment: 'own', find: 'own', a: 'own', t: 'ticket' },
  ...{ opinions: 'opinions', survey: 'survey' },
}

/** To which part a page belongs, by its address. */
export function testedPart(path: string): TestedPart {
  const [first = '', second = '', third = ''] = path.split('/').slice(1)
  if (first === 'kiosk' || first === 'display' || first === 'staff') return first
  if (first === 'api') return 'about'
  if (second === 'appointment' && third === 'done') return 'booking'
  if (second === 'appointment' && third === 'check-in') return 'ticket'
  return partOf[second] ?? 'about'
}

/** What is looked at besides the rules of the tool: by a browser test with every change, or by a person still. */
export const furtherChecks = {
  ...{ keyboard: 'tested', names: 'tested', zoom: 'tested', narrow: 'tested', contrast: 'tested' },
  ...{ motion: 'tested', script: 'tested' },
  ...{ screenReader: 'open', voice: 'open', translations: 'open', residents: 'open', devices: 'open' },
  jis: 'open',
} as const satisfies Record<string, 'tested' | 'open'>

export type FurtherCheck = keyof typeof furtherChecks

/** The success criteria of levels A and AA of WCAG 2.2. */
export const criteria = [
  ...['1.1.1', '1.2.1', '1.2.2', '1.2.3', '1.2.4', '1.2.5', '1.3.1', '1.3.2', '1.3.3', '1.3.4', '1.3.5'],
  ...['1.4.1', '1.4.2', '1.4.3', '1.4.4', '1.4.5', '1.4.10', '1.4.11', '1.4.12', '1.4.13'],
  ...['2.1.1', '2.1.2', '2.1.4', '2.2.1', '2.2.2', '2.3.1'],
  ...['2.4.1', '2.4.2', '2.4.3', '2.4.4', '2.4.5', '2.4.6', '2.4.7', '2.4.11'],
  ...['2.5.1', '2.5.2', '2.5.3', '2.5.4', '2.5.7', '2.5.8'],
  ...['3.1.1', '3.1.2', '3.2.1', '3.2.2', '3.2.3', '3.2.4', '3.2.6'],
  ...['3.3.1', '3.3.2', '3.3.3', '3.3.4', '3.3.7', '3.3.8', '4.1.2', '4.1.3'],
]

/** What one rule of the tool said of all the pages it was asked about. */
export type RuleResult = {
  id: string
  criteria: string[]
  /** On how many of the views it found nothing wrong, something, or could not tell. */
  passed: number
  failed: number
  undecided: number
}

type PartResult = {
  part: TestedPart
  /** Pages and states as they were looked at, each in a language and at a width. */
  views: number
  pages: string[]
  languages: string[]
  widths: number[]
  failed: number
  undecided: number
}

/** The last run of the automatic checks over the whole product. */
export type TestResults = {
  date: string
  program: string
  tool: string
  browser: string
  rules: RuleResult[]
  parts: PartResult[]
}

/** The criteria of which at least one rule found a page to check, in their order. */
export function checkedCriteria(rules: readonly RuleResult[]): string[] {
  return criteria.filter(criterion =>
    rules.some(rule => rule.criteria.includes(criterion) && rule.passed + rule.failed + rule.undecided > 0),
  )
}
