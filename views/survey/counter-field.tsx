import { textOf } from '#src/offices/localized.ts'
import type { Office } from '#src/offices/office.ts'
import type { Page } from '../layout/shell.tsx'

type Props = {
  page: Page
  office: Office
  value?: string
  label?: string
  none?: string
  error?: string | null
}

/** Which counter the answers are about. */
export function CounterField({ page, office, value = '', label, none, error }: Props) {
  const t = page.t.survey
  return (
    <div class={error ? 'field field-error' : 'field'}>
      <label for="counter" class="label">
        {label ?? t.counter}
      </label>
      <select
        id="counter"
        name="counter"
        class="input"
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={error ? 'counter-error' : undefined}
      >
        <option value="">{none ?? t.counterNone}</option>
        {office.counters.map(({ slug, number, publicName }) => (
          <option value={slug} selected={slug === value}>
            {page.t.home.counterNumber(number)} {textOf(publicName, page.language)}
          </option>
        ))}
      </select>
      {error && (
        <p id="counter-error" class="error">
          {page.t.errors.mark}
          {error}
        </p>
      )}
    </div>
  )
}
