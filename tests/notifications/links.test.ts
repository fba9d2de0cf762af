import { expect, test } from 'vitest'
import { langOf, languages } from '#src/languages.ts'
import { compose } from '#src/notifications/compose.ts'
import type { Letter, WaitlistMessage } from '#src/notifications/letter.ts'
import { visitMessage } from '#src/notifications/outbox.ts'
import { appointmentOf } from '../booking/deeds.ts'
import { linkOf } from '../arrival/arrivals.ts'
import { openSite } from '../support/site.ts'
import { instant } from '../support/ward.ts'

/** What the page behind a link is written in, for a phone that has chosen nothing here and asks for Japanese. */
async function pageBehind(link: string): Promise<{ lang: string | undefined; hasReadings: boolean }> {
  const answer = await fetch(link, { headers: { 'Accept-Language': 'ja' } })
  const html = await answer.text()
  return { lang: /<html lang="([\w-]+)"/.exec(html)?.[1], hasReadings: html.includes('<ruby>') }
}

test.each(languages)(
  'every link of a message opens its page in %s, whatever the phone asks for',
  async language => {
    const site = await openSite({ now: '2026-12-01T18:00' })
    const { appointmentId } = await site.booked(['tennyu'], '2026-12-02T10:00', { language })
    const appointment = await appointmentOf(site, appointmentId)
    if (!appointment) throw new Error('no appointment')
    const token = await linkOf(site, appointmentId)
    const visit = visitMessage(appointment, { to: 'x@example.test', token }, 0)
    const offer = { startsAt: instant('2026-12-02T11:00'), until: instant('2026-12-02T09:00') }
    const wait: WaitlistMessage = {
      ...{ to: 'x@example.test', language, token, counterId: appointment.leg.counterId, serviceIds: [] },
      ...{ people: 1, fromDate: '2026-12-02', toDate: '2026-12-02', fromMinute: 0, toMinute: 1440 },
      ...{ createdAt: 0, offer },
    }
    const letters: Letter[] = [
      ...(['booked', 'reminder', 'cancelled'] as const).map(kind => ({ kind, message: visit })),
      ...(['place_offered', 'waitlist_ended'] as const).map(kind => ({ kind, message: wait })),
    ]
    const body = '{日時}\n{予約ページ}\n{取消しページ}\n{トップページ}'
    const own = { kind: 'reminder', language, subject: '{区役所}', body } as const
    const worded = { ...site.office, messageTemplates: [own] }
    const from = { publicUrl: site.url, mailFrom: 'yoyaku@mihon.example' }

    const links = [site.office, worded].flatMap(office =>
      letters.flatMap(letter => {
        const { text, calendar } = compose(office, { ...letter, messageId: 'm' }, from)
        const entry = calendar?.content.replaceAll('\r\n ', '') ?? ''
        return `${text}\n${entry}`.match(/http:\/\/[^\s"]+/g) ?? []
      }),
    )

    expect(new Set(links.map(link => new URL(link).pathname))).toEqual(
      new Set(['/mihon', `/mihon/a/${token}`, `/mihon/a/${token}/cancellation`, `/mihon/w/${token}`]),
    )
    for (const link of links)
      expect(await pageBehind(link), link).toEqual({
        lang: langOf(language),
        hasReadings: language === 'easy',
      })
  },
)
