import { Hono } from 'hono'
import { DisclosurePage } from '#views/disclosures/disclosure-page.tsx'
import { WordingPage } from '#views/disclosures/wording-page.tsx'
import type { Deps } from '../deps.ts'
import { byteOrderMark, csvWriter } from '../exports/csv.ts'
import { contentDisposition } from '../exports/file-name.ts'
import { cp932Bytes, toCp932Text } from '../exports/cp932.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm, readQuery } from '../http/forms.ts'
import { unmarked } from '../marks.ts'
import { renderPage, staffPageOf } from '../http/render.tsx'
import { paths } from '../paths.ts'
import { versionOf } from '../people/form.ts'
import { changeDisclosure } from './change-disclosure.ts'
import {
  type DisclosureKind,
  disclosureKinds,
  type DisclosureTexts,
  lettersMax,
  ownTexts,
  shownLabel,
  shownText,
} from './disclosure.ts'
import { countPeople, savedTexts } from './queries.ts'
import { disclosureFields } from './shown-disclosure.ts'

type Problem = 'changed_meanwhile' | { tooLong: string[] }

/** What the office has to publish about itself: filled in, worded by the office, printed, taken as a file. */
export function disclosureRoutes(deps: Deps, assets: Assets) {
  const propsOf = (c: Ctx) => ({ page: staffPageOf(c, assets), staff: c.var.staff })

  return new Hono<Env>()
    .get('/:disclosure', c =>
      withKind(c, async kind => {
        const { office } = c.var
        const { saved, people } = await deps.store.read(async db => ({
          saved: await savedTexts(db, office.id, kind),
          people: await countPeople(db, office.id),
        }))
        const fields = disclosureFields(kind, office)
        const isDone = readQuery(c).one('done') === '1'
        return renderPage(
          c,
          <DisclosurePage {...propsOf(c)} {...{ office, kind, fields, saved, people, isDone }} />,
        )
      }),
    )
    .get('/:disclosure/wording', c =>
      withKind(c, async kind => {
        const { office } = c.var
        const saved = await deps.store.read(db => savedTexts(db, office.id, kind))
        return wordingPage(c, kind, { texts: saved.texts, version: saved.version, problem: null })
      }),
    )
    .post('/:disclosure/wording', c =>
      withKind(c, async kind => {
        const { office, staff } = c.var
        const form = await readForm(c)
        const fields = disclosureFields(kind, office)
        const texts = ownTexts(fields, Object.fromEntries(fields.map(({ key }) => [key, form.one(key)])))
        const version = versionOf(form) ?? 0
        const tooLong = Object.keys(texts).filter(key => Array.from(texts[key] ?? '').length > lettersMax)
        if (tooLong.length > 0) return wordingPage(c, kind, { texts, version, problem: { tooLong } })
        const outcome = await changeDisclosure(deps, office, staff, { kind, texts, version })
        if (outcome.ok) return c.redirect(`${paths.disclosure(kind)}?done=1`, 303)
        const saved = await deps.store.read(db => savedTexts(db, office.id, kind))
        return wordingPage(c, kind, { texts, version: saved.version, problem: outcome.reason })
      }),
    )
    .get('/:disclosure/file', c =>
      withKind(c, async kind => {
        const { office } = c.var
        const saved = await deps.store.read(db => savedTexts(db, office.id, kind))
        const isCp932 = readQuery(c).one('encoding') === 'cp932'
        const rows = disclosureFields(kind, office).map(field => [
          unmarked(shownLabel(field)),
          unmarked(shownText(field, saved.texts)),
        ])
        const spell = (text: string) => (isCp932 ? toCp932Text(text).text : text)
        const csv = csvWriter(columns, { timeZone: office.timeZone, spell })
        const text = csv.header + csv.lines(rows)
        const label = staffPageOf(c, assets).t.disclosures.title[kind]
        return c.body(isCp932 ? new Uint8Array(cp932Bytes(text)) : byteOrderMark + text, 200, {
          'Content-Type': `text/csv; charset=${isCp932 ? 'Windows-31J' : 'utf-8'}; header=present`,
          'Content-Disposition': contentDisposition({
            ...{ office: office.slug, name: kind, label, span: null, format: 'csv' },
          }),
        })
      }),
    )

  function withKind(c: Ctx, show: (kind: DisclosureKind) => Promise<Response>) {
    const kind = disclosureKinds.find(known => known === c.req.param('disclosure'))
    return kind ? show(kind) : c.notFound()
  }

  function wordingPage(
    c: Ctx,
    kind: DisclosureKind,
    shown: { texts: DisclosureTexts; version: number; problem: Problem | null },
  ) {
    const { office } = c.var
    const fields = disclosureFields(kind, office)
    const { problem } = shown
    return renderPage(
      c,
      <WordingPage {...propsOf(c)} {...{ office, kind, fields, ...shown }} />,
      problem === null ? 200 : problem === 'changed_meanwhile' ? 409 : 422,
    )
  }
}

const columns = [
  { key: 'field', label: '項目', unit: '', type: 'text', definition: '項目の名前。', example: '備考' },
  { key: 'text', label: '内容', unit: '', type: 'text', definition: '記入した内容。', example: 'なし' },
] as const
