import { openLifeEvents } from '#src/offices/life-event.ts'
import { textOf } from '#src/offices/localized.ts'
import type { Counter, Localized, Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { type Page, Shell } from '../layout/shell.tsx'

/** Where every visit begins: search, life events, counters, and the way to an existing booking. */
export function HomePage({ page, office }: { page: Page; office: Office }) {
  const { t } = page
  const events = openLifeEvents(office)
  const counters = office.counters.filter(({ id }) => office.services.some(one => one.counterId === id))
  return (
    <Shell page={page} title={t.home.title}>
      <h1>{t.home.title}</h1>
      <p class="lead">{t.home.lead}</p>
      <SearchForm page={page} office={office} query="" />

      {events.length > 0 && (
        <>
          <h2>{t.home.lifeEvents}</h2>
          <ul class="cards">
            {events.map(event => (
              <li>
                <LifeEventCard
                  page={page}
                  name={event.name}
                  href={paths.lifeEvent(office.slug, event.slug)}
                />
              </li>
            ))}
          </ul>
        </>
      )}

      {counters.length > 0 && (
        <>
          <h2>{t.home.counters}</h2>
          <ul class="rows">
            {counters.map(counter => (
              <li>
                <CounterRow {...{ page, counter }} href={paths.counter(office.slug, counter.slug)} />
              </li>
            ))}
          </ul>
        </>
      )}

      <section class="notice notice-info">
        <h2 class="notice-title">{t.home.findTitle}</h2>
        <p>
          <a href={paths.find(office.slug)}>{t.home.findText}</a>
        </p>
      </section>

      <h2>{t.opinions.title}</h2>
      <ul class="rows">
        <li>
          <a class="row" href={paths.opinions(office.slug)}>
            <span class="row-title">{t.opinions.answers.send}</span>
          </a>
        </li>
        <li>
          <a class="row" href={paths.publishedOpinions(office.slug)}>
            <span class="row-title">{t.opinions.answersLink}</span>
          </a>
        </li>
      </ul>
    </Shell>
  )
}

type LeadsTo = { page: Page; href: string | undefined }

export function LifeEventCard({ page, name, href }: LeadsTo & { name: Localized }) {
  return (
    <a class="card" href={href}>
      {textOf(name, page.language)}
    </a>
  )
}

export function CounterRow({ page: { t, language }, counter, href }: LeadsTo & { counter: Counter }) {
  return (
    <a class="row" href={href}>
      <span class="row-title">{textOf(counter.name, language)}</span>
      <span class="row-note">
        {t.home.counterNumber(counter.number)} · {t.home.floor(counter.floor)}
      </span>
    </a>
  )
}

export function SearchForm({ page: { t }, office, query }: { page: Page; office: Office; query: string }) {
  return (
    <form class="search" role="search" method="get" action={paths.services(office.slug)}>
      <label for="q" class="label">
        {t.home.searchLabel}
      </label>
      <p id="q-hint" class="hint">
        {t.home.searchHint}
      </p>
      <div class="search-row">
        <input
          id="q"
          name="q"
          type="search"
          class="input"
          value={query}
          aria-describedby="q-hint"
          maxlength={100}
        />
        <button class="button button-outline">{t.home.searchButton}</button>
      </div>
    </form>
  )
}
