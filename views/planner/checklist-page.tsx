import { textOf } from '#src/offices/localized.ts'
import { counterById, type LifeEvent, type Office, type Service, takesBookings } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { BackLink, Notice } from '../components/parts.tsx'
import { type Page, Shell } from '../layout/shell.tsx'
import { ServiceRow } from '../offices/services-page.tsx'
import { MergedDocuments } from './merged-documents.tsx'

type Props = { page: Page; office: Office; services: readonly Service[]; event: LifeEvent | null }

/** What somebody has to do and to bring, and what of it can be booked as one visit. */
export function ChecklistPage({ page, office, services, event }: Props) {
  const { t } = page
  const { together, separate, without } = sorted(office, services)
  return (
    <Shell page={page} title={t.planner.listTitle} styles={['planner.css']}>
      {event ? (
        <BackLink href={paths.lifeEvent(office.slug, event.slug)}>{t.planner.answerAgain}</BackLink>
      ) : (
        <BackLink href={paths.home(office.slug)}>{t.shell.toHome}</BackLink>
      )}
      <h1>{t.planner.listTitle}</h1>
      {services.length === 0 ? (
        <Notice kind="info" title={t.planner.none}>
          <p>{t.planner.noneText}</p>
        </Notice>
      ) : (
        <p>{t.planner.found(services.length)}</p>
      )}
      {together.length > 0 && <Together {...{ page, office, services: together }} />}
      <Others
        {...{ page, office, services: separate, title: t.planner.separate, text: t.planner.separateText }}
      />
      <Others {...{ page, office, services: without, title: t.planner.withoutBooking }} />
      {services.some(({ documents }) => documents.length > 0) && (
        <section>
          <h2>{t.service.bring}</h2>
          <MergedDocuments {...{ page, services }} />
        </section>
      )}
    </Shell>
  )
}

/** By how each is booked: together with others, by itself so that nobody sees it beside them, or not at all. */
function sorted(office: Office, services: readonly Service[]) {
  const isBookable = (one: Service) => takesBookings(office, one)
  const isAlone = services.length === 1
  return {
    together: services.filter(one => isBookable(one) && (isAlone || !one.isSensitive)),
    separate: services.filter(one => isBookable(one) && !isAlone && one.isSensitive),
    without: services.filter(one => !isBookable(one)),
  }
}

function Together({ page, office, services }: Pick<Props, 'page' | 'office' | 'services'>) {
  const { t } = page
  return (
    <form method="get" action={paths.plans(office.slug)} class="together">
      <fieldset class="field">
        <legend class="label">{t.planner.together}</legend>
        <p class="hint">{t.planner.togetherHint}</p>
        {services.map(service => (
          <ServiceChoice {...{ page, office, service }} />
        ))}
      </fieldset>
      <div class="field">
        <label class="label" for="people">
          {t.slots.people}
        </label>
        <p class="hint" id="people-hint">
          {t.slots.peopleHint}
        </p>
        <select id="people" name="people" class="input input-short" aria-describedby="people-hint">
          {Array.from({ length: office.rules.peopleMax }, (_, index) => index + 1).map(count => (
            <option value={count}>{t.slots.peopleCount(count)}</option>
          ))}
        </select>
      </div>
      <p class="actions">
        <button class="button">{t.planner.find}</button>
      </p>
    </form>
  )
}

function ServiceChoice({ page, office, service }: { page: Page; office: Office; service: Service }) {
  const { t, language } = page
  const counter = counterById(office, service.counterId)
  const { noVisitAlternative, deadline } = service
  return (
    <div class="errand">
      <label class="choice">
        <input id={`service-${service.slug}`} type="checkbox" name="services" value={service.slug} checked />
        <span class="errand-name">{textOf(service.name, language)}</span>
      </label>
      <p class="errand-note">
        {t.home.floor(counter.floor)} {t.home.counterNumber(counter.number)} ·{' '}
        {t.services.minutes(service.durationMinutes)} ·{' '}
        <a href={paths.service(office.slug, service.slug)}>
          {t.planner.more}
          <span class="hidden">: {textOf(service.name, language)}</span>
        </a>
      </p>
      {deadline && <p class="errand-note">{textOf(deadline, language)}</p>}
      {noVisitAlternative && (
        <p class="errand-note">
          <span class="chip chip-good">{t.services.noVisit}</span>
        </p>
      )}
    </div>
  )
}

type OthersProps = Pick<Props, 'page' | 'office' | 'services'> & { title: string; text?: string }

function Others({ page, office, services, title, text }: OthersProps) {
  if (services.length === 0) return null
  return (
    <section>
      <h2>{title}</h2>
      {text && <p>{text}</p>}
      <ul class="rows">
        {services.map(service => (
          <li>
            <ServiceRow {...{ page, office, service }} href={paths.service(office.slug, service.slug)} />
          </li>
        ))}
      </ul>
    </section>
  )
}
