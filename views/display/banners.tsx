import { textOf } from '#src/offices/localized.ts'
import { type Counter, counterById, type Office } from '#src/offices/office.ts'
import type { Page } from '../layout/shell.tsx'
import { textsIn } from '../text/index.ts'

type Props = { page: Page; office: Office; counters: readonly Counter[] }

/** What the office tells everybody, on a screen: about all counters and about those that are shown. */
export function DisplayBanners({ page, office, counters }: Props) {
  const told = page.banners.filter(
    ({ counterId }) => counterId === null || counters.some(({ id }) => id === counterId),
  )
  const { ja, en } = textsIn
  if (told.length === 0) return null
  return (
    <section class="banners" aria-label={ja.banners.label}>
      {told.map(({ counterId, kind, text }) => {
        const name = counterId === null ? null : counterById(office, counterId).publicName
        return (
          <p class={`banner banner-${kind}`}>
            <b class="banner-kind">{ja.banners.kind[kind]}</b>
            <span>
              {name && <b>{ja.banners.about(name.ja)}</b>}
              {text.ja}
              {text.en && (
                <small lang="en">
                  {name && `${en.banners.about(textOf(name, 'en'))} `}
                  {text.en}
                </small>
              )}
            </span>
          </p>
        )
      })}
    </section>
  )
}
