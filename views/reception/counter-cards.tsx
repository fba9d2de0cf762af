import { textOf } from '#src/offices/localized.ts'
import type { Counter } from '#src/offices/office.ts'
import type { StaffPage } from '../layout/staff-shell.tsx'

type Props = { page: StaffPage; counters: readonly Counter[]; href: (slug: string) => string }

/** The counters of which one is to be chosen first. */
export function CounterCards({ page: { t, language }, counters, href }: Props) {
  return (
    <ul class="cards reception-counters">
      {counters.map(({ slug, number, name, floor }) => (
        <li>
          <a class="card" href={href(slug)}>
            <span>
              {t.home.counterNumber(number)} {textOf(name, language)}{' '}
              <span class="hint whole">{t.home.floor(floor)}</span>
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}
