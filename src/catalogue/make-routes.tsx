import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { NewPage } from '#views/catalogue/new-page.tsx'
import { intentKey } from '../booking/form.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm } from '../http/forms.ts'
import { renderPage } from '../http/render.tsx'
import { everyService, type Localized, type Office } from '../offices/office.ts'
import { paths } from '../paths.ts'
import { catalogueDoor } from './door-routes.tsx'
import { typedTexts } from './form.ts'
import { make, type MakeableKind, makeableKinds, type NewThing } from './make.ts'
import { documentsOf } from './document-queries.ts'
import { parseRules, type RulesError, typedRules, type TypedRules, usualRules } from './rules-form.ts'
import { freeSlug, isSlug } from './service-rules.ts'
import { parseText, type TextError, type TypedTexts } from './typed-texts.ts'

const nameShape = { field: 'name', isRequired: true, lettersMax: 120 } as const
const slugStart = { services: 'service', documents: 'document', 'life-events': 'event' } as const

/** Entering services, documents and life events. */
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
        const rules = typedRules(form)
        const key = intentKey(form)
        const read = readThing(office, kind, { slug, typed, rules })
        if (!read.ok) return newPage(c, kind, { ...read, slug, typed, rules, key })

        const intent = { key, scope: `catalogue ${c.var.staff.id}`, body: read.thing }
        const outcome = await make(deps, c.var.staff, office, read.thing, intent)
        if (outcome.ok) return c.redirect(`${paths.catalogueTexts(office.slug, kind, slug)}?done=made`, 303)
        if (outcome.reason === 'slug_taken')
          return newPage(c, kind, { slug, typed, rules, slugFault: 'slug_taken' })
        return newPage(c, kind, { slug, typed, rules, isUsed: true })
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
      services: async () => everyService(office),
      documents: () => deps.store.read(db => documentsOf(db, office.id)),
      'life-events': async () => office.lifeEvents,
    }
    const slugs = (await taken[kind]()).map(({ slug }) => slug)
    return freeSlug(slugStart[kind], slugs)
  }

  function newPage(c: Ctx, kind: MakeableKind, shown: Shown) {
    const { slug, typed = {}, rules = usualRules, errors = [], rulesErrors = [] } = shown
    const { slugFault = null, isUsed = false, key = randomUUID() } = shown
    const isWrong = errors.length + rulesErrors.length > 0 || slugFault !== null
    return renderPage(
      c,
      <NewPage
        {...propsOf(c)}
        {...{ kind, slug, typed, rules, errors, rulesErrors, slugFault, isUsed }}
        intentKey={key}
      />,
      isWrong ? 422 : isUsed ? 409 : 200,
    )
  }
}

type Faults = {
  errors: readonly TextError[]
  rulesErrors: readonly RulesError[]
  slugFault: 'not_a_slug' | 'slug_taken' | null
}
type Shown = Partial<Faults> & {
  slug: string
  typed?: TypedTexts
  rules?: TypedRules
  isUsed?: boolean
  key?: string
}

/** What was typed as something that can be entered, or all that is wrong with it. */
function readThing(
  office: Office,
  kind: MakeableKind,
  { slug, typed, rules }: { slug: string; typed: TypedTexts; rules: TypedRules },
): { ok: true; thing: NewThing } | ({ ok: false } & Faults) {
  const name = parseText('name', nameShape, typed)
  const parsed = kind === 'services' ? parseRules(office, rules) : null
  const slugFault = isSlug(slug) ? null : ('not_a_slug' as const)
  const errors = name.ok ? [] : name.errors
  const rulesErrors = !parsed || parsed.ok ? [] : parsed.errors
  if (!name.ok || name.value === null || slugFault || rulesErrors.length > 0)
    return { ok: false, errors, rulesErrors, slugFault }
  return { ok: true, thing: thingOf(kind, slug, name.value, parsed) }
}

function thingOf(
  kind: MakeableKind,
  slug: string,
  name: Localized,
  parsed: ReturnType<typeof parseRules> | null,
): NewThing {
  if (kind !== 'services') return { kind, slug, name }
  if (!parsed?.ok) throw new Error('a service without rules')
  return { kind, slug, name, rules: parsed.rules }
}
