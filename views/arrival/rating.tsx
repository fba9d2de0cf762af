import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { Page } from '../layout/shell.tsx'

type Props = { page: Page; office: Office; token: string; rating: 'open' | 'given' }

const marks = [5, 4, 3, 2, 1, 'unknown'] as const

/** The one question after a visit; each answer is a button. */
export function Rating({ page, office, token, rating }: Props) {
  const t = page.t.arrival.rating
  if (rating === 'given') return <p class="rating-thanks">{t.thanks}</p>
  return (
    <section class="rating">
      <h2>{t.title}</h2>
      <p class="hint">{t.hint}</p>
      <form method="post" action={paths.rating(office.slug, token)}>
        <ul class="plain rating-marks">
          {marks.map(mark => (
            <li>
              <button class="button button-outline" name="score" value={mark}>
                {t.score[mark]}
              </button>
            </li>
          ))}
        </ul>
      </form>
    </section>
  )
}
