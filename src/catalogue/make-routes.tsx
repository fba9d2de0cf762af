import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { NewPage } from '#views/catalogue/new-page.tsx'
import { intentKey } from '../booking/form.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm } from '../http/forms.ts'
import { renderPage } from '../http/render.tsx'
import { everyService, type Office } from '../offices/office.ts'
import { paths } from '../paths.ts'
import {
  type CounterFault,
  nextCounter,
  parseCounter,
  type TypedCounter,
  typedCounter,
} from './counter-form.ts'
import { divisionsOf } from './counter-queries.ts'
import { catalogueDoor } from './door-routes.tsx'
import { typedTexts } from './form.ts'
import { make, type MakeableKind, makeableKinds, type NewThing } from './make.ts'
import { documentsOf } from './document-queries.ts'
import { parseRules, type RulesError, typedRules, type TypedRules, usualRules } from './rules-form.ts'
import { freeSlug, isSlug } from './service-rules.ts'
import { parseText, type TextError, type TypedTexts } from './typed-texts.ts'

const nameShape = { field: 'name', isRequired: true, lettersMax: 120 } as const
const slugStart = {
  counters: 'counter',
  services: 'service',
  documents: 'document',
  'life-events': 'event',
} as const

/** Entering counters, services, documents and life events. */
export function makeRoutes(deps: Deps, assets: Assets) {
  const { ofOffice, propsOf } = catalogueDoor(deps, assets)

  return new Hono<Env>()
    .get('/new/:kind', c =>
      ofKind(c, async (kind, office) => newPage(c, kind, { slug: await nextSlug(kind, office) })),
    )
    .post('/new/:kind', async c => {
      const form = await readForm(c)
      return ofKind(c, async (kind, office) => {
        const typed = typedTexts(form, [nameShape])
        const slug = form.one('slug').normalize('NFKC').trim().toLowerCase()
        const [rules, counter] = [typedRules(form), typedCounter(form)]
        const key = intentKey(form)
        const read = readThing(office, kind, { slug, typed, rules, counter })
        if (!read.ok) return newPage(c, kind, { ...read, slug, typed, rules, counter, key })

        const intent = { key, scope: `catalogue ${c.var.staff.id}`, body: read.thing }
        const outcome = await make(deps, c.var.staff, office, read.thing, intent)
        if (outcome.ok) return c.redirect(`${paths.catalogueTexts(office.slug, kind, slug)}?done=made`, 303)
        if (outcome.reason === 'slug_taken')
          return newPage(c, kind, { slug, typed, rules, counter, slugFault: 'slug_taken' })
        if (outcome.reason === 'invalid')
          return newPage(c, kind, { slug, typed, rules, counter, counterErrors: outcome.errors })
        return newPage(c, kind, { slug, typed, rules, counter, isUsed: true })
      })
    })

  function ofKind(c: Ctx, show: (kind: MakeableKind, office: Office) => Promise<Response> | Response) {
    return ofOffice(c, office => {
      const kind = makeableKinds.find(candidate => candidate === c.req.param('kind'))
      return kind ? show(kind, office) : c.notFound()
    })
  }

  async function nextSlug(kind: MakeableKind, office: Office): Promise<string> {
    const taken = {
      counters: async () => office.counters,
      services: async () => everyService(office),
      documents: () => deps.store.read(db => documentsOf(db, office.id)),
      'life-events': async () => office.lifeEvents,
    }
    const slugs = (await taken[kind]()).map(({ slug }) => slug)
    return freeSlug(slugStart[kind], slugs)
  }

  async function newPage(c: Ctx, kind: MakeableKind, shown: Shown) {
    const { office } = c.var
    const { slug, typed = {}, rules = usualRules, errors = [], rulesErrors = [], counterErrors = [] } = shown
    const { counter = nextCounter(office.counters) } = shown
    const { slugFault = null, isUsed = false, key = randomUUID() } = shown
    const isWrong = errors.length + rulesErrors.length + counterErrors.length > 0 || slugFault !== null
    const divisions = kind === 'counters' ? await deps.store.read(db => divisionsOf(db, office.id)) : []
    return renderPage(
      c,
      <NewPage
        {...propsOf(c)}
        {...{ kind, slug, typed, rules, errors, rulesErrors, slugFault, isUsed }}
        {...{ counter, counterErrors, divisions }}
        intentKey={key}
      />,
      isWrong ? 422 : isUsed ? 409 : 200,
    )
  }
}

type Faults = {
  errors: readonly TextError[]
  rulesErrors: readonly RulesError[]
  counterErrors: readonly CounterFault[]
  slugFault: 'not_a_slug' | 'slug_taken' | null
}
type Shown = Partial<Faults> & {
  slug: string
  typed?: TypedTexts
  rules?: TypedRules
  counter?: TypedCounter
  isUsed?: boolean
  key?: string
}

type Typed = { slug: string; typed: TypedTexts; rules: TypedRules; counter: TypedCounter }

/** What was typed as something that can be entered, or all that is wrong with it. */
function readThing(
  office: Office,
  kind: MakeableKind,
  { slug, typed, rules, counter }: Typed,
): { ok: true; thing: NewThing } | ({ ok: false } & Faults) {
  const name = parseText('name', nameShape, typed)
  const ofService = kind === 'services' ? parseRules(office, rules) : null
  const ofCounter = kind === 'counters' ? parseCounter(counter) : null
  const slugFault = isSlug(slug) ? null : ('not_a_slug' as const)
  const errors = name.ok ? [] : name.errors
  const rulesErrors = !ofService || ofService.ok ? [] : ofService.errors
  const counterErrors = !ofCounter || ofCounter.ok ? [] : ofCounter.errors
  const isWrong = slugFault !== null || rulesErrors.length + counterErrors.length > 0
  if (!name.ok || name.value === null || isWrong)
    return { ok: false, errors, rulesErrors, counterErrors, slugFault }

  const named = { slug, name: name.value }
  if (ofService?.ok) return { ok: true, thing: { kind: 'services', ...named, rules: ofService.rules } }
  if (ofCounter?.ok) {
    const division = counter.division || null
    return { ok: true, thing: { kind: 'counters', ...named, rules: ofCounter.rules, division } }
  }
  if (kind === 'services' || kind === 'counters') throw new Error(`${kind} without rules`)
  return { ok: true, thing: { kind, ...named } }
}
