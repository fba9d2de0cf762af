import { displayReference } from '#src/access/token.ts'
import type { Appointment } from '#src/booking/appointment.ts'
import { textOf } from '#src/offices/localized.ts'
import { counterById, type Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { mergedDocuments, ToBring } from '../components/documents.tsx'
import { Facts } from '../components/parts.tsx'
import { type Page, Shell } from '../layout/shell.tsx'
import { visitFacts, visitOf } from './visit-facts.tsx'

type Props = { page: Page; office: Office; appointment: Appointment }

/** The confirmation: reference first, then what happens next. Survives a reload and prints on one page. */
export function DonePage({ page, office, appointment }: Props) {
  const { t, language } = page
  const { leg, legs, services, person, documents } = appointment
  const counter = counterById(office, leg.counterId)
  const where = `${t.home.counterNumber(counter.number)} ${textOf(counter.name, language)}`
  return (
    <Shell page={page} title={t.done.title}>
      <section class="panel">
        <h1>{t.done.title}</h1>
        <p>{t.done.reference}</p>
        <p class="reference">{displayReference(appointment.reference ?? '')}</p>
        <p>{t.done.referenceNote}</p>
      </section>
      <p>{person?.email ? t.done.mailSent : t.done.noMail}</p>
      <Facts facts={visitFacts(t, language, office, visitOf(appointment))} />

      <h2>{t.done.next}</h2>
      <ol class="next">
        {t.done.nextSteps(where, counter.floor, office.rules.checkInOpensMinutesBefore).map(step => (
          <li>{step}</li>
        ))}
        {mergedDocuments(services).length > 0 && <li>{t.done.bringStep}</li>}
        {legs.length > 1 && (
          <li>
            {t.legs.lead} {t.legs.late}
          </li>
        )}
      </ol>

      <ToBring {...{ t, language, services }} title={t.service.bring} ready={documents} />

      <p class="actions no-print">
        <a class="button" href={paths.appointment(office.slug)}>
          {t.done.manage}
        </a>
        <a class="button button-outline" href={paths.calendar(office.slug)} download>
          {t.done.calendar}
        </a>
        <button type="button" class="button button-outline" data-print hidden>
          {t.done.print}
        </button>
      </p>
    </Shell>
  )
}
