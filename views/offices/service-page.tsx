import { textOf } from '#src/offices/localized.ts'
import { type Counter, type Office, type Service, takesBookings } from '#src/offices/office.ts'
import { clockTime } from '#src/clock.ts'
import { paths } from '#src/paths.ts'
import type { UsualHours } from '#src/slots/usual-hours.ts'
import { DocumentLists } from '../components/documents.tsx'
import { BackLink, Facts, Notice } from '../components/parts.tsx'
import { type Page, Shell } from '../layout/shell.tsx'
import { weekdayName } from '../text/dates.ts'

type Props = {
  page: Page
  office: Office
  counter: Counter
  service: Service
  hours: readonly UsualHours[]
}

/** Everything to know before a visit, and first whether it is needed at all. */
export function ServicePage(props: Props) {
  return (
    <Shell page={props.page} title={textOf(props.service.name, props.page.language)}>
      <ServiceContent {...props} />
    </Shell>
  )
}

/** The same without what is around it; in a preview it stands under a heading and leads nowhere. */
export function ServiceContent({ isPreview = false, ...props }: Props & { isPreview?: boolean }) {
  const { page, office, counter, service, hours } = props
  const { t, language } = page
  const { deadline, notes, noVisitAlternative } = service
  const [Top, Second] = isPreview ? (['h3', 'h4'] as const) : (['h1', 'h2'] as const)
  const leadTo = (href: string) => (isPreview ? undefined : href)
  return (
    <>
      <BackLink href={leadTo(paths.counter(office.slug, counter.slug))}>
        {textOf(counter.name, language)}
      </BackLink>
      <Top>{textOf(service.name, language)}</Top>

      {noVisitAlternative && (
        <Notice kind="success" title={t.service.noVisitTitle}>
          <p>{textOf(noVisitAlternative, language)}</p>
        </Notice>
      )}

      <Facts
        facts={[
          ...(deadline ? [{ term: t.service.deadline, children: textOf(deadline, language) }] : []),
          {
            term: t.service.duration,
            children: service.isPerPerson
              ? t.service.durationPerPerson(service.durationMinutes)
              : t.service.durationText(service.durationMinutes),
          },
          {
            term: t.service.where,
            children: `${t.home.floor(counter.floor)} ${t.home.counterNumber(counter.number)} ${textOf(counter.name, language)}`,
          },
          ...(hours.length > 0
            ? [{ term: t.service.hours, children: <HoursList {...{ page, hours }} /> }]
            : []),
          ...(notes ? [{ term: t.service.notes, children: textOf(notes, language) }] : []),
        ]}
      />

      {service.documents.length > 0 && (
        <>
          <Second>{t.service.bring}</Second>
          <DocumentLists
            {...{ t, language, documents: service.documents }}
            {...(isPreview && { level: 'h5' as const })}
          />
        </>
      )}

      {takesBookings(office, service) ? (
        <p class="actions">
          <a class="button" href={leadTo(paths.slots(office.slug, { services: [service.slug], people: 1 }))}>
            {t.service.book}
          </a>
        </p>
      ) : (
        <Notice kind="info" title={t.service.notBookableTitle}>
          <p>{t.service.notBookableText}</p>
        </Notice>
      )}
    </>
  )
}

function HoursList({ page: { t, language }, hours }: Pick<Props, 'page' | 'hours'>) {
  const dayOf = (weekday: number | undefined) => weekdayName(weekday ?? 1, language)
  const days = ({ nth, weekdays }: UsualHours) =>
    nth !== null
      ? t.service.nth(nth, dayOf(weekdays[0]))
      : weekdays.length === 1
        ? dayOf(weekdays[0])
        : t.service.days(dayOf(weekdays[0]), dayOf(weekdays.at(-1)))
  return (
    <>
      <ul class="plain">
        {hours.map(usual => (
          <li>
            {days(usual)}{' '}
            {usual.hours
              .map(({ from, to }) => t.planner.span(wallTime(from), wallTime(to)))
              .join(t.listComma)}
            {usual.isPartial && t.service.partial}
          </li>
        ))}
      </ul>
      <p class="hint">{t.service.exceptClosed}</p>
    </>
  )
}

/** 9:00, as times are written on all pages of residents. */
function wallTime(minute: number): string {
  return clockTime(minute).replace(/^0/, '')
}
