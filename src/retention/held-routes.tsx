import { Hono } from 'hono'
import { FoundPage } from '#views/retention/found-page.tsx'
import { PersonalDataPage } from '#views/retention/home-page.tsx'
import { HeldFile, HeldPage } from '#views/retention/held-page.tsx'
import { textsIn } from '#views/text/index.ts'
import { dateOf } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { type Form, readForm, readQuery } from '../http/forms.ts'
import { mayUse } from '../http/policies.ts'
import { renderPage, staffPageOf } from '../http/render.tsx'
import type { Office } from '../offices/office.ts'
import { staffLanguageOf } from '../languages.ts'
import { paths } from '../paths.ts'
import { peopleOffice } from '../people/people-office.ts'
import type { ErasedCounts } from './erase-on-request.ts'
import { parseChosen, parseSought } from './form.ts'
import { chosenOf, type Found, isNothing } from './held.ts'
import { heldJson } from './held-file.ts'
import { readHeld } from './read-held.ts'
import { searchHeld } from './search-held.ts'

/** What is held on one person: looking for it, everything as a page and as a file. All by POST, for the addresses' sake. */
export function heldRoutes(deps: Deps, assets: Assets) {
  const propsOf = (c: Ctx, office: Office) => ({ page: staffPageOf(c, assets), staff: c.var.staff, office })

  return new Hono<Env>()
    .get('/', c => {
      const query = readQuery(c)
      return ofOffice(c, query, office =>
        homePage(c, office, { erased: erasedOf(query), isNothing: query.one('done') === 'nothing' }),
      )
    })
    .post('/search', async c => {
      const form = await readForm(c)
      return ofOffice(c, form, async office => {
        const typed = form.one('sought')
        const sought = parseSought(typed)
        if (!sought) return homePage(c, office, { typed, isWrong: true })
        return foundPage(c, office, await searchHeld(deps, office, c.var.staff, sought))
      })
    })
    .post('/held', async c => {
      const form = await readForm(c)
      return ofOffice(c, form, async office => {
        const held = await readHeld(deps, office, c.var.staff, parseChosen(form), 'person_held_viewed')
        if (isNothing(chosenOf(held)))
          return c.redirect(`${paths.personalData(office.slug)}&done=nothing`, 303)
        const mayErase = mayUse(c.var.staff.role, 'POST /staff/personal-data/erasure')
        return renderPage(c, <HeldPage {...propsOf(c, office)} {...{ held, mayErase }} />)
      })
    })
    .post('/file', async c => {
      const form = await readForm(c)
      return ofOffice(c, form, async office => {
        const held = await readHeld(deps, office, c.var.staff, parseChosen(form), 'person_held_exported')
        if (isNothing(chosenOf(held))) return c.notFound()
        const isJson = form.one('format') === 'json'
        const name = `held-${dateOf(held.madeAt, office.timeZone)}.${isJson ? 'json' : 'html'}`
        c.header('Content-Disposition', `attachment; filename="${name}"`)
        c.header('Cache-Control', 'no-store')
        if (isJson) {
          c.header('Content-Type', 'application/json; charset=utf-8')
          return c.body(heldJson(office, held))
        }
        const language = staffLanguageOf(c.var.language)
        return renderPage(c, <HeldFile {...{ t: textsIn[language], language, office, held }} />)
      })
    })

  async function ofOffice(c: Ctx, form: Form, show: (office: Office) => Promise<Response>) {
    const found = await peopleOffice(deps, c.var.staff, form.one('office'))
    if (!found) return c.notFound()
    c.set('office', found.office)
    return show(found.office)
  }

  async function homePage(c: Ctx, office: Office, shown: Shown) {
    const { typed = '', isWrong = false, isNothing = false, erased = null } = shown
    const found = await peopleOffice(deps, c.var.staff, office.slug)
    return renderPage(
      c,
      <PersonalDataPage
        {...propsOf(c, office)}
        {...{ typed, isWrong, isNothing, erased }}
        offices={found?.offices ?? []}
      />,
      isWrong ? 422 : 200,
    )
  }

  function foundPage(c: Ctx, office: Office, found: Found) {
    return renderPage(c, <FoundPage {...propsOf(c, office)} found={found} />)
  }
}

type Shown = {
  typed?: string
  isWrong?: boolean
  isNothing?: boolean
  erased?: ErasedCounts | null
}

function erasedOf(query: Form): Shown['erased'] {
  const [, counts] = /^erased((?:-\d{1,3}){4})$/.exec(query.one('done')) ?? []
  const [bookings = 0, opinions = 0, waits = 0, lineUsers = 0] = (counts ?? '')
    .split('-')
    .slice(1)
    .map(Number)
  return counts === undefined ? null : { bookings, opinions, waits, lineUsers }
}
