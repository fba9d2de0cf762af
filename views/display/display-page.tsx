import { raw } from 'hono/html'
import type { Instant } from '#src/clock.ts'
import type { ShownCall, ShownCounter, Sound, Theme } from '#src/display/display.ts'
import { bannerMark } from '#src/offices/banner.ts'
import { textOf } from '#src/offices/localized.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { DisplayBanners } from './banners.tsx'
import type { Page } from '../layout/shell.tsx'
import { figureTime } from '../text/dates.ts'
import { textsIn } from '../text/index.ts'
import { CallTemplate, CounterCard, NewestCall, Waiting } from './calls.tsx'
import { Both, type DisplayText } from './both.tsx'

type Props = {
  page: Page
  office: Office
  shown: readonly ShownCounter[]
  newest: readonly ShownCall[]
  sound: Sound
  theme: Theme
  now: Instant
  /** How many times faster than real time the office's clock runs; 1 but in a sample day. */
  speed: number
  /** Another one means: load again. */
  edition: string
}

/** A screen for the lobby: numbers, windows and names of counters, in Japanese and English at once. */
export function DisplayPage(props: Props) {
  const { page, office, shown, theme } = props
  return (
    <>
      {raw('<!DOCTYPE html>')}
      <html lang="ja" class={`display-${theme}`}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="robots" content="noindex" />
          <title>
            {textsIn.ja.display.title} | {office.name.ja}
          </title>
          <link rel="icon" href={page.asset('icon.svg')} type="image/svg+xml" />
          <link rel="stylesheet" href={page.asset('display.css')} />
          <script type="module" src={page.asset('display.js')} />
          <noscript>
            <meta http-equiv="refresh" content="15" />
          </noscript>
        </head>
        <body>
          <main
            class={shown.length === 1 ? 'display display-one' : `display display-many ${gridOf(shown)}`}
            {...dataOf(props)}
          >
            <Head {...props} />
            <Stale />
            <DisplayBanners page={page} office={office} counters={shown.map(({ counter }) => counter)} />
            <Newest {...props} />
            {shown.length > 1 && (
              <ul class="counters">
                {shown.map(one => (
                  <CounterCard shown={one} />
                ))}
              </ul>
            )}
            {shown.length === 1 && shown[0] && (
              <div
                class="foot"
                data-counter={shown[0].counter.slug}
                data-open-today={shown[0].isOpenToday ? '' : undefined}
              >
                <Waiting count={shown[0].state.waiting.length} />
              </div>
            )}
            <p class="unseen" aria-live="polite" data-tell />
            <CallTemplate name="newest" hasCounter={shown.length > 1} />
            <CallTemplate name="call" hasCounter={false} />
          </main>
        </body>
      </html>
    </>
  )
}

/** What the script is told; its texts have places for what it fills in. */
function dataOf({ page, office, shown, sound, now, speed, edition }: Props) {
  const { ja, en } = textsIn
  const slugs = shown.map(({ counter }) => counter.slug)
  const said = (t: DisplayText) => [t.say, t.sayWithoutLetter, t.windowJoin]
  return {
    'data-display': '',
    'data-stream': paths.liveStream(office.slug, slugs),
    'data-poll': paths.liveState(office.slug, slugs),
    'data-states': JSON.stringify(shown.map(({ state }) => state)),
    'data-now': now,
    'data-speed': speed,
    'data-zone': office.timeZone,
    'data-edition': edition,
    'data-banners': bannerMark(page.banners),
    'data-sound': sound,
    'data-say': JSON.stringify({ ja: said(ja.display), en: said(en.display) }),
    'data-tell-text': ja.display.tell,
  }
}

/** The cards fill the screen: the fewer they are, the larger. */
function gridOf({ length }: readonly ShownCounter[]): string {
  const columns = length <= 4 ? 2 : length <= 9 ? 3 : length <= 12 ? 4 : 5
  return `columns-${columns} rows-${Math.min(6, Math.ceil(length / columns))}`
}

function Head({ office, shown, now }: Props) {
  const name = shown.length === 1 && shown[0] ? shown[0].counter.publicName : office.name
  return (
    <header class="head">
      <h1>
        {name.ja} {name.en && <small lang="en">{textOf(name, 'en')}</small>}
      </h1>
      <button type="button" class="sound" data-sound-button hidden>
        <Both of={t => t.turnOnSound} />
      </button>
      <p class="clock" data-clock>
        {figureTime(now, office.timeZone)}
      </p>
    </header>
  )
}

function Stale() {
  return (
    <section class="stale" data-stale hidden>
      <h2>
        {textsIn.ja.display.stale} <b data-since /> <small lang="en">{textsIn.en.display.stale}</small>
      </h2>
      <p>
        <Both of={t => t.staleHelp} />
      </p>
    </section>
  )
}

function Newest({ shown, newest }: Props) {
  const isAllClosed = shown.every(({ isClosed }) => isClosed)
  return (
    <section class="newest">
      <h2>
        <span class="newest-title">
          <Both of={t => t.calling} />
        </span>
        <span class="newest-columns">
          <Both of={t => t.columns.number} /> <span aria-hidden="true">→</span>{' '}
          <Both of={t => t.columns.window} />
        </span>
      </h2>
      <ol class="newest-calls" data-newest data-count={newest.length}>
        {newest.map(called => (
          <NewestCall called={called} hasCounter={shown.length > 1} />
        ))}
      </ol>
      <p class="nobody" data-nobody hidden={newest.length > 0 || isAllClosed}>
        <Both of={t => t.nobody} />
      </p>
      <p class="nobody" data-all-closed hidden={newest.length > 0 || !isAllClosed}>
        <Both of={t => t.closed} />
      </p>
    </section>
  )
}
