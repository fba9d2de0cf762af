import type { BannerError, NewBanner, TypedBanner } from '#src/banners/banner-draft.ts'
import type { Instant } from '#src/clock.ts'
import type { Banner, Counter, Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { BannerLine } from '../components/banners.tsx'
import { ErrorSummary } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { Refusal } from '../staff/sign-in-page.tsx'
import { longDateTime } from '../text/dates.ts'
import { textsIn } from '../text/index.ts'
import { BannerFields } from './banner-fields.tsx'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  /** Those about which something may be told. */
  counters: readonly Counter[]
  isWholeOffice: boolean
  open: ReadonlyArray<{ banner: Banner; isOwn: boolean }>
  typed: TypedBanner
  errors: readonly BannerError[]
  preview: NewBanner | null
  /** Whether another one was entered by this very page before. */
  isUsed: boolean
  done: 'shown' | 'ended' | null
  now: Instant
  intentKey: string
}

/** What is told now and later, and a form for something new. */
export function BannersPage(props: Props) {
  const { page, staff, open, errors, preview, isUsed, done, now } = props
  const t = page.t.banners
  const [shown, planned] = [
    open.filter(({ banner }) => banner.from <= now),
    open.filter(({ banner }) => banner.from > now),
  ]
  return (
    <StaffShell
      {...{ page, staff, title: t.title }}
      hasError={errors.length > 0 || isUsed}
      styles={['banners.css']}
    >
      <ErrorSummary
        t={page.t}
        errors={errors.map(({ field, reason }) => ({ href: `#${field}`, text: t.fault[reason] }))}
      />
      {isUsed && <Refusal text={t.isUsed} />}
      {done && (
        <p class="notice notice-success" role="status">
          {t.done[done]}
        </p>
      )}
      <h1>{t.title}</h1>
      <p>{t.lead}</p>
      <h2>{t.now}</h2>
      {shown.length === 0 ? <p>{t.none}</p> : <OpenBanners {...props} banners={shown} deed={t.end} />}
      {planned.length > 0 && (
        <>
          <h2>{t.later}</h2>
          <OpenBanners {...props} banners={planned} deed={t.cancel} />
        </>
      )}
      <h2>{t.enter}</h2>
      <form method="post" action={paths.banners()} novalidate>
        <input type="hidden" name="key" value={props.intentKey} />
        {preview && <Preview {...props} preview={preview} />}
        <BannerFields {...props} />
        <p class="actions">
          <button class={preview ? 'button button-outline' : 'button'} formaction={paths.bannerPreview()}>
            {t.preview}
          </button>
        </p>
      </form>
    </StaffShell>
  )
}

function OpenBanners({ page, office, banners, deed }: Props & { banners: Props['open']; deed: string }) {
  const { t, language } = page
  const time = (at: Instant) => longDateTime(at, office.timeZone, language)
  return (
    <ul class="plain">
      {banners.map(({ banner, isOwn }) => (
        <li class="banner-open">
          <BannerLine {...{ banner, office, language }} />
          <p class="hint">{t.banners.period(time(banner.from), time(banner.until))}</p>
          {isOwn ? (
            <form method="post" action={paths.endBanner(banner.id)}>
              <button class="button button-small button-danger">{deed}</button>
            </form>
          ) : (
            <p class="hint">{t.banners.ofOthers}</p>
          )}
        </li>
      ))}
    </ul>
  )
}

/** As it will stand on the pages, in each language, with the button that shows it. */
function Preview({ page, office, preview }: Props & { preview: NewBanner }) {
  const { t, language } = page
  const [from, until] = [preview.from, preview.until].map(at => longDateTime(at, office.timeZone, language))
  return (
    <section class="banner-preview" aria-label={t.banners.previewTitle} tabindex={-1} data-error-summary>
      <h3>{t.banners.previewTitle}</h3>
      {(['ja', 'en'] as const).map(shown => (
        <div lang={shown}>
          <p class="hint">{textsIn[shown].languageName}</p>
          <BannerLine banner={preview} office={office} language={shown} />
        </div>
      ))}
      <p>{t.banners.period(from ?? '', until ?? '')}</p>
      <p class="actions">
        <button class="button">{t.banners.show}</button>
      </p>
    </section>
  )
}
