import { Hono } from 'hono'
import { TemplatePage } from '#views/catalogue/template-page.tsx'
import { TemplatesPage } from '#views/catalogue/templates-page.tsx'
import { textsIn } from '#views/text/index.ts'
import { messageLanguages, messageTextsIn } from '#views/text/messages.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { type Form, readForm, readQuery } from '../http/forms.ts'
import { renderPage } from '../http/render.tsx'
import { ownWording, standardWords } from '../notifications/own-wording.ts'
import {
  type MessageKind,
  messageKinds,
  templateFaults,
  type TemplateFault,
  tidied,
  type Words,
} from '../notifications/template.ts'
import { everyService } from '../offices/office.ts'
import { paths } from '../paths.ts'
import { publicUrlOf } from '../settings.ts'
import { changeTemplate, dropTemplate, type TemplateAim } from './change-template.ts'
import { catalogueDoor } from './door-routes.tsx'
import { versionOf } from './form.ts'
import { findTemplate } from './template-queries.ts'
import { samplesOf } from './template-sample.ts'

type Found = { kind: MessageKind; language: string; own: (Words & { version: number }) | null }

/** How the office words its messages. */
export function templateRoutes(deps: Deps, assets: Assets) {
  const { ofOffice, propsOf } = catalogueDoor(deps, assets)

  return new Hono<Env>()
    .get('/', c =>
      ofOffice(c, office => {
        const states = messageKinds.flatMap(kind => messageLanguages.map(language => ({ kind, language })))
        const templates = states.map(one => ({
          ...one,
          hasOwn: office.messageTemplates.some(own => own.kind === one.kind && own.language === one.language),
          isSent: ownWording(office, one.kind, one.language) !== null,
        }))
        return renderPage(c, <TemplatesPage {...propsOf(c)} templates={templates} />)
      }),
    )
    .get('/:message/:language', c =>
      ofTemplate(c, found => templatePage(c, found, { done: doneOf(readQuery(c)) })),
    )
    .post('/:message/:language', async c => {
      const form = await readForm(c)
      return ofTemplate(c, async found => {
        const [typed, aim] = [typedWords(form), aimOf(found, form)]
        const outcome = await changeTemplate(deps, c.var.staff, c.var.office, aim, typed)
        if (outcome.ok) return c.redirect(`${pathOf(c, found)}?done=saved`, 303)
        const { version } = aim
        return outcome.reason === 'invalid'
          ? templatePage(c, found, { typed, version, faults: outcome.faults })
          : ofTemplate(c, changed => templatePage(c, changed, { typed, isStale: true }))
      })
    })
    .get('/:message/:language/preview', c => ofTemplate(c, found => c.redirect(pathOf(c, found), 303)))
    .post('/:message/:language/preview', async c => {
      const form = await readForm(c)
      return ofTemplate(c, found => {
        const typed = typedWords(form)
        const { version } = aimOf(found, form)
        const faults = templateFaults(everyService(c.var.office), found.kind, tidied(typed))
        return templatePage(c, found, { typed, version, faults, isPreview: faults.length === 0 })
      })
    })
    .get('/:message/:language/standard', c => ofTemplate(c, found => c.redirect(pathOf(c, found), 303)))
    .post('/:message/:language/standard', async c => {
      const form = await readForm(c)
      return ofTemplate(c, async found => {
        const outcome = await dropTemplate(deps, c.var.staff, c.var.office, aimOf(found, form))
        return outcome.ok
          ? c.redirect(`${pathOf(c, found)}?done=dropped`, 303)
          : ofTemplate(c, changed => templatePage(c, changed, { isStale: true }))
      })
    })

  function ofTemplate(c: Ctx, show: (found: Found) => Promise<Response> | Response): Promise<Response> {
    return ofOffice(c, async office => {
      const kind = messageKinds.find(candidate => candidate === c.req.param('message'))
      const language = messageLanguages.find(candidate => candidate === c.req.param('language'))
      if (!kind || !language) return c.notFound()
      const own = await deps.store.read(db => findTemplate(db, office.id, { kind, language }))
      return show({ kind, language, own })
    })
  }

  function templatePage(c: Ctx, found: Found, shown: Shown) {
    const { kind, language, own } = found
    const props = propsOf(c)
    const texts = messageTextsIn(language)
    const { faults = [], isStale = false, isPreview = false, done = null } = shown
    const typed = shown.typed ?? own ?? standardWords(kind, texts)
    const from = { publicUrl: publicUrlOf(deps.settings), mailFrom: deps.settings.mailFrom }
    // What is typed is shown only when it could be sent so; else what is saved is.
    const words = isPreview || faults.length === 0 ? typed : (own ?? standardWords(kind, texts))
    const { sampleAnswer: answer } = textsIn[language === 'en' ? 'en' : 'ja'].catalogue.templates
    const samples = samplesOf(c.var.office, { kind, language, words, answer, now: deps.clock.now() }, from)
    return renderPage(
      c,
      <TemplatePage
        {...props}
        {...{ kind, language, typed, faults, isStale, isPreview, done, samples }}
        hasOwn={own !== null}
        version={shown.version ?? own?.version ?? 0}
      />,
      faults.length > 0 ? 422 : isStale ? 409 : 200,
    )
  }
}

type Shown = {
  typed?: Words
  faults?: readonly TemplateFault[]
  version?: number
  isStale?: boolean
  isPreview?: boolean
  done?: 'saved' | 'dropped' | null
}

function typedWords(form: Form): Words {
  return { subject: form.one('subject'), body: form.one('body') }
}

function aimOf({ kind, language }: Found, form: Form): TemplateAim {
  return { kind, language, version: versionOf(form) ?? 0 }
}

function pathOf(c: Ctx, { kind, language }: Found): string {
  return paths.messageTemplate(c.var.office.slug, kind, language)
}

function doneOf(query: Form): 'saved' | 'dropped' | null {
  return (['saved', 'dropped'] as const).find(done => done === query.one('done')) ?? null
}
