import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { apiEn } from '#views/text/api-en.ts'
import { apiJa } from '#views/text/api-ja.ts'
import { textsIn } from '#views/text/index.ts'

const root = join(import.meta.dirname, '..')

type Rule = {
  says: string
  /** What is wrong with a file, in a few words; nothing when it is tidy. */
  check: (path: string, source: string) => string[]
  /** A file that breaks it. */
  planted: [path: string, source: string]
}

type Import = { from: string; isType: boolean }

function importsOf(source: string): Import[] {
  const found = source.matchAll(/^(?:import|export)\s+(type\s)?[^'"]*?from '([^']+)'|^import '([^']+)'/gms)
  return [...found].map(([, type, from, bare]) => ({ from: from ?? bare ?? '', isType: Boolean(type) }))
}

function hits(source: string, pattern: RegExp): string[] {
  return source.match(new RegExp(pattern, 'gm')) ?? []
}

const writesElsewhere: Record<string, string> = {
  'src/intents/once.ts': 'claim, deed and answer of a key are one function',
  'src/notifications/outbox.ts': 'putting a message in the outbox is the whole deed',
}

const sql = /\b(selectFrom|insertInto|updateTable|deleteFrom|mergeInto)\(|\bsql(<[^`]*>)?`/

/** `queries.ts` of a domain, or one for each of its nouns where they are many: `entry-queries.ts`. */
const ofQueries = /^src\/[a-z-]+\/(([a-z]+-)+)?queries\.ts$/

/** Folders whose queries lie partly under a noun, and partly under none or under a single one. */
function halfSplit(paths: readonly string[]): string[] {
  const ofFolder = Map.groupBy(
    paths.filter(path => ofQueries.test(path)),
    path => dirname(path),
  )
  return [...ofFolder]
    .filter(([folder, own]) => own.includes(`${folder}/queries.ts`) !== (own.length === 1))
    .map(([folder]) => folder)
}

/** Files of src that have no database, no context and no state: what a view may run. */
const pure = new RegExp(
  `^#src/(${[
    'paths',
    'clock',
    'languages',
    'marks',
    'access/token',
    'offices/(office|office-rules|localized|banner|retention|colour|notices)',
    'banners/banner-draft',
    'closings/(closing|choice)',
    'people/person',
    'retention/(due|held)',
    'slots/(slot|opening|capacity|grid)',
    'offices/life-event',
    'planner/(errand|plan|sequence|merged-documents|question-draft)',
    'openings/(affected|opening-change|rule-typed|week)',
    'notifications/template',
    'catalogue/(texts|typed-texts|service-rules)',
    'directory/directory',
    'booking/(appointment|details|plan)',
    'staff/(staff-member|session)',
    'windows/window',
    'queue/(ticket|day)',
    'statistics/(figures|measures|told|control|erlang)',
    'reception/day-booking',
    'opinions/opinion',
    'waitlist/(entry|form|join)',
    'indicators/(indicator|plan|stars)',
    'self-checks/rating',
    'survey/questionnaire',
    'logos/picture',
    'audit/(deed|chain)',
    'audit-log/log',
    'disclosures/(disclosure|tested)',
    'posters/poster',
    'invariants/invariant',
  ].join('|')})\\.ts$`,
)

const mayKnow: Record<string, string[]> = {
  offices: ['http'],
  slots: ['http', 'offices'],
  planner: ['http', 'offices', 'slots', 'booking', 'intents', 'access', 'catalogue', 'audit', 'staff'],
  'waiting-room': ['http', 'offices', 'booking', 'access', 'operation'],
  booking: ['http', 'offices', 'slots', 'notifications', 'access', 'intents', 'audit', 'persons', 'visits'],
  queue: [
    ...['http', 'offices', 'slots', 'booking', 'staff', 'access', 'intents', 'audit', 'persons'],
    ...['notifications', 'live', 'windows', 'visit-events', 'day-list', 'wrong-clock'],
  ],
  reception: [
    ...['http', 'offices', 'slots', 'booking', 'persons', 'access', 'audit', 'staff', 'queue', 'arrival'],
  ],
  exports: [
    ...[
      'http',
      'offices',
      'staff',
      'audit',
      'statistics',
      'ticket-facts',
      'opinions',
      'indicators',
      'survey',
    ],
  ],
  live: ['http', 'offices', 'staff'],
  staff: ['http', 'offices', 'slots', 'access', 'audit', 'windows', 'secrets'],
  people: ['http', 'offices', 'access', 'intents', 'audit', 'booking', 'staff', 'secrets'],
  setup: ['http', 'offices', 'slots', 'booking', 'intents', 'audit', 'staff', 'notifications', 'logos'],
  catalogue: ['http', 'offices', 'slots', 'booking', 'intents', 'audit', 'staff', 'notifications', 'access'],
  directory: ['http', 'offices', 'access', 'audit', 'staff', 'people', 'secrets'],
  openings: [
    ...['http', 'offices', 'slots', 'booking', 'waitlist', 'intents', 'audit', 'staff', 'setup', 'visits'],
  ],
  closings: [
    ...[
      'http',
      'offices',
      'slots',
      'booking',
      'queue',
      'openings',
      'notifications',
      'intents',
      'audit',
      'staff',
    ],
  ],
  grids: ['http', 'offices', 'slots', 'booking', 'openings', 'audit', 'staff'],
  banners: ['http', 'offices', 'booking', 'queue', 'staff', 'intents', 'audit'],
  logos: ['http', 'offices', 'catalogue', 'audit', 'staff'],
  windows: [],
  visits: [],
  'visit-events': [],
  'wrong-clock': [],
  'day-list': ['visits'],
  display: ['http', 'offices', 'slots', 'queue'],
  survey: ['http', 'offices', 'booking', 'queue', 'visits', 'access', 'audit', 'staff', 'statistics'],
  arrival: [
    ...['http', 'offices', 'slots', 'booking', 'queue', 'visits', 'staff', 'access', 'intents', 'audit'],
    ...['live', 'survey', 'windows', 'day-list', 'line', 'near-turns'],
  ],
  opinions: [
    ...['http', 'offices', 'booking', 'queue', 'staff', 'access', 'intents', 'audit', 'notifications'],
  ],
  notifications: ['offices', 'access', 'persons'],
  secrets: [],
  line: ['http', 'offices', 'booking', 'queue', 'notifications', 'access', 'audit', 'staff', 'secrets'],
  reminders: ['offices', 'booking', 'notifications', 'wrong-clock'],
  'near-turns': ['offices', 'queue', 'windows', 'visits', 'notifications', 'access'],
  waitlist: [
    ...['http', 'offices', 'slots', 'booking', 'persons', 'access', 'intents', 'audit', 'notifications'],
    ...['staff', 'queue', 'wrong-clock'],
  ],
  // The simulated day drives the public API, never the tables.
  demo: ['access'],
  // The past is played by the same rules as the day, but written straight into the tables.
  history: [
    'demo',
    'offices',
    'slots',
    'booking',
    'queue',
    'arrival',
    'windows',
    'access',
    'statistics',
    'operation',
    'survey',
  ],
  statistics: [
    ...['http', 'offices', 'slots', 'booking', 'queue', 'reception', 'staff', 'audit', 'intents'],
    ...['windows', 'visit-events', 'ticket-facts', 'stale-periods', 'corrections', 'wrong-clock'],
  ],
  texts: ['http', 'offices', 'exports'],
  posters: ['http', 'offices', 'exports'],
  'ticket-facts': [],
  'stale-periods': [],
  corrections: [],
  indicators: ['http', 'offices', 'booking', 'intents', 'audit', 'staff', 'statistics'],
  'self-checks': ['http', 'offices', 'booking', 'intents', 'audit', 'statistics', 'indicators'],
  // What holds of all data is looked at across all domains; nobody but the operation asks for it.
  invariants: ['audit', 'offices', 'slots', 'queue'],
  retention: [
    ...['http', 'offices', 'access', 'audit', 'booking', 'intents', 'notifications', 'opinions'],
    ...['people', 'persons', 'queue', 'slots', 'staff', 'survey', 'visits', 'line', 'near-turns', 'waitlist'],
    'wrong-clock',
  ],
  access: [],
  intents: ['secrets'],
  audit: [],
  disclosures: ['http', 'offices', 'people', 'staff', 'audit', 'exports'],
  'audit-log': [
    ...['http', 'offices', 'booking', 'queue', 'staff', 'access', 'audit', 'exports', 'opinions'],
    'disclosures',
  ],
  persons: [],
}

/** Files besides `access/token.ts` that draw by chance, each with what for. */
const drawsElsewhere: Record<string, string> = {
  'src/access/token.ts': 'all that nobody may guess',
  'src/backup/backup-file.ts': 'the salt of a passphrase',
  'src/live/message.ts': 'when a browser comes back, so that not all come at once',
  'src/secrets/sealed-text.ts': 'the nonce of a cipher',
  'src/staff/password.ts': 'the salt of a password',
  'src/waiting-room/room.ts': 'the name of a place in line, which is signed',
}

/** What `node` is started with. */
const entries = [
  'src/server.ts',
  'src/madoguchi.ts',
  'src/make-history.ts',
  'src/rebuild-figures.ts',
  'src/verify-audit.ts',
  'src/verify-figures.ts',
  'src/verify-queue.ts',
]

const rules: Rule[] = [
  {
    says: 'SQL is written in files of queries and db/ alone',
    check: (path, source) =>
      /^(src|views)\//.test(path) && !ofQueries.test(path) && !writesElsewhere[path] ? hits(source, sql) : [],
    planted: ['src/booking/book.ts', "await db.selectFrom('places').execute()"],
  },
  {
    says: 'a file of queries lies in a domain and asks the database',
    check: (path, source) =>
      path.endsWith('queries.ts') && !(ofQueries.test(path) && source.includes("from '#db/")) ? [path] : [],
    planted: ['src/waitlist/line-queries.ts', 'export const lineMax = 90'],
  },
  {
    says: 'a view knows props, types and pure files',
    check: (path, source) =>
      path.startsWith('views/')
        ? importsOf(source).flatMap(({ from, isType }) => {
            const isOwn = from.startsWith('.') || from.startsWith('#views/')
            const isPure = pure.test(from) || (isType && from.startsWith('#src/'))
            const isContext = /^#src\/(http\/env|deps)/.test(from)
            return (isOwn || isPure || /^(hono\/(jsx|html)|luxon|d3-(scale|shape))/.test(from)) && !isContext
              ? []
              : [from]
          })
        : [],
    planted: [
      'views/booking/done-page.tsx',
      "import { findAppointment } from '#src/booking/appointment-queries.ts'",
    ],
  },
  {
    says: 'the time is read in clock.ts alone',
    check: (path, source) =>
      /^(src|views)\/(?!assets\/)/.test(path) && path !== 'src/clock.ts'
        ? hits(source, /\bnew Date\(|\bDate\.now\b|\bDateTime\.(now|local|utc)\(/)
        : [],
    planted: ['src/booking/book.ts', 'const now = Date.now()'],
  },
  {
    says: 'the environment is read in the entry files alone',
    check: (path, source) =>
      /^(src|views|db)\//.test(path) && !entries.includes(path) ? hits(source, /\bprocess\.env\b/) : [],
    planted: ['src/start.ts', 'const { PORT } = process.env'],
  },
  {
    says: 'chance comes from the system, and what nobody may guess is made in one file',
    check: (path, source) => [
      ...(/^(src|views)\/(?!assets\/)/.test(path) ? hits(source, /\bMath\.random\b/) : []),
      ...(/^(src|views)\//.test(path) && !drawsElsewhere[path]
        ? hits(source, /\b(randomBytes|randomInt|randomFill|getRandomValues)\(/)
        : []),
    ],
    planted: ['src/booking/hold.ts', 'const token = Math.random().toString(36)'],
  },
  {
    says: 'nothing that changes lives outside functions',
    check: (path, source) =>
      /^(src|views|db)\/(?!assets\/)/.test(path) ? hits(source, /^(export )?(let|var) .*/) : [],
    planted: ['src/slots/slot.ts', 'export let count = 0'],
  },
  {
    says: 'no folder is named after nothing in particular',
    check: path => hits(path, /(^|\/)(services|repositories|utils|helpers|lib|common|types)\//),
    planted: ['src/utils/text.ts', ''],
  },
  {
    says: 'nothing comes from outside the project',
    check: (path, source) =>
      importsOf(source)
        .map(({ from }) => from)
        .filter(from => from.startsWith('.') && join(path, '..', from).startsWith('..')),
    planted: ['src/start.ts', "import { style } from '../../shared/style.ts'"],
  },
  {
    says: 'what is said is said through the log',
    check: (path, source) => (/^(src|views|db)\//.test(path) ? hits(source, /\bconsole\.\w+/) : []),
    planted: ['src/start.ts', "console.log('here')"],
  },
  {
    says: 'offices know no slots, slots no booking, notifications no booking but its types',
    check(path, source) {
      const [, domain = ''] = /^src\/([^/]+)\//.exec(path) ?? []
      const known = mayKnow[domain]
      return known === undefined
        ? []
        : importsOf(source).flatMap(({ from, isType }) => {
            const [, other] = /^(?:\.\.|#src)\/([^/]+)\/[^/]+$/.exec(from) ?? []
            return other === undefined || other === domain || isType || known.includes(other) ? [] : [from]
          })
    },
    planted: ['src/slots/slot.ts', "import { bookHold } from '../booking/book.ts'"],
  },
  {
    says: 'a deed knows nothing of HTTP',
    check: (path, source) =>
      /^src\/(booking|slots|offices|notifications|access|intents|staff|people|queue|audit|audit-log|disclosures|reception|setup|openings|closings|grids|banners|opinions|indicators|self-checks|survey|retention|catalogue|directory|planner|line)\//.test(
        path,
      ) && !/\/([a-z-]*routes\.tsx|api(-[a-z]+)?\.ts|([a-z]+-)?form\.ts)$/.test(path)
        ? importsOf(source).flatMap(({ from, isType }) =>
            !isType && (from.startsWith('hono') || from.includes('/http/')) ? [from] : [],
          )
        : [],
    planted: ['src/booking/book.ts', "import { readForm } from '../http/forms.ts'"],
  },
]

const files = globSync('{src,db,views,tests,bench}/**/*.{ts,tsx,js}', { cwd: root }).map(
  path => [path, readFileSync(join(root, path), 'utf8')] as const,
)

test.for(rules)('$says', ({ check }) => {
  const broken = files.flatMap(([path, source]) => check(path, source).map(what => `${path}: ${what}`))

  expect(files.length).toBeGreaterThan(100)
  expect(broken).toEqual([])
})

test.for(rules)('a file that breaks "$says" is found', ({ check, planted: [path, source] }) => {
  expect(check(path, source)).not.toEqual([])
})

test('the queries of a domain are one file, or one for each of its nouns', () => {
  expect(halfSplit(files.map(([path]) => path))).toEqual([])
})

test('queries that are half split are found', () => {
  expect(halfSplit(['src/waitlist/queries.ts', 'src/waitlist/entry-queries.ts'])).toEqual(['src/waitlist'])
  expect(halfSplit(['src/waitlist/entry-queries.ts'])).toEqual(['src/waitlist'])
})

test('every file that may write SQL elsewhere is still there', () => {
  for (const path of Object.keys(writesElsewhere)) expect(files.map(([known]) => known)).toContain(path)
})

/** Where a text is empty; a day that is past has no sign and no word. */
function emptyTexts(texts: unknown, path = ''): string[] {
  if (texts === '') return path.endsWith('.past') ? [] : [path]
  if (typeof texts !== 'object' || texts === null) return []
  return Object.entries(texts).flatMap(([key, value]) => emptyTexts(value, `${path}.${key}`))
}

test('no text is empty in any language', () => {
  expect(emptyTexts({ ...textsIn, apiJa, apiEn })).toEqual([])
})

test('an empty text is found', () => {
  expect(emptyTexts({ ja: { find: { title: '' } } })).toEqual(['.ja.find.title'])
})
