import { lineTextsIn } from '#views/text/line.ts'
import type { Deps } from '../deps.ts'
import { languageForTag } from '../languages.ts'
import type { Office } from '../offices/office.ts'
import { ownCards } from './answer-own.ts'
import { cardMessage } from './card.ts'
import { createGuide } from './guide.ts'
import type { Channel } from './channel.ts'
import { languageOfBooking } from './link-queries.ts'
import { type LineUser, saveLanguage } from './user-queries.ts'
import type { Answer, Said } from './receive.ts'

/** Answers what somebody wanted in their language; throws where LINE does not take it. */
export function createAnswers(deps: Deps) {
  const guideCards = createGuide(deps)

  return async (office: Office, channel: Channel, { user, replyToken, said }: Answer): Promise<void> => {
    if (replyToken === null) return
    const language = await languageOf(deps, channel, user, said)
    const own = await ownCards(deps, office, user, said, language)
    const cards = own ?? (await guideCards(office, said, language))
    await deps.line.reply(channel.accessToken, replyToken, [cardMessage(cards, lineTextsIn(language))])
  }
}

/** The one chosen, else that of their LINE, asked for once. */
async function languageOf(deps: Deps, channel: Channel, user: LineUser, said: Said): Promise<string> {
  if (said.what === 'language') return said.language
  if ('appointmentId' in said && !user.isLanguageChosen)
    return (await deps.store.read(db => languageOfBooking(db, said.appointmentId))) ?? 'ja'
  if (user.language !== null) return user.language
  const tag = await deps.line.languageOf(channel.accessToken, user.key).catch(() => null)
  const language = (tag === null ? null : languageForTag(tag)) ?? 'ja'
  await deps.store.write(db => saveLanguage(db, user.id, { language, isChosen: false }))
  return language
}
