import { Hono } from 'hono'
import { OpeningsPage } from '#views/openings/openings-page.tsx'
import type { PreviewFault } from '#views/openings/preview-page.tsx'
import { RulePage } from '#views/openings/rule-page.tsx'
import { intentKey } from '../booking/form.ts'
import { dateOf, isoOf } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { type Form, formOfMany, readForm, readQuery } from '../http/forms.ts'
import { renderPage, staffPageOf } from '../http/render.tsx'
import type { Office } from '../offices/office.ts'
import { paths } from '../paths.ts'
import { missingHolidayYear } from '../slots/holidays-missing.ts'
import { type ChangeOutcome, changeOpenings } from './change-openings.ts'
import { behindOf, changeOf, type FormBehind, formBehind } from './carried-form.ts'
import { decisionsOf, type DecisionsTyped, isReason, typedDecisions } from './decisions-form.ts'
import * as forms from './form.ts'
import { holidaysByYear } from './holidays.ts'
import type { RowChange } from './opening-change.ts'
import { type HitShown, type OpeningPreview, previewOpenings } from './preview-openings.ts'
import { nothingTyped, rowOf, type RuleKind, type RuleRow, type RuleTyped, typedOf } from './rule-typed.ts'
import { previewOf, showPreview, withOffice } from './shown-routes.tsx'

const path = '/offices/:office/openings'

/** Opening rules as pages: every form leads to a preview, and only the preview can be saved. */
export function openingRoutes(deps: Deps, assets: Assets) {
  return new Hono<Env>()
    .get(path, c => withOffice(deps, c, office => openingsPage(c, office)))
    .post(path, async c => {
      const form = await readForm(c, formOfMany)
      return withOffice(deps, c, office => confirm(c, office, form))
    })
    .get(`${path}/rule`, c =>
      withOffice(deps, c, office => {
        const asked = askedRule(office, readQuery(c))
        return asked ? rulePage(c, office, asked) : backToList(c, office)
      }),
    )
    .post(`${path}/rule`, async c => {
      const form = await readForm(c)
      return withOffice(deps, c, office => {
        const asked = askedRule(office, readQuery(c))
        return asked ? checkRule(c, office, asked, form) : backToList(c, office)
      })
    })

  function todayOf({ timeZone }: Office) {
    return dateOf(deps.clock.now(), timeZone)
  }

  function openingsPage(c: Ctx, office: Office) {
    const query = readQuery(c)
    const count = (name: string) => (/^\d{1,4}$/.test(query.one(name)) ? Number(query.one(name)) : 0)
    const saved = { kept: count('kept'), moved: count('moved'), cancelled: count('cancelled') }
    const today = todayOf(office)
    const years = [...holidaysByYear(office, today)].map(([year, days]) => [year, days.length] as const)
    return renderPage(
      c,
      <OpeningsPage
        {...{ page: staffPageOf(c, assets), staff: c.var.staff, office, today, years }}
        missingYear={missingHolidayYear(office, today)}
        saved={query.one('done') === 'saved' ? saved : null}
        isStale={query.one('stale') === '1'}
      />,
    )
  }

  function backToList(c: Ctx, office: Office) {
    return c.redirect(`${paths.openings(office.slug)}?stale=1`, 303)
  }

  type Asked = { kind: RuleKind; found: RuleRow | null; typed: RuleTyped }

  /** The rule in the address: of a kind, and an existing one where an id is given. */
  function askedRule(office: Office, query: Form): Asked | null {
    const kind = forms.kindOf(query.one('kind'))
    const id = query.one('id')
    if (!kind) return null
    if (id === '') return { kind, found: null, typed: nothingTyped(kind) }
    const found = /^\d{1,15}$/.test(id) ? rowOf(office, kind, Number(id)) : null
    return found && { kind, found, typed: typedOf(office, found, todayOf(office)) }
  }

  type RuleShown = { errors?: readonly forms.RuleError[]; end?: { typed: string; isWrong: boolean } }

  function rulePage(c: Ctx, office: Office, { typed, found }: Asked, { errors = [], end }: RuleShown = {}) {
    return renderPage(
      c,
      <RulePage
        {...{ page: staffPageOf(c, assets), staff: c.var.staff, office, typed, known: found, errors }}
        {...(end && { end })}
      />,
      errors.length > 0 || end?.isWrong ? 422 : 200,
    )
  }

  /** A form that can be read leads to the preview of what it changes. */
  function checkRule(c: Ctx, office: Office, asked: Asked, form: Form): Response | Promise<Response> {
    const { kind, found } = asked
    const deed = form.one('deed')
    const lastDate = form.one('lastDate').trim()
    const preview = (rows: RowChange[]) =>
      previewOf(deps, assets, c, office, { rows, behind: formBehind(form, kind, found) })
    if (found && deed === 'remove') return preview(forms.removingRows(found))
    if (found && deed === 'end') {
      const rows = forms.endingRows(found, lastDate)
      return rows ? preview(rows) : rulePage(c, office, asked, { end: { typed: lastDate, isWrong: true } })
    }
    const isSent = form.all('opens').length + form.all('from').length > 0
    const typed = isSent ? forms.typedRule(form, kind, found, asked.typed) : asked.typed
    if (deed === 'back')
      return rulePage(c, office, { ...asked, typed }, { end: { typed: lastDate, isWrong: false } })
    const parsed = forms.parseRule(office, typed, found)
    return parsed.ok
      ? preview(parsed.rows)
      : rulePage(c, office, { ...asked, typed }, { errors: parsed.errors })
  }

  /** Saves what the preview has shown, or shows it again with what is missing. */
  async function confirm(c: Ctx, office: Office, form: Form) {
    const rows = changeOf(office, form)
    const behind = behindOf(form)
    if (!rows) return backToList(c, office)
    const seen = /^\d{1,9}$/.test(form.one('seen')) ? Number(form.one('seen')) : null
    const preview = await previewOpenings(deps, office, { rows, seen }, c.var.staff)
    const key = intentKey(form)
    // A second press comes when the rules have changed already: its first answer is given again.
    if (!preview.ok) return answer(c, office, await saveWith(c, office, { rows, seen, key, form }, []))

    const { hits } = preview
    const typed = typedDecisions(
      form,
      hits.map(({ visit }) => visit.appointmentId),
    )
    if (form.one('fill') === 'nearest') {
      const filled = { ...typed, chosen: filledIn(typed.chosen, hits, office.timeZone) }
      return showPreview(deps, assets, c, { preview, rows, behind, decisions: filled, intentKey: key })
    }
    const faults = faultsOf(hits, typed)
    const shown = { preview, rows, behind, decisions: typed, intentKey: key }
    if (faults.length > 0) return showPreview(deps, assets, c, { ...shown, faults, status: 422 })

    const outcome = await saveWith(c, office, { rows, seen, key, form }, [...decisionsOf(typed)])
    if (outcome.ok || outcome.reason === 'stale') return answer(c, office, outcome)
    if ('appointmentId' in outcome) {
      const { reason, appointmentId } = outcome
      const fault = { at: 'decision' as const, appointmentId, reason }
      return showPreview(deps, assets, c, { ...shown, faults: [fault], status: 409 })
    }
    return showAgain(c, office, { rows, behind, typed })
  }

  type Saving = { rows: RowChange[]; seen: number | null; key: string; form: Form }

  function saveWith(
    c: Ctx,
    office: Office,
    { rows, seen, key, form }: Saving,
    decisions: ReadonlyArray<
      [number, Parameters<typeof changeOpenings>[3] extends ReadonlyMap<number, infer D> ? D : never]
    >,
  ): Promise<ChangeOutcome> {
    const intent = { key, scope: `openings ${c.var.staff.id}`, body: [form.one('change'), seen] }
    return changeOpenings(deps, office, { rows, seen }, new Map(decisions), c.var.staff, intent)
  }

  function answer(c: Ctx, office: Office, outcome: ChangeOutcome) {
    if (!outcome.ok) return backToList(c, office)
    const { kept, moved, cancelled } = outcome
    const counts = `kept=${kept}&moved=${moved}&cancelled=${cancelled}`
    return c.redirect(`${paths.openings(office.slug)}?done=saved&${counts}`, 303)
  }

  /** Somebody booked or cancelled between the page and its confirmation. */
  async function showAgain(
    c: Ctx,
    office: Office,
    { rows, behind, typed }: { rows: RowChange[]; behind: FormBehind | null; typed: DecisionsTyped },
  ) {
    const preview: OpeningPreview = await previewOpenings(deps, office, { rows, seen: null }, c.var.staff)
    if (!preview.ok) return backToList(c, office)
    return showPreview(deps, assets, c, {
      preview,
      rows,
      behind,
      decisions: typed,
      isOverdue: true,
      status: 409,
    })
  }
}

function filledIn(chosen: ReadonlyMap<number, string>, hits: readonly HitShown[], timeZone: string) {
  const filled = new Map(chosen)
  for (const { visit, newTimes } of hits) {
    const [nearest] = newTimes
    if (!filled.get(visit.appointmentId) && nearest)
      filled.set(visit.appointmentId, isoOf(nearest.startsAt, timeZone))
  }
  return filled
}

function faultsOf(hits: readonly HitShown[], typed: DecisionsTyped): PreviewFault[] {
  const decided = decisionsOf(typed)
  const undecided = hits.filter(({ visit }) => {
    const isKept = typed.chosen.get(visit.appointmentId) === 'keep'
    return !isKept && !decided.has(visit.appointmentId)
  })
  const isReasonMissing = [...typed.chosen.values()].includes('keep') && !isReason(typed.reason)
  return [
    ...undecided.map(({ visit: { appointmentId } }) => ({
      ...{ at: 'decision' as const, appointmentId, reason: 'undecided' as const },
    })),
    ...(isReasonMissing ? [{ at: 'reason' as const }] : []),
  ]
}
