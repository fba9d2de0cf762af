import { langOf, languages } from '#src/languages.ts'
import { textOf } from '#src/offices/localized.ts'
import { nameLength, namesOn } from '#src/posters/poster.ts'
import { QrCode } from '../arrival/qr-code.tsx'
import { residentTextsIn } from '../text/index.ts'
import type { PosterProps } from './poster-sheet.tsx'
import { leadOf, toneOf, TypedAddress, Words } from './poster-words.tsx'

/** A box for the ward's paper: 85 by 60 millimetres, black on white. */
export function PosterBox({ office, wish, link, qr }: PosterProps) {
  const { subject } = wish
  const language = wish.language ?? 'ja'
  const words = residentTextsIn[language].posters
  const tone = toneOf(subject)
  const word = (text: string) => <Words {...{ text, language }} />
  return (
    <article
      class={`poster poster-box poster-black poster-${nameLength(namesOn({ subject, language }))}`}
      lang={langOf(language)}
    >
      <div class="poster-paper">
        <h2 class="poster-headline">{word(words.headline[tone])}</h2>
        {subject.kind !== 'office' && <p class="poster-name">{word(textOf(subject.name, language))}</p>}
        <div class="poster-row">
          <div class="poster-code">
            <QrCode svg={qr} label={words.qrLabel(textOf(subject.name, language))} />
          </div>
          <div>
            <p class="poster-lead">{word(leadOf(subject, words))}</p>
            <p class="poster-address">
              <TypedAddress link={link} />
            </p>
          </div>
        </div>
        {wish.language === null && (
          <ul class="poster-others">
            {languages
              .filter(other => other !== 'ja' && other !== 'easy')
              .map(other => (
                <li lang={other}>{residentTextsIn[other].posters.word[tone]}</li>
              ))}
          </ul>
        )}
        <footer class="poster-foot">
          <p>{word(textOf(office.name, language))}</p>
          <p>
            {word(words.phone[tone])} <b class="poster-phone">{office.contact.phone}</b>
          </p>
        </footer>
      </div>
    </article>
  )
}
