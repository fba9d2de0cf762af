import type { Appointment } from '#src/booking/appointment.ts'
import { textOf } from '#src/offices/localized.ts'
import { counterById, type Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { Facts, IntentKey } from '../components/parts.tsx'
import { type Page, Shell } from '../layout/shell.tsx'
import { When } from './visit-facts.tsx'

type Props = { page: Page; office: Office; appointment: Appointment; token: string; intentKey: string }

/** What a reminder leads to when somebody cannot come: when and where alone, and one button that cancels. */
export function CannotComePage({ page, office, appointment, token, intentKey }: Props) {
  const { t, language } = page
  const facts = appointment.legs.flatMap(({ startsAt, counterId }) => {
    const { floor, number, publicName } = counterById(office, counterId)
    const where = `${t.home.floor(floor)} ${t.home.counterNumber(number)} ${textOf(publicName, language)}`
    return [
      { term: t.check.when, children: <When at={startsAt} office={office} language={language} /> },
      { term: t.check.where, children: where },
    ]
  })
  return (
    <Shell page={page} title={t.cannotCome.title}>
      <h1>{t.cannotCome.title}</h1>
      <Facts facts={facts} />
      <p>{t.cannotCome.text}</p>
      <form method="post" action={paths.cancelByLink(office.slug, token)} class="actions">
        <IntentKey value={intentKey} />
        <button class="button button-danger">{t.cannotCome.submit}</button>
      </form>
      <p class="end">
        <a href={paths.manage(office.slug, token)}>{t.cannotCome.other}</a>
      </p>
    </Shell>
  )
}
