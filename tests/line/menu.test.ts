import { expect, test } from 'vitest'
import { languages } from '#src/languages.ts'
import { cardMessage } from '#src/line/card.ts'
import { createGuide } from '#src/line/guide.ts'
import { documentLines } from '#src/line/guide-cards.ts'
import type { Said } from '#src/line/receive.ts'
import { lineTextsIn } from '#views/text/line.ts'
import { bookedPlan } from '../booking/plans.ts'
import { officeNow } from '../catalogue/office.ts'
import { eventOf, hanako, openLineWard } from '../support/line.ts'
import { faultOf } from '../support/line-server.ts'
import { rescheduled } from '../notifications/post.ts'
import { openWindows, walkIn } from '../support/queue.ts'
import { openWard } from '../support/ward.ts'

type OpenCounter = { id: string; estimate: { fromMinutes: number; toMinutes: number } }

test('a new friend is greeted in the language of their LINE, and other languages in Japanese', async () => {
  const { site, line, deliver } = await openLineWard()
  const greeted = async (language: string | null, digit: string) => {
    const userKey = `U${digit.repeat(32)}`
    if (language) line.languages.set(userKey, language)
    await deliver([eventOf(site, { type: 'follow' }, { userKey })])
    return line.replied.at(-1)?.shown.alt
  }

  expect(await greeted('vi', '1')).toBe('Hướng dẫn quầy của Văn phòng quận Mihon (mẫu)')
  expect(await greeted('fr', '2')).toBe('見本区役所の窓口案内')
  expect(await greeted('zh-Hant', '3')).toBe('見本区役所の窓口案内')
  expect(await greeted(null, '4')).toBe('見本区役所の窓口案内')
})

test('a language that was chosen is kept', async () => {
  const { line, writes, presses } = await openLineWard()
  line.languages.set(hanako, 'ja')

  const offered = await presses('languages')
  expect(Object.values(offered?.buttons ?? {})).toEqual(languages.map(code => `language/${code}`))
  expect((await presses('language/ko'))?.alt).toBe('한국어로 안내해 드립니다')
  expect((await writes('hello'))?.alt).toBe('찾지 못했습니다')
})

test('from a life event to the counter, the documents and the booking page', async () => {
  const { site, presses } = await openLineWard()
  const start = await presses('guide')
  const event = Object.values(start?.buttons ?? {})[0] ?? ''
  expect(event).toMatch(/^life_event\//)

  const services = await presses(event)
  const service = Object.values(services?.buttons ?? {})[0] ?? ''
  const shown = await presses(service)

  const slug = service.slice('service/'.length)
  expect(shown?.alt).toBe(site.office.services.find(one => one.slug === slug)?.name.ja)
  expect(shown?.words).toEqual(expect.arrayContaining(['窓口', '持ち物']))
  expect(shown?.urls[0]).toContain(`/mihon/slots?services=${slug}`)
})

test('an office without life events offers its services instead', async () => {
  const { site, presses } = await openLineWard()
  await site.change(async db => {
    await db.deleteFrom('question_services').execute()
    await db.deleteFrom('life_event_questions').execute()
    await db.deleteFrom('life_event_services').execute()
  })

  const buttons = Object.values((await presses('guide'))?.buttons ?? {})

  expect(buttons[0]).toBe(`service/${site.office.services[0]?.slug}`)
  expect((await presses('life_event/hikkoshi-in'))?.alt).toBe(lineTextsIn('ja').gone.title)
})

test('of many life events the first are buttons, and the others are on the site that the card leads to', async () => {
  const { site, presses } = await openLineWard()
  const [service] = site.office.services
  const known = site.office.lifeEvents.length
  await site.change(async db => {
    for (let number = 1; number <= 20; number += 1) {
      const event = { slug: `event-${number}`, name: JSON.stringify({ ja: `できごと${number}` }) }
      const { id } = await db
        .insertInto('life_events')
        .values({ ...event, office_id: site.office.id, position: 100 + number })
        .returning('id')
        .executeTakeFirstOrThrow()
      await db
        .insertInto('life_event_services')
        .values({ office_id: site.office.id, life_event_id: id, service_id: service?.id ?? 0, position: 0 })
        .execute()
    }
  })

  const shown = await presses('guide')

  const events = Object.values(shown?.buttons ?? {}).filter(data => data.startsWith('life_event/'))
  expect(shown?.words).toContain(lineTextsIn('ja').more(known + 20 - events.length))
  expect(shown?.urls.map(url => new URL(url).pathname)).toEqual(['/mihon'])
})

test.for(languages)('every answer of the guide is one that LINE takes, in %s', async language => {
  const { deps, office } = await openWard()
  const cards = createGuide(deps)
  const asked: Said[] = [
    ...office.lifeEvents.map(({ slug }) => ({ what: 'life_event', slug }) as const),
    ...office.services.map(({ slug }) => ({ what: 'service', slug }) as const),
    ...(['welcome', 'menu', 'guide', 'crowded', 'languages', 'unlinked', 'nothing_linked'] as const).map(
      what => ({ what }),
    ),
    ...(['wrong_code', 'too_many_tries', 'not_text'] as const).map(what => ({ what })),
    ...['証明', 'zzz', 'a'.repeat(100)].map(words => ({ what: 'search', words }) as const),
    { what: 'service', slug: 'gone' },
    { what: 'not_booked', appointmentId: 1 },
  ]

  for (const said of asked) {
    const message = cardMessage(await cards(office, said, language), lineTextsIn(language))
    expect(faultOf({ messages: [JSON.parse(JSON.stringify(message))] }), JSON.stringify(said)).toBe(null)
  }
})

test('words find services, and nothing found leads on', async () => {
  const { writes } = await openLineWard()

  expect((await writes('転入'))?.alt).toContain('転入')
  const none = await writes('存在しない手続き')
  expect(none?.alt).toBe('見つかりませんでした')
  expect(Object.values(none?.buttons ?? {})).toContain('guide')
})

test('how crowded it is are the figures of the open data', async () => {
  const { site, presses } = await openLineWard({ now: '2026-12-01T09:00' })
  await openWindows(site, 'ido')
  await walkIn(site, 'tennyu')
  await walkIn(site, 'tennyu')
  const open = await fetch(`${site.url}/api/v1/offices/mihon/queue`)
  const { counters } = (await open.json()) as { counters: OpenCounter[] }
  const ido = counters.find(({ id }) => id === 'ido')
  const wait = ido && `約${ido.estimate.fromMinutes}～${ido.estimate.toMinutes}分`

  const shown = await presses('crowded')

  expect(shown?.alt).toBe('いまの混み具合（9時00分現在）')
  expect(shown?.words).toContain(`2人待ち / ${wait}`)
  expect(shown?.words).toContain('受付していません')
})

test('questions about bookings are answered for those that are linked', async () => {
  const { site, presses, link } = await openLineWard()
  const { appointmentId } = await site.booked(['tennyu'], '2026-12-02T09:00')
  const own = await site.booked(['inkan-toroku'], '2026-12-02T10:00')
  expect((await presses('bookings'))?.alt).toBe('連携している予約はありません')
  await link(own.appointmentId)

  for (const data of ['bookings', 'bring', 'change', 'cancel']) {
    const shown = await presses(data)
    expect(shown?.words.join('\n'), data).toContain('10時')
    expect(shown?.words.join('\n'), data).not.toContain('9時')
    expect(shown?.urls.length, data).toBe(1)
  }
  const rows = await site.deps.store.read(db =>
    db.selectFrom('appointments').select(['id', 'state']).execute(),
  )
  expect(rows.map(({ state }) => state)).toEqual(['booked', 'booked'])
  expect(appointmentId).not.toBe(own.appointmentId)
})

test('links in the talk open pages in the language chosen there: the browser of LINE knows of none', async () => {
  const { site, line, presses, writes, link, send } = await openLineWard()
  const { appointmentId } = await site.booked(['tennyu'], '2026-12-02T09:00')
  await link(appointmentId)
  await presses('language/easy')
  await rescheduled(site, appointmentId, '2026-12-02T10:00')
  await send()

  const shown = [
    await presses('bookings'),
    await presses('service/tennyu'),
    await writes('届'),
    line.pushed.at(-1)?.shown,
  ]

  const links = shown.flatMap(card => card?.urls ?? []).map(url => new URL(url))
  expect(links.map(({ pathname }) => pathname)).toEqual([
    expect.stringMatching(/^\/mihon\/a\//),
    ...['/mihon/slots', '/mihon/services/tennyu', '/mihon/services'],
    expect.stringMatching(/^\/mihon\/a\//),
  ])
  for (const { searchParams } of links) expect(searchParams.get('lang')).toBe('easy')
  expect(links[1]?.searchParams.get('services')).toBe('tennyu')
})

test('what to bring is told to the last paper, or not at all where LINE could not hold it', async () => {
  const { site, presses, link } = await openLineWard()
  const documents = await site.deps.store.read(db => db.selectFrom('documents').select('id').execute())
  const nameAll = async (times: number) => {
    for (const { id } of documents) {
      const name = JSON.stringify({ ja: `${id}番の書類、${'くわしい説明'.repeat(times)}` })
      await site.change(db => db.updateTable('documents').set({ name }).where('id', '=', id).execute())
    }
    site.office = await officeNow(site)
  }
  await nameAll(18)
  const { id, services } = await bookedPlan(site, [
    ['tennyu+inkan-toroku', '09:00'],
    ['kokuho-kanyu', '10:00'],
    ['jidoteate', '11:00'],
  ])
  await link(id)

  const words = (await presses('bring'))?.words.join('\n')
  const wanted = documentLines(services, 'ja')
  expect(wanted.join('\n').length).toBeGreaterThan(1000)
  for (const line of wanted) expect(words).toContain(line)
  expect(words).not.toContain('…')

  await nameAll(60)
  expect((await presses('bring'))?.words).toContain('手続きの内容と持ち物は、予約ページでご確認ください。')
})

test('in plain words what to bring has its readings, and no button is longer for it', async () => {
  const { site, presses, link } = await openLineWard()
  const { appointmentId } = await site.booked(['tennyu'], '2026-12-02T10:00', { language: 'easy' })
  await link(appointmentId)

  const bring = (await presses('bring'))?.words.join('\n')
  const services = await presses(`life_event/${site.office.lifeEvents[0]?.slug}`)

  expect(bring).toContain('在留（ざいりゅう）カード')
  expect(bring).toContain('引（ひ）っ越（こ）し・印鑑登録（いんかんとうろく）')
  expect(services?.words).toContain(
    '転入届（てんにゅうとどけ）（ほかの 町（まち）から 引（ひ）っ越（こ）して 来（き）ました）',
  )
  expect(Object.keys(services?.buttons ?? {}).join()).not.toContain('てんにゅう')
})

test('nothing of a sensitive service is said', async () => {
  const { site, presses, link } = await openLineWard()
  const sensitive = site.office.services.find(service => service.isSensitive && service.isBookable)
  if (!sensitive) throw new Error('the sample ward has no sensitive service')
  const { appointmentId } = await site.booked([sensitive.slug], '2026-12-02T10:00')
  await link(appointmentId)

  const all = JSON.stringify([await presses('bookings'), await presses('bring')])

  for (const { name } of sensitive.documents) expect(all).not.toContain(name.ja)
  expect(all).not.toContain(sensitive.name.ja)
})

test('a picture is answered with a request for words', async () => {
  const { site, line, deliver } = await openLineWard()
  await deliver([eventOf(site, { type: 'message', message: { id: '1', type: 'image' } })])

  expect(line.replied[0]?.shown.alt).toBe('文字で送ってください')
})

test('an answer that LINE does not take is no error for whoever delivers', async () => {
  const { site, line, deliver } = await openLineWard()
  line.trouble = () => ({ status: 500, body: { message: 'Internal server error' } })

  expect(await deliver([eventOf(site, { type: 'follow' })])).toBe(200)
})
