import { bannerMark } from '#src/offices/banner.ts'
import { textOf } from '#src/offices/localized.ts'
import { type Banner, counterById, type Office } from '#src/offices/office.ts'
import type { Page } from '../layout/shell.tsx'
import { residentTextsIn } from '../text/index.ts'

type Props = { page: Pick<Page, 'banners' | 't' | 'language'>; office: Office }

/** What the office tells everybody; live pages exchange it, and read out what is new. */
export function Banners({ page: { banners, t, language }, office }: Props) {
  return (
    <div role="status" class="no-print">
      <div data-live-part="banners" data-banners={bannerMark(banners)}>
        {banners.length > 0 && (
          <section class="banners" aria-label={t.banners.label}>
            {banners.map(banner => (
              <BannerLine {...{ banner, office, language }} />
            ))}
          </section>
        )}
      </div>
    </div>
  )
}

type LineProps = Pick<Banner, 'counterId' | 'kind' | 'text'>

/** One of them: its kind is a word, never a colour alone. */
export function BannerLine(props: { banner: LineProps; office: Office; language: Page['language'] }) {
  const { banner, office, language } = props
  const t = residentTextsIn[language].banners
  const isTold = banner.text[language] !== undefined
  return (
    <div class={`banner banner-${banner.kind}`}>
      <p class="frame">
        <b class="banner-kind">{t.kind[banner.kind]}</b>{' '}
        {banner.counterId !== null && (
          <b class="whole">{t.about(textOf(counterById(office, banner.counterId).publicName, language))}</b>
        )}
        <span class="banner-text" lang={isTold ? undefined : 'ja'}>
          {isTold ? textOf(banner.text, language) : banner.text.ja}
        </span>
      </p>
    </div>
  )
}
