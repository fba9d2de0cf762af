import { type Language, langOf, languages } from '#src/languages.ts'
import { textOf } from '#src/offices/localized.ts'
import type { Office } from '#src/offices/office.ts'
import { nameLength, namesOn, type PosterWish } from '#src/posters/poster.ts'
import { QrCode } from '../arrival/qr-code.tsx'
import { residentTextsIn } from '../text/index.ts'
import { leadOf, toneOf, TypedAddress, Words } from './poster-words.tsx'

export type PosterProps = { office: Office; wish: PosterWish; link: string; qr: string }

/** A poster for a wall. With all languages on it Japanese is the large one. */
export function PosterSheet({ office, wish, link, qr }: PosterProps) {
  const { subject, form, ink } = wish
  const language = wish.language ?? 'ja'
  const words = residentTextsIn[language].posters
  const tone = toneOf(subject)
  const length = nameLength(namesOn(wish))
  const word = (text: string) => <Words {...{ text, language }} />
  return (
    <article
      class={`poster poster-${form} poster-${ink} poster-${length}${wish.language ? '' : ' poster-all'}`}
      lang={langOf(language)}
    >
      <div class="poster-paper">
        <header class="poster-band">
          <p class="poster-office">{word(textOf(office.name, language))}</p>
          <h2 class="poster-headline">{word(words.headline[tone])}</h2>
        </header>
        {subject.kind !== 'office' && <p class="poster-name">{word(textOf(subject.name, language))}</p>}
        <div class="poster-reach">
          <p class="poster-lead">{word(leadOf(subject, words))}</p>
          <div class="poster-code">
            <QrCode svg={qr} label={words.qrLabel(textOf(subject.name, language))} />
          </div>
          <p class="poster-scan">{word(words.scan)}</p>
          <p class="poster-address">
            <TypedAddress link={link} />
          </p>
        </div>
        {wish.language === null ? (
          <Others {...{ subject, hasNames: length !== 'longest' }} />
        ) : (
          tone === 'book' && <p class="poster-anytime">{word(words.anytime)}</p>
        )}
        <footer class="poster-foot">
          <p>{word(words.phone[tone])}</p>
          <p class="poster-phone">{office.contact.phone}</p>
        </footer>
      </div>
    </article>
  )
}

type OthersProps = Pick<PosterWish, 'subject'> & { hasNames: boolean }

/** The same in short in every language but Japanese; names that are too long for six of them are left out. */
function Others({ subject, hasNames }: OthersProps) {
  const tone = toneOf(subject)
  return (
    <ul class="poster-others">
      {languages
        .filter(language => language !== 'ja')
        .map(language => {
          const words = residentTextsIn[language].posters
          return (
            <li lang={langOf(language)}>
              <b class="poster-other-headline">
                <Words text={words.headline[tone]} language={language} />
              </b>{' '}
              {hasNames && <OwnName {...{ subject, language }} />}
              <Words text={leadOf(subject, words)} language={language} />
            </li>
          )
        })}
    </ul>
  )
}

/** What it is about, where the office has a name for it in that language. */
function OwnName({ subject, language }: { subject: PosterWish['subject']; language: Language }) {
  if (subject.kind === 'office' || subject.name[language] === undefined) return null
  return (
    <span class="poster-other-name">
      <Words text={textOf(subject.name, language)} language={language} />
    </span>
  )
}
