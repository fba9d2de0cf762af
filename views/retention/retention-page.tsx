import type { LocalDate } from '#src/clock.ts'
import type { Office } from '#src/offices/office.ts'
import { type DataClass, dataClasses, retentionLimits } from '#src/offices/retention.ts'
import type { ClockLeap } from '#src/wrong-clock/clock-leap.ts'
import { paths } from '#src/paths.ts'
import type { DryRun } from '#src/retention/dry-run.ts'
import type { TypedDays } from '#src/retention/form.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { dateOf, type Instant } from '#src/clock.ts'
import { AuditDays, auditFaultText } from './audit-days.tsx'
import { BackLink, ErrorSummary, FieldFault, Notice } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { longDate, shortDate } from '../text/dates.ts'
import { OfficeChoice } from './office-choice.tsx'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  offices: readonly Office[]
  typed: TypedDays
  wrong: readonly DataClass[]
  now: DryRun
  last: ReadonlyMap<DataClass, { at: Instant; erased: number }>
  lastPurge: { date: LocalDate; erased: number } | null
  leap: ClockLeap | null
  typedAudit: string
  auditFault: 'wrong' | 'stale' | null
  mayEdit: boolean
  done: 'changed' | 'started' | null
}

/** How long what is kept, what would go tonight, and the form to change it. */
export function RetentionPage(props: Props) {
  const { page, staff, office, offices, wrong, lastPurge, leap, auditFault, mayEdit, done } = props
  const { t, language } = page
  const text = t.retention.settings
  return (
    <StaffShell
      {...{ page, staff, title: text.title }}
      hasError={wrong.length > 0 || auditFault !== null}
      styles={['queue.css', 'people.css', 'retention.css']}
      wide
    >
      <BackLink href={paths.personalData(office.slug)}>{text.back}</BackLink>
      <ErrorSummary
        t={t}
        errors={[
          ...wrong.map(name => ({ href: `#${name}`, text: faultText(page, name) })),
          ...(auditFault === null ? [] : [{ href: '#audit', text: auditFaultText(page, auditFault) }]),
        ]}
      />
      {done && (
        <Notice kind="success">
          <p>{done === 'changed' ? text.done : text.started}</p>
        </Notice>
      )}
      <h1>{text.title}</h1>
      <p>{text.lead}</p>
      {offices.length > 1 && <OfficeChoice {...{ page, office, offices }} action={paths.retention()} />}
      {!office.retention.isErasing && <Waiting page={page} office={office} mayEdit={mayEdit} />}
      {leap && (
        <Notice kind="warning">
          <p>{text.leap(longDate(leap.after, language), longDate(leap.until, language))}</p>
        </Notice>
      )}
      {lastPurge && (
        <p class="hint">{text.lastNight(longDate(lastPurge.date, language), lastPurge.erased)}</p>
      )}
      <form method="get" action={paths.retention()}>
        <input type="hidden" name="office" value={office.slug} />
        <input type="hidden" name="step" value="check" />
        <Days {...props} />
        {mayEdit && (
          <p class="actions">
            <button class="button">{text.check}</button>
          </p>
        )}
      </form>
      <h2>{text.audit.title}</h2>
      <AuditDays {...props} />
      <h2>{text.fixedTitle}</h2>
      <ul class="retention-fixed">
        {text.fixed.map(({ name, days, holds }) => (
          <li>
            <b>{name}</b>
            <span>{days}</span>
            <span class="hint">{holds}</span>
          </li>
        ))}
      </ul>
      <p>{text.backups}</p>
    </StaffShell>
  )
}

function faultText({ t }: StaffPage, name: DataClass): string {
  const { classes, range, wrong } = t.retention.settings
  const { min, max } = retentionLimits[name]
  return wrong(classes[name].name, range(min, max))
}

function Waiting({ page, office, mayEdit }: Pick<Props, 'page' | 'office' | 'mayEdit'>) {
  const text = page.t.retention.settings
  return (
    <Notice kind="warning" title={text.waitingTitle}>
      <p>{text.waiting}</p>
      {mayEdit && (
        <form method="post" action={paths.retentionStart()}>
          <input type="hidden" name="office" value={office.slug} />
          <button class="button">{text.start}</button>
        </form>
      )}
    </Notice>
  )
}

/** Each kind with its days: on a phone one below the other. */
function Days(props: Props) {
  const { page, office, typed, now, last, mayEdit } = props
  const { t, language } = page
  const text = t.retention.settings
  return (
    <ul class="retention-kinds">
      {dataClasses.map(name => {
        const words = text.classes[name]
        const erased = last.get(name)
        return (
          <li>
            <div>
              <h2 class="retention-kind">{words.name}</h2>
              <p class="hint">{words.holds}</p>
            </div>
            {mayEdit ? (
              <DaysField {...props} name={name} />
            ) : (
              <div>
                <b>{text.dayCount(Number(typed[name]))}</b>
                <Why page={page} name={name} />
              </div>
            )}
            <dl class="retention-going">
              <dt>{office.retention.isErasing ? text.now : text.nowIfStarted}</dt>
              <dd>
                <Going page={page} name={name} {...now[name]} />
              </dd>
              <dt>{text.last}</dt>
              <dd>
                {erased
                  ? `${shortDate(dateOf(erased.at, office.timeZone), language)} ${words.unit(erased.erased)}`
                  : text.never}
              </dd>
            </dl>
          </li>
        )
      })}
    </ul>
  )
}

function Why({ page: { t }, name }: { page: StaffPage; name: DataClass }) {
  const { classes, range } = t.retention.settings
  const { min, max } = retentionLimits[name]
  return (
    <p class="hint" id={`${name}-hint`}>
      {classes[name].from}
      <br />
      {range(min, max)}：{classes[name].why}
    </p>
  )
}

function DaysField({ page, typed, wrong, name }: Props & { name: DataClass }) {
  const { t } = page
  const { days, unit } = t.retention.settings
  const isWrong = wrong.includes(name)
  return (
    <div class={isWrong ? 'field field-error retention-days' : 'field retention-days'}>
      <label class="label" for={name}>
        {days}
      </label>
      <span class="retention-input">
        <input
          id={name}
          name={name}
          class="input"
          inputmode="numeric"
          autocomplete="off"
          value={typed[name]}
          aria-invalid={isWrong ? 'true' : undefined}
          aria-describedby={isWrong ? `${name}-error ${name}-hint` : `${name}-hint`}
        />{' '}
        {unit}
      </span>
      {isWrong && <FieldFault t={t} name={name} error={faultText(page, name)} />}
      <Why page={page} name={name} />
    </div>
  )
}

/** How much would go, and since when the oldest of it is there. */
export function Going({
  page: { t, language },
  name,
  count,
  oldest,
}: {
  page: StaffPage
  name: DataClass
  count: number
  oldest: LocalDate | null
}) {
  const text = t.retention.settings
  return (
    <>
      {count === 0 ? text.nothing : text.classes[name].unit(count)}
      {oldest && <span class="retention-note">{text.oldest(longDate(oldest, language))}</span>}
    </>
  )
}
