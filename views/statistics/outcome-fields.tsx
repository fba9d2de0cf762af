import { textOf } from '#src/offices/localized.ts'
import { everyService, type Office } from '#src/offices/office.ts'
import type { Purpose } from '#src/queue/ticket.ts'
import type { CorrectionField, TypedCorrection } from '#src/statistics/correction-form.ts'
import type { TicketHistory } from '#src/statistics/ticket-history.ts'
import type { PlainStaffPage } from '../layout/staff-shell.tsx'

type Props = {
  page: PlainStaffPage
  office: Office
  history: TicketHistory
  typed: TypedCorrection
  errorAt: (field: CorrectionField) => string | undefined
}

const purposes: readonly Purpose[] = ['yes', 'partly', 'no']

/** What was really done and whether it was what they came for, as recorded or as typed. */
export function OutcomeFields({ page: { t, language }, office, history, typed, errorAt }: Props) {
  const text = t.corrections.form
  const { ticket, told } = history
  const isTyped = typed.services.length > 0 || typed.reason !== ''
  const chosen = (id: number, slug: string) =>
    isTyped ? typed.services.includes(slug) : told.services.includes(id)
  const purpose = isTyped ? typed.purposeMet : (told.purposeMet ?? '')
  return (
    <>
      <fieldset class="field" id="services">
        <legend class="label">{text.services}</legend>
        <Wrong t={t} says={errorAt('services')} />
        {everyService(office)
          .filter(({ counterId }) => counterId === ticket.counterId)
          .filter(service => office.services.includes(service) || chosen(service.id, service.slug))
          .map(({ id, slug, name }) => (
            <label class="choice">
              <input type="checkbox" name="service" value={slug} checked={chosen(id, slug)} />
              <span>{textOf(name, language)}</span>
            </label>
          ))}
      </fieldset>
      <fieldset class="field" id="purposeMet">
        <legend class="label">{text.purpose}</legend>
        <Wrong t={t} says={errorAt('purposeMet')} />
        {[...purposes, '' as const].map(value => (
          <label class="choice">
            <input type="radio" name="purposeMet" value={value} checked={purpose === value} />
            <span>{value === '' ? text.purposeUnknown : t.queue.purposes[value]}</span>
          </label>
        ))}
      </fieldset>
    </>
  )
}

function Wrong({ t, says }: { t: PlainStaffPage['t']; says: string | undefined }) {
  return says ? (
    <p class="error">
      {t.errors.mark}
      {says}
    </p>
  ) : null
}
