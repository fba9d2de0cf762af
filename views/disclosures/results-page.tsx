import {
  checkedCriteria,
  criteria,
  type FurtherCheck,
  furtherChecks,
  type TestResults,
} from '#src/disclosures/tested.ts'
import { type Language, languages, langOf } from '#src/languages.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { BackLink, Facts } from '../components/parts.tsx'
import { type Page, Shell } from '../layout/shell.tsx'
import { longDate } from '../text/dates.ts'
import { residentTextsIn } from '../text/index.ts'

type Props = { page: Page; office: Office; results: TestResults | null }

/** What the automatic checks found, what they cannot tell, and what nobody has looked at yet. */
export function ResultsPage({ page, office, results }: Props) {
  const { disclosures } = page.t
  const text = disclosures.results
  return (
    <Shell page={page} title={text.title} styles={['disclosures.css']}>
      <BackLink href={paths.accessibility(office.slug)}>{disclosures.title.accessibility}</BackLink>
      <h1>{text.title}</h1>
      <p>{text.lead}</p>
      {results === null ? <p>{text.none}</p> : <Automatic {...{ page, results }} />}
      <h2>{text.further}</h2>
      <FurtherChecks page={page} state="tested" />
      <FurtherChecks page={page} state="open" />
    </Shell>
  )
}

function Automatic({ page, results }: { page: Page; results: TestResults }) {
  const { t, language } = page
  const text = t.disclosures.results
  const sum = (of: 'views' | 'failed' | 'undecided') =>
    results.parts.reduce((total, part) => total + part[of], 0)
  const pages = results.parts.flatMap(part => part.pages).length
  const checked = checkedCriteria(results.rules)
  const rest = criteria.filter(criterion => !checked.includes(criterion))
  return (
    <>
      <Facts
        facts={[
          { term: text.facts.date, children: longDate(results.date, language) },
          { term: text.facts.target, children: text.target },
          { term: text.facts.tool, children: `${results.tool}, ${results.browser}` },
          { term: text.facts.views, children: text.views(pages, sum('views')) },
          { term: text.facts.failed, children: text.count(sum('failed')) },
          { term: text.facts.undecided, children: text.count(sum('undecided')) },
        ]}
      />
      <h2>{text.byPart}</h2>
      <div class="results-frame" tabindex={0} role="region" aria-label={text.byPart}>
        <Parts {...{ page, results }} />
      </div>
      <h2>{text.byCriterion}</h2>
      <p>{text.criteria(checked.length, criteria.length)}</p>
      <h3>{text.checked}</h3>
      <p class="criteria">{checked.join(' · ')}</p>
      <h3>{text.unchecked}</h3>
      <p class="criteria">{rest.join(' · ')}</p>
    </>
  )
}

function Parts({ page: { t }, results }: { page: Page; results: TestResults }) {
  const text = t.disclosures.results
  return (
    <table class="results">
      <thead>
        <tr>
          {[text.column.part, text.column.views, text.column.languages].map(name => (
            <th scope="col">{name}</th>
          ))}
          <th scope="col">{text.facts.failed}</th>
          <th scope="col">{text.facts.undecided}</th>
        </tr>
      </thead>
      <tbody>
        {results.parts.map(({ part, views, languages: tested, failed, undecided }) => (
          <tr>
            <th scope="row">{text.parts[part]}</th>
            <td>{views}</td>
            <td>
              <LanguageNames tested={tested} comma={t.listComma} />
            </td>
            <td>{failed}</td>
            <td>{undecided}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function LanguageNames({ tested, comma }: { tested: readonly string[]; comma: string }) {
  const known: Language[] = languages.filter(language => tested.includes(language))
  return (
    <>
      {known.map((language, index) => (
        <>
          {index > 0 && comma}
          <span lang={langOf(language)}>{residentTextsIn[language].languageName}</span>
        </>
      ))}
    </>
  )
}

function FurtherChecks({ page: { t }, state }: { page: Page; state: 'tested' | 'open' }) {
  const text = t.disclosures.results
  const checks = (Object.keys(furtherChecks) as FurtherCheck[]).filter(
    check => furtherChecks[check] === state,
  )
  return (
    <>
      <h3>{text.state[state]}</h3>
      <ul>
        {checks.map(check => (
          <li>{text.checks[check]}</li>
        ))}
      </ul>
    </>
  )
}
