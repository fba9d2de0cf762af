import { Hono } from 'hono'
import { OverviewPage } from '#views/catalogue/overview-page.tsx'
import { type Done, TextPage } from '#views/catalogue/text-page.tsx'
import { dateOf } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { type Form, readForm, readQuery } from '../http/forms.ts'
import { renderPage } from '../http/render.tsx'
import { counterById, everyService, type Office } from '../offices/office.ts'
import { paths } from '../paths.ts'
import { usualHours } from '../slots/usual-hours.ts'
import { catalogueDoor } from './door-routes.tsx'
import { changeTexts } from './change-texts.ts'
import { typedTexts, versionOf } from './form.ts'
import { documentsOf } from './document-queries.ts'
import { findSubject } from './subject-queries.ts'
import {
  mayWrite,
  shapesOf,
  type Subject,
  subjectKinds,
  textLanguages,
  textsOfOffice,
  type Texts,
} from './texts.ts'
import { parsePhone, parseTexts, type TextError, typedOf, type TypedTexts } from './typed-texts.ts'

/** What an office writes about itself: all of it at a glance, and the texts of each thing. */
export function catalogueRoutes(deps: Deps, assets: Assets) {
  const { ofOffice, propsOf, notAllowed } = catalogueDoor(deps, assets)

  return new Hono<Env>()
    .get('/', c =>
      ofOffice(c, async office => {
        const documents = await deps.store.read(db => documentsOf(db, office.id))
        const typed = readQuery(c).one('missing')
        const language = textLanguages.find(code => code === typed) ?? null
        const texts = textsOfOffice(office, documents)
        return renderPage(
          c,
          <OverviewPage {...propsOf(c)} {...{ texts, language }} back={backOf(c, office)} />,
        )
      }),
    )
    .get('/:kind/:thing', c => ofSubject(c, subject => textPage(c, subject, { done: doneOf(readQuery(c)) })))
    .post('/:kind/:thing', async c => {
      const form = await readForm(c)
      return ofSubject(c, subject => save(c, subject, form))
    })
    .get('/:kind/:thing/preview', c =>
      ofSubject(c, ({ kind, slug }) => c.redirect(paths.catalogueTexts(c.var.office.slug, kind, slug), 303)),
    )
    .post('/:kind/:thing/preview', async c => {
      const form = await readForm(c)
      return ofSubject(c, subject => {
        const { typed, parsed } = readTexts(subject, form)
        const version = versionOf(form) ?? subject.version
        return parsed.ok
          ? textPage(c, subject, { typed, version, preview: parsed.value })
          : textPage(c, subject, { typed, version, errors: parsed.errors })
      })
    })

  /** Something whose texts are this person's to write. */
  function ofSubject(c: Ctx, show: (subject: Subject) => Promise<Response> | Response): Promise<Response> {
    return ofOffice(c, async office => {
      const kind = subjectKinds.find(candidate => candidate === c.req.param('kind'))
      const slug = c.req.param('thing') ?? ''
      const subject = kind && (await deps.store.read(db => findSubject(db, office.id, kind, slug)))
      if (!subject) return c.notFound()
      return mayWrite(c.var.staff, { officeId: office.id, ...subject }) ? show(subject) : notAllowed(c)
    })
  }

  async function save(c: Ctx, subject: Subject, form: Form): Promise<Response> {
    const { office, staff } = c.var
    const { kind, slug } = subject
    const { typed, parsed } = readTexts(subject, form)
    const version = versionOf(form)
    if (!parsed.ok) return textPage(c, subject, { typed, version: version ?? 0, errors: parsed.errors })

    const outcome = await changeTexts(deps, staff, office, { kind, slug, version }, parsed.value)
    if (outcome.ok) return c.redirect(`${paths.catalogueTexts(office.slug, kind, slug)}?done=saved`, 303)
    if (outcome.reason === 'not_allowed') return notAllowed(c)
    if (outcome.reason === 'not_found') return c.notFound()
    return ofSubject(c, changed => textPage(c, changed, { typed, isStale: true }))
  }

  function textPage(c: Ctx, subject: Subject, shown: Shown) {
    const { typed = typedOf(subject), errors = [], version = subject.version } = shown
    const { isStale = false, done = null, preview = null } = shown
    const parts = c.var.staff.role === 'administrator' ? partsOf(c, subject) : []
    const hours = hoursOf(c.var.office, subject)
    const props = { ...propsOf(c), subject, typed, errors, version, isStale, done, preview, parts, hours }
    return renderPage(c, <TextPage {...props} />, errors.length > 0 ? 422 : isStale ? 409 : 200)
  }

  function hoursOf(office: Office, { kind, id }: Subject) {
    const service = kind === 'services' && everyService(office).find(one => one.id === id)
    if (!service) return []
    return usualHours(
      office,
      counterById(office, service.counterId),
      service,
      dateOf(deps.clock.now(), office.timeZone),
    )
  }

  function partsOf(c: Ctx, { kind, slug, id }: Subject) {
    const { office } = c.var
    const { catalogue: text, planning } = propsOf(c).page.t
    const part = (name: string, of: Parameters<typeof paths.cataloguePart>[3]) => ({
      name,
      href: paths.cataloguePart(office.slug, kind, slug, of),
    })
    if (kind === 'counters') return [part(text.counter.link, 'rules'), part(text.order.link, 'order')]
    if (kind === 'life-events')
      return [part(text.order.eventLink, 'services'), part(planning.questions.link, 'questions')]
    if (kind !== 'services') return []
    const isOffered = office.services.some(service => service.id === id)
    return [
      part(text.service.rules, 'rules'),
      part(text.service.documents, 'documents'),
      part(planning.relations.link, 'relations'),
      isOffered ? part(text.service.retire, 'retirement') : part(text.service.bringBack, 'return'),
    ]
  }

  /** Supervisors have no page about the whole office. */
  function backOf(c: Ctx, { slug }: Office) {
    const { staff, catalogue } = propsOf(c).page.t
    return c.var.staff.role === 'administrator'
      ? { href: paths.setupDone(slug), text: catalogue.toSetup }
      : { href: paths.staffHome(), text: staff.toHome }
  }
}

type Shown = {
  typed?: TypedTexts
  errors?: readonly TextError[]
  version?: number
  isStale?: boolean
  done?: Done | null
  preview?: { texts: Texts; phone: string | null } | null
}

/** What a form holds for a thing, as it was typed and as it would be saved. */
function readTexts(subject: Subject, form: Form) {
  const shapes = shapesOf(subject)
  const typed = typedTexts(form, shapes)
  const texts = parseTexts(shapes, typed)
  const phone = subject.phone === null ? { ok: true as const, value: null } : parsePhone(typed)
  if (texts.ok && phone.ok)
    return { typed, parsed: { ok: true as const, value: { texts: texts.value, phone: phone.value } } }
  const errors = [...(texts.ok ? [] : texts.errors), ...(phone.ok ? [] : phone.errors)]
  return { typed, parsed: { ok: false as const, errors } }
}

const doneWords = ['saved', 'made', 'retired', 'returned'] as const satisfies readonly Done[]

function doneOf(query: Form): Done | null {
  return doneWords.find(done => done === query.one('done')) ?? null
}
