import { displayReference } from '#src/access/token.ts'
import { textOf } from '#src/offices/localized.ts'
import { counterById, servicesByIds } from '#src/offices/office.ts'
import type { FormBehind } from '#src/openings/carried-form.ts'
import type { DecisionsTyped } from '#src/openings/decisions-form.ts'
import { historyOf, type RowChange } from '#src/openings/opening-change.ts'
import type { HitShown, OpeningPreview } from '#src/openings/preview-openings.ts'
import type { WeekPair } from '#src/openings/week.ts'
import { dateOf, isoOf } from '#src/clock.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { BackLink, ErrorSummary, IntentKey, TextField } from '../components/parts.tsx'
import { StaffShell, type StaffPage } from '../layout/staff-shell.tsx'
import { longDate, shortDate, timeOf } from '../text/dates.ts'
import { Rows } from './rows.tsx'
import { WeekTable } from './week-table.tsx'
import type { Speaking } from './words.ts'

/** What is still missing before the change can be saved. */
export type PreviewFault =
  | {
      at: 'decision'
      appointmentId: number
      reason: 'undecided' | keyof StaffPage['t']['openings']['preview']['refused']
    }
  | { at: 'reason' }

type Props = {
  page: StaffPage
  staff: StaffMember
  rows: readonly RowChange[]
  /** The form that led here; null: none that can be filled in again. */
  behind: FormBehind | null
  preview: Extract<OpeningPreview, { ok: true }>
  week: WeekPair | null
  decisions: DecisionsTyped
  faults: readonly PreviewFault[]
  /** Bookings have changed since the page before this one. */
  isOverdue: boolean
  intentKey: string
}

/** What a change does: rows, the week before and after, and each booking that is hit with a decision. */
export function PreviewPage(props: Props) {
  const { page, staff, rows, behind, preview, week, faults, isOverdue, intentKey, decisions } = props
  const { t, language } = page
  const text = t.openings.preview
  const { before, after, hits, holds } = preview
  const speaking: Speaking = { t, language, office: after }
  const isWrong = faults.length > 0 || isOverdue
  return (
    <StaffShell
      {...{ page, staff, title: text.title }}
      hasError={isWrong}
      styles={['queue.css', 'openings.css']}
      wide
    >
      <Back {...props} />
      <ErrorSummary
        t={t}
        errors={[
          ...(isOverdue ? [{ href: '#hits', text: text.newHits }] : []),
          ...faults.map(fault => summaryOf(props, fault)),
        ]}
      />
      <h1>{text.title}</h1>
      <p>
        <span class="chip">{text.notSaved}</span>
      </p>
      <h2>{text.rows}</h2>
      <Rows speaking={speaking} rows={historyOf(before, rows)} />
      <h2>{text.week}</h2>
      {week ? (
        <>
          <p>{text.weekLead(longDate(week.from, language))}</p>
          {week.counters.map(({ counter, days }) => (
            <WeekTable {...{ speaking, before, counter, days }} />
          ))}
        </>
      ) : (
        <p>{text.noWeek}</p>
      )}
      <form method="post" action={paths.openings(before.slug)} novalidate>
        <IntentKey value={intentKey} />
        <input type="hidden" name="change" value={JSON.stringify(rows)} />
        {behind && <input type="hidden" name="behind" value={JSON.stringify(behind)} />}
        <input type="hidden" name="seen" value={String(before.revision)} />
        <h2 id="hits">{text.hits(hits.length)}</h2>
        {hits.length === 0 ? (
          <p>{text.noHits}</p>
        ) : (
          <>
            <p>{text.hitsLead}</p>
            <p class="actions">
              <button class="button button-small button-outline" name="fill" value="nearest">
                {text.fill}
              </button>
            </p>
            {hits.map(hit => (
              <HitChoice {...props} hit={hit} />
            ))}
            <TextField
              {...{ t, name: 'reason', label: text.reason, hint: text.reasonHint, value: decisions.reason }}
              error={faults.some(({ at }) => at === 'reason') ? text.reasonFault : undefined}
              autocomplete="off"
            />
          </>
        )}
        {holds > 0 && <p>{text.holds(holds)}</p>}
        <p class="actions">
          <button class="button">{hits.length === 0 ? text.save : text.saveAll}</button>
        </p>
      </form>
    </StaffShell>
  )
}

/** Back to the form with all that was typed, without a word of it in the address. */
function Back({ page: { t }, preview, behind }: Props) {
  const { slug } = preview.before
  if (!behind) return <BackLink href={paths.openings(slug)}>{t.openings.back}</BackLink>
  return (
    <form method="post" action={paths.openingRule(slug, behind.kind, behind.id ?? undefined)} class="back">
      <input type="hidden" name="deed" value="back" />
      {behind.fields.map(([name, value]) => (
        <input type="hidden" {...{ name, value }} />
      ))}
      <button class="button button-text">{t.openings.preview.back}</button>
    </form>
  )
}

function summaryOf({ page, preview }: Props, fault: PreviewFault): { href: string; text: string } {
  const text = page.t.openings.preview
  if (fault.at === 'reason') return { href: '#reason', text: `${text.reason}：${text.reasonFault}` }
  const hit = preview.hits.find(({ visit }) => visit.appointmentId === fault.appointmentId)
  return {
    href: `#decision-${fault.appointmentId}-keep`,
    text: `${displayReference(hit?.booking.reference ?? '')}：${faultText(page, fault)}`,
  }
}

function faultText({ t }: StaffPage, fault: Extract<PreviewFault, { at: 'decision' }>): string {
  const text = t.openings.preview
  return fault.reason === 'undecided' ? text.undecided : text.refused[fault.reason]
}

/** A booking that is hit, with what can become of it. */
function HitChoice({ page, preview, decisions, faults, hit }: Props & { hit: HitShown }) {
  const { t, language } = page
  const text = t.openings.preview
  const { after } = preview
  const { visit, why, booking, newTimes } = hit
  const name = `decision-${visit.appointmentId}`
  const chosen = decisions.chosen.get(visit.appointmentId) ?? ''
  const fault = faults.find(one => one.at === 'decision' && one.appointmentId === visit.appointmentId)
  const error = fault?.at === 'decision' ? faultText(page, fault) : undefined
  const services = servicesByIds(after, visit.serviceIds)
  const counter = counterById(after, visit.counterId)
  const choice = (value: string, id: string, label: string) => (
    <label class="choice" for={`${name}-${id}`}>
      <input id={`${name}-${id}`} type="radio" name={name} value={value} checked={chosen === value} />
      <span>{label}</span>
    </label>
  )
  const when = (at: number) =>
    `${shortDate(dateOf(at, after.timeZone), language)} ${timeOf(at, after.timeZone, language)}`
  return (
    <fieldset class={error ? 'field field-error openings-hit' : 'field openings-hit'}>
      <legend class="label">
        {when(visit.startsAt)} <span class="openings-reference">{displayReference(booking.reference)}</span>{' '}
        {booking.name}
      </legend>
      <p class="hint">
        {textOf(counter.name, language)} ·{' '}
        {services.map(service => textOf(service.name, language)).join(t.listComma)}
        <br />
        {text.why[why]}
      </p>
      {!booking.hasEmail && (
        <p class="openings-call">
          <span class="chip">{text.noEmail}</span> {booking.phone ? text.phone(booking.phone) : text.noPhone}
        </p>
      )}
      <div class="openings-decision">
        {newTimes.map((slot, index) =>
          choice(isoOf(slot.startsAt, after.timeZone), String(index), text.moveTo(when(slot.startsAt))),
        )}
        {newTimes.length === 0 && <p>{text.noTimes}</p>}
        {choice('cancel', 'cancel', text.cancel)}
        {choice('keep', 'keep', text.keep)}
      </div>
      {error && (
        <p class="error">
          {t.errors.mark}
          {error}
        </p>
      )}
    </fieldset>
  )
}
