import { textOf } from '#src/offices/localized.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { type Page, Shell } from '../layout/shell.tsx'

/** Where every visit begins: search, life events, counters, and the way to an existing booking. */
export function HomePage({ page, office }: { page: Page; office: Office }) {
  const { t, language } = page
  return (
    <Shell page={page} title={t.home.title}>
      <h1>{t.home.title}</h1>
      <p class="lead">{t.home.lead}</p>
      <SearchForm page={page} office={office} query="" />

      <h2>{t.home.lifeEvents}</h2>
      <ul class="cards">
        {office.lifeEvents.map(event => (
          <li>
            <a class="card" href={paths.lifeEvent(office.slug, event.slug)}>
              {textOf(event.name, language)}
            </a>
          </li>
        ))}
      </ul>

      <h2>{t.home.counters}</h2>
      <ul class="rows">
        {office.counters
          .filter(counter => office.services.some(service => service.counterId === counter.id))
          .map(counter => (
            <li>
              <a class="row" href={paths.counter(office.slug, counter.slug)}>
                <span class="row-title">{textOf(counter.name, language)}</span>
                <span class="row-note">
                  {t.home.counterNumber(counter.number)} · {t.home.floor(counter.floor)}
                </span>
              </a>
            </li>
          ))}
      </ul>

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
