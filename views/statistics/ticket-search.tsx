import { paths } from '#src/paths.ts'
import type { PlainStaffPage } from '../layout/staff-shell.tsx'

type Props = {
  page: PlainStaffPage
  typed: { date: string; number: string }
  wrong: { date: boolean; number: boolean }
}

/** The day and the number on the slip. */
export function TicketSearch({ page: { t }, typed, wrong }: Props) {
  const text = t.corrections.tickets
  const error = (name: 'date' | 'number', says: string) =>
    wrong[name] && (
      <p id={`${name}-error`} class="error">
        {t.errors.mark}
        {says}
      </p>
    )
  const stateOf = (name: 'date' | 'number') => ({
    'aria-invalid': wrong[name] ? ('true' as const) : undefined,
    'aria-describedby': wrong[name] ? `${name}-error` : undefined,
  })
  return (
    <form method="get" action={paths.figuresTickets()} class="ticket-search">
      <div class={wrong.date ? 'field field-error' : 'field'}>
        <label for="date" class="label">
          {text.date}
        </label>
        <input id="date" name="date" type="date" class="input" value={typed.date} {...stateOf('date')} />
        {error('date', text.dateWrong)}
      </div>
      <div class={wrong.number ? 'field field-error' : 'field'}>
        <label for="number" class="label">
          {text.number} <span class="hint">{text.numberHint}</span>
        </label>
        <input
          id="number"
          name="number"
          class="input input-short"
          value={typed.number}
          autocomplete="off"
          spellcheck={false}
          {...stateOf('number')}
        />
        {error('number', text.numberWrong)}
      </div>
      <p class="actions">
        <button class="button">{text.search}</button>
      </p>
    </form>
  )
}
