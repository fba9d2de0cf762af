import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { type Language, languages, langOf } from '#src/languages.ts'
import { textOf } from '#src/offices/localized.ts'
import type { Banner, Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { Banners } from '../components/banners.tsx'
import { OfficeLogo } from '../components/logo.tsx'
import { type ResidentTexts, residentTextsIn } from '../text/index.ts'

/** What every page is given besides its own props. */
export type Page = {
  office: Office | null
  /** What the office tells everybody now. */
  banners: readonly Banner[]
  language: Language
  t: ResidentTexts
  /** Whether kanji show their readings, where a text has them. */
  hasReadings: boolean
  /** Path and query of this page, without the choice of language. */
  here: string
  asset: (name: string) => string
}

type Props = {
  page: Page
  title: string
  hasError?: boolean
  script?: string
  styles?: readonly string[]
  /** After how many seconds, and where, the page comes again if no script can look for news. */
  refresh?: string
  children?: Child
}

/** The whole of a page around its main part. */
export function Shell({ page, title, hasError = false, script, styles = [], refresh, children }: Props) {
  const { office, language, t } = page
  const siteName = office ? textOf(office.name, language) : t.shell.siteName
  return (
    <>
      {raw('<!DOCTYPE html>')}
      <html lang={langOf(language)}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="robots" content="noindex" />
          <title>
            {hasError ? t.shell.errorPrefix : ''}
            {title} | {siteName}
          </title>
          <link rel="icon" href={page.asset('icon.svg')} type="image/svg+xml" />
          {['tokens.css', 'madoguchi.css', ...styles].map(name => (
            <link rel="stylesheet" href={page.asset(name)} />
          ))}
          <KeyColour office={office} />
          {refresh && (
            <noscript>
              <meta http-equiv="refresh" content={refresh} />
            </noscript>
          )}
          <script type="module" src={page.asset(script ?? 'page.js')} />
        </head>
        <body>
          <a class="skip" href="#main">
            {t.shell.skip}
          </a>
          <header class="header">
            <div class="frame header-row">
              <a class="header-name" href={office ? paths.home(office.slug) : '/'}>
                {office && <OfficeLogo office={office} language={language} />}
                {siteName}
              </a>
              <Languages page={page} />
              <ReadingsSwitch page={page} />
            </div>
          </header>
          {office && <Banners page={page} office={office} />}
          <main id="main" class="frame main">
            {children}
          </main>
          {office && <Footer page={page} office={office} />}
        </body>
      </html>
    </>
  )
}

/** The office's own colour, where it has chosen one. */
export function KeyColour({ office }: { office: Office | null }) {
  if (!office?.keyColour) return null
  return <link rel="stylesheet" href={paths.colours(office.slug, office.keyColour)} />
}

/** Shows or hides readings, in the languages that have some. */
function ReadingsSwitch({ page: { t, hasReadings, here } }: { page: Page }) {
  const { readings } = t.shell
  if (!readings) return null
  const separator = here.includes('?') ? '&' : '?'
  return (
    <p class="readings">
      <a href={`${here}${separator}furigana=${hasReadings ? 'off' : 'on'}`}>
        {hasReadings ? readings.hide : readings.show}
      </a>
    </p>
  )
}

type LanguagesProps = { page: Page; offered?: readonly Language[] }

/** The same page in another language, each under its own name. */
export function Languages({ page: { t, language, here }, offered = languages }: LanguagesProps) {
  const separator = here.includes('?') ? '&' : '?'
  return (
    <nav aria-label={t.shell.languages} class="languages">
      <ul>
        {offered.map(code => (
          <li>
            <a
              href={`${here}${separator}lang=${code}`}
              lang={langOf(code)}
              hreflang={langOf(code)}
              aria-current={code === language ? 'true' : undefined}
            >
              {residentTextsIn[code].languageName}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

type FooterProps = { page: Page; office: Office; isPreview?: boolean }

/** How to reach the office; in a preview it leads nowhere. */
export function Footer({ page: { t, language }, office, isPreview = false }: FooterProps) {
  const leadTo = (href: string) => (isPreview ? undefined : href)
  return (
    <footer class="footer">
      <div class="frame">
        <p class="footer-name">{textOf(office.name, language)}</p>
        <p>{textOf(office.contact.address, language)}</p>
        <p>
          {t.shell.phone}: <a href={leadTo(`tel:${office.contact.phone}`)}>{office.contact.phone}</a>
        </p>
        <ul class="footer-links">
          <li>
            <a href={leadTo(paths.find(office.slug))}>{t.shell.findBooking}</a>
          </li>
          <li>
            <a href={leadTo(paths.opinions(office.slug))}>{t.opinions.link}</a>
          </li>
          <li>
            <a href={leadTo(paths.privacy(office.slug))}>{t.shell.privacy}</a>
          </li>
          <li>
            <a href={paths.accessibility(office.slug)}>{t.shell.accessibility}</a>
          </li>
        </ul>
      </div>
    </footer>
  )
}
