import { cancelLeg } from '#src/booking/cancel-leg.ts'
import { languages } from '#src/languages.ts'
import { withLegs } from '#src/booking/appointment.ts'
import { compose } from '#src/notifications/compose.ts'
import { standardWords } from '#src/notifications/own-wording.ts'
import { visitMail } from '#src/notifications/mail-content.ts'
import { visitMessage } from '#src/notifications/outbox.ts'
import { bookedPlan, movingIn } from '../booking/plans.ts'
import type { ParsedMail } from 'mailparser'
import { expect, test } from 'vitest'
import { plainTextOf } from '#src/offices/localized.ts'
import type { Service } from '#src/offices/office.ts'
import { changeOpenings } from '#src/openings/change-openings.ts'
import { messagesIn } from '#views/text/messages.ts'
import { instant, type Ward } from '../support/ward.ts'
import { openMailServer } from './mail-server.ts'
import { cancelled, openWardWithAddress, rescheduled, sendAll, transportTo } from './post.ts'

const canary = { name: 'カナリヤ 花子', phone: '09012345678', email: 'hanako.canary@example.test' }
const telltale = /カナリヤ|花子|canary|09012345678|090-1234-5678/i

test('a confirmation has a subject, a text, an HTML part and one calendar file', async () => {
  const server = await openMailServer()
  const ward = await openWardWithAddress()
  const booked = await ward.booked(['tennyu'], '2026-12-02T09:00', { email: 'taro@example.test' })

  await sendAll(ward, transportTo(server.url))

  const [mail] = server.mails as [ParsedMail]
  const link = `https://yoyaku.mihon.example/mihon/a/${booked.token}`
  const reference = `${booked.reference.slice(0, 3)}-${booked.reference.slice(3)}`
  expect(mail.subject).toBe('【見本区役所】窓口の予約を受け付けました')
  expect(mail.from?.value).toEqual([{ name: '見本区役所', address: 'yoyaku@mihon.example' }])
  expect(server.recipients).toEqual([['taro@example.test']])
  expect(mail.messageId).toMatch(/^<[0-9a-f-]{36}@yoyaku\.mihon\.example>$/)
  expect(mail.headers.get('auto-submitted')).toBe('auto-generated')
  const shown = [
    '2026年（令和8年）12月2日（水曜日）9時00分',
    '1階 2番窓口（住民異動・印鑑登録）',
    '約30分',
    '1人',
    reference,
    '転入届（市外から引っ越してきた）',
    '転出証明書 ※マイナンバーカードで転出手続きをした人は不要',
    link,
    '06-0000-0000',
  ]
  for (const part of shown) {
    expect(mail.text).toContain(part)
    expect(mail.html).toContain(part)
  }
  expect(mail.html).toContain('<html lang="ja">')
  expect(mail.attachments.map(({ contentType }) => contentType)).toEqual(['text/calendar'])
})

test.each(languages)('a mail about services that need nothing asks for nothing, in %s', async language => {
  const ward = await openWardWithAddress()
  const services = ward.office.services.map(service => ({ ...service, documents: [] }))
  const appointment = await bookedPlan(ward, movingIn, { language })
  const message = visitMessage(appointment, { to: '', token: 'token' }, ward.deps.clock.now())
  const letter = { kind: 'booked', message, messageId: 'm' } as const
  const from = { publicUrl: 'https://yoyaku.mihon.example', mailFrom: 'yoyaku@mihon.example' }
  const { labels, nothingToBring } = messagesIn[language]

  const standard = compose({ ...ward.office, services }, letter, from)
  expect(standard.text).toContain(labels.services)
  expect(standard.text).not.toContain(labels.documents)

  const own = { kind: 'booked', language, ...standardWords('booked', messagesIn[language]) } as const
  const worded = compose({ ...ward.office, services, messageTemplates: [own] }, letter, from)
  expect(worded.text).toContain(nothingToBring)
})

test('a message is in the language of the booking', async () => {
  const server = await openMailServer()
  const ward = await openWardWithAddress()
  await ward.booked(['tennyu'], '2026-12-02T09:00', { language: 'en', people: 2 })

  await sendAll(ward, transportTo(server.url))

  const [mail] = server.mails as [ParsedMail]
  expect(mail.subject).toBe('[Mihon Ward Office (sample)] Your appointment is booked')
  expect(mail.html).toContain('<html lang="en">')
  expect(mail.text).toContain('Wednesday 2 December 2026, 9:00')
  expect(mail.text).toContain('2 people')
  expect(mail.text).not.toMatch(/\p{Script=Han}/u)
})

test.for([
  ['easy', 'ja', '予約（よやく）が できました', '2026年12月2日（水曜日） 9時', '手続（てつづ）き'],
  ['zh-Hans', 'zh-Hans', '窗口预约已受理', '2026年12月2日（星期三） 9:00', '迁入申报（从其他市搬来）'],
  [
    'ko',
    'ko',
    '창구 예약이 접수되었습니다',
    '2026년 12월 2일(수요일) 9:00',
    '전입 신고(다른 시에서 이사 옴)',
  ],
  [
    'vi',
    'vi',
    'Đã nhận lịch hẹn tại quầy',
    'Thứ Tư, ngày 2 tháng 12 năm 2026, 9:00',
    'Khai báo chuyển đến (từ nơi khác đến)',
  ],
] as const)('a message and its calendar file in %s', async ([language, lang, subject, when, service]) => {
  const server = await openMailServer()
  const ward = await openWardWithAddress()
  await ward.booked(['tennyu'], '2026-12-02T09:00', { language })

  await sendAll(ward, transportTo(server.url))

  const [mail] = server.mails as [ParsedMail]
  expect(mail.subject).toContain(subject)
  expect(mail.html).toContain(`<html lang="${lang}">`)
  for (const part of [when, service]) expect(mail.text).toContain(part)
  const calendar = mail.attachments[0]?.content.toString().replaceAll('\r\n ', '')
  expect(calendar).toContain(messagesIn[language].calendarTitle(plainTextOf(ward.office.name, language)))
  for (const text of [mail.subject, mail.text, mail.html, calendar])
    expect(text).not.toMatch(/[\u{FFF9}-\u{FFFB}\u{2068}\u{2069}]|\{\p{Script=Han}+\|/u)
})

test('in plain words the names that an office has entered have their readings behind them, but in subject and calendar', async () => {
  const server = await openMailServer()
  const ward = await openWardWithAddress()
  await ward.booked(['tennyu'], '2026-12-02T09:00', { language: 'easy' })

  await sendAll(ward, transportTo(server.url))

  const [mail] = server.mails as [ParsedMail]
  for (const named of [
    '見本区役所（みほんくやくしょ）の 窓口（まどぐち）の 予約（よやく）が できました。',
    '引（ひ）っ越（こ）し・印鑑登録（いんかんとうろく）',
    '見本市（みほんし） 見本区（みほんく） 文（ふみ）の里（さと） 1-1-1',
    '・転入届（てんにゅうとどけ）（ほかの 町（まち）から 引（ひ）っ越（こ）して 来（き）ました）',
    '・在留（ざいりゅう）カード',
  ]) {
    expect(mail.text).toContain(named)
    expect(mail.html).toContain(named.replace('・転', '転').replace('・在', '在'))
  }
  expect(mail.subject).toBe('【見本区役所】予約（よやく）が できました')
  expect(mail.from?.value[0]?.name).toBe('見本区役所')
  expect(mail.attachments[0]?.content.toString()).not.toContain('みほんく')
})

test('a cancellation tells what was cancelled and what to bring no more', async () => {
  const server = await openMailServer()
  const ward = await openWardWithAddress()
  const { appointmentId } = await ward.booked(['tennyu'], '2026-12-02T09:00')
  await cancelled(ward, appointmentId)

  await sendAll(ward, transportTo(server.url))

  const mail = server.mails[1] as ParsedMail
  expect(mail.subject).toBe('【見本区役所】窓口の予約を取り消しました')
  expect(mail.text).toContain('12月2日（水曜日）9時00分')
  expect(mail.text).toContain('https://yoyaku.mihon.example/mihon\n')
  expect(mail.text).not.toContain('転出証明書')
})

test('no message bears the name or the phone of the resident', async () => {
  const server = await openMailServer()
  const ward = await openWardWithAddress()
  const { appointmentId } = await ward.booked(['tennyu'], '2026-12-02T09:00', canary)
  await rescheduled(ward, appointmentId, '2026-12-02T10:00')
  await cancelled(ward, appointmentId)

  await sendAll(ward, transportTo(server.url))

  expect(server.mails.length).toBe(3)
  for (const mail of server.mails) expect(everythingIn(mail)).not.toMatch(telltale)
  for (const source of server.sources)
    expect(source.replaceAll(/^To: .*$/gm, '')).not.toMatch(/canary|hanako/i)
})

test('a discreet visit names no service and no document, whatever else is done on it', async () => {
  for (const slug of ['koseki-rikon', 'seikatsu-sodan', 'shogai-techo']) {
    const server = await openMailServer()
    const ward = await openWardWithAddress()
    const service = serviceOf(ward, slug)
    const { appointmentId } = await ward.booked([slug], '2026-12-02T10:00')
    await rescheduled(ward, appointmentId, '2026-12-02T14:00')
    await cancelled(ward, appointmentId)

    await sendAll(ward, transportTo(server.url))

    expect(server.mails.length).toBe(3)
    for (const mail of server.mails) {
      const everything = everythingIn(mail)
      for (const word of secretsOf(service)) expect(everything).not.toContain(word)
    }
    expect(server.mails[0]?.text).toContain('手続きの内容と持ち物は、下のリンクのページで')
  }
})

test('one sensitive service keeps the others of the visit unnamed too', async () => {
  const server = await openMailServer()
  const ward = await openWardWithAddress()
  const [plain, sensitive] = await twoOfOneCounter(ward)
  await ward.booked([plain.slug, sensitive.slug], '2026-12-02T10:00')

  await sendAll(ward, transportTo(server.url))

  for (const word of [...secretsOf(plain), ...secretsOf(sensitive)])
    expect(everythingIn(server.mails[0] as ParsedMail)).not.toContain(word)
})

test('a private counter goes by its public name', async () => {
  const server = await openMailServer()
  const ward = await openWardWithAddress()
  await ward.booked(['seikatsu-sodan'], '2026-12-02T10:00')
  const counter = ward.office.counters.find(({ slug }) => slug === 'seikatsu')

  await sendAll(ward, transportTo(server.url))

  expect(counter?.publicName.ja).not.toBe(counter?.name.ja)
  expect(server.mails[0]?.text).toContain(counter?.publicName.ja)
  expect(everythingIn(server.mails[0] as ParsedMail)).not.toContain(counter?.name.ja)
})

test('what the office has entered is text, never markup or a header', async () => {
  const server = await openMailServer()
  const ward = await openWardWithAddress()
  await ward.change(db =>
    db
      .updateTable('offices')
      .set({ name: JSON.stringify({ ja: '<b>見本</b>\r\nBcc: evil@example.test\r\n' }) })
      .execute(),
  )
  await ward.booked(['tennyu'], '2026-12-02T09:00', { email: 'taro@example.test' })

  await sendAll(ward, transportTo(server.url))

  expect(server.recipients).toEqual([['taro@example.test']])
  expect(server.mails[0]?.headers.has('bcc')).toBe(false)
  expect(server.mails[0]?.html).not.toContain('<b>')
})

function everythingIn(mail: ParsedMail): string {
  const attached = mail.attachments.map(({ content }) => content.toString().replaceAll('\r\n ', ''))
  return [mail.subject, mail.text, String(mail.html), ...attached].join('\n')
}

function serviceOf(ward: Ward, slug: string): Service {
  return ward.office.services.find(service => service.slug === slug) as Service
}

function secretsOf(service: Service): string[] {
  const texts = [service.name, ...service.documents.map(({ name }) => name)]
  return texts.flatMap(({ ja, en }) => (en ? [ja, en] : [ja]))
}

async function twoOfOneCounter(ward: Ward): Promise<[Service, Service]> {
  const sensitive = serviceOf(ward, 'koseki-rikon')
  const plain = ward.office.services.find(
    service => service.counterId === sensitive.counterId && !service.isSensitive && service.isBookable,
  )
  if (!plain) throw new Error('no plain service at that counter')
  return [plain, sensitive]
}

test.for(['move', 'cancel'] as const)('when the office closes, "%s" says why and apologises', async kind => {
  const server = await openMailServer()
  const ward = await openWardWithAddress()
  const booked = await ward.booked(['tennyu'], '2026-12-08T09:00', canary)
  await sendAll(ward, transportTo(server.url))
  const decision = kind === 'move' ? { kind, startsAt: instant('2026-12-09T10:00') } : { kind }
  const counterId = ward.office.services.find(({ slug }) => slug === 'tennyu')?.counterId ?? 0
  const reason = { ja: '断水のため' }
  const days = { from: '2026-12-08', to: '2026-12-08' }
  const closure = { counterId, kind: 'special', ...days, reason } as const
  const change = { rows: [{ kind: 'add_closure' as const, closure }], seen: null, because: reason }
  const intent = { key: 'close', scope: 'test', body: {} }
  const decisions = new Map([[booked.appointmentId, decision]])
  const actor = { id: 1, pseudonym: 'mihon' }
  await changeOpenings(ward.deps, ward.office, change, decisions, actor, intent)

  await sendAll(ward, transportTo(server.url))

  const mail = server.mails.at(-1)
  expect(mail?.subject).toContain('窓口を閉めるため')
  for (const part of ['申し訳ありません', '窓口を閉める理由：断水のため']) {
    expect(mail?.text).toContain(part)
    expect(mail?.html).toContain(part)
  }
  expect(mail?.text).toContain(
    kind === 'move' ? '前の日時（2026年（令和8年）12月8日（火曜日）9時00分）' : 'あらためてご予約ください',
  )
  expect(mail?.text?.includes('日時：2026年（令和8年）12月9日（水曜日）10時00分')).toBe(kind === 'move')
  expect(mail?.text).not.toContain('お心当たりがない')
  expect(`${mail?.subject}${mail?.text}${mail?.html}`).not.toMatch(telltale)
})

test('a visit over several counters is one message with each of them, its floor and its time, in order', async () => {
  const server = await openMailServer()
  const ward = await openWardWithAddress()
  const { id, legs } = await bookedPlan(ward, movingIn)
  await cancelLeg(ward.deps, ward.office, { appointmentId: id, legId: legs[1]?.id ?? 0 }, 'web', {
    key: 'one',
    scope: 'test',
    body: {},
  })

  await sendAll(ward, transportTo(server.url))

  const [booked, changed] = server.mails as [ParsedMail, ParsedMail]
  expect(booked.text).toContain(
    [
      '窓口（回る順）',
      '・9:00 1階 2番窓口（住民異動・印鑑登録）',
      '・10:00 1階 6番窓口（国民健康保険・後期高齢者医療）',
      '・11:00 2階 23番窓口（子育て（手当・医療費・保育））',
    ].join('\n'),
  )
  for (const part of ['転入', '国民健康保険', '児童手当']) expect(booked.text).toContain(part)
  expect(booked.text).not.toContain('窓口：')
  expect(changed.subject).toBe('【見本区役所】窓口の予約の一部を取り消しました')
  expect(changed.text).toContain('取り消した窓口：10:00 1階 6番窓口（国民健康保険・後期高齢者医療）')
  expect(changed.text).toContain('ほかの窓口の予約は、そのままです')
  expect(changed.text).not.toMatch(/日時を変更|使えません/)
  expect(changed.text).toContain('・11:00')
  expect(changed.text).not.toContain('・10:00')
})

test.each(languages)(
  'a cancelled counter of a visit is told in %s, and no time as changed',
  async language => {
    const ward = await openWardWithAddress()
    const appointment = await bookedPlan(ward, movingIn, { language })
    const [first, second] = appointment.legs
    if (!first || !second) throw new Error('no second leg')
    const rest = withLegs(appointment, [first])
    const said = { to: '', token: 'token', legGone: second }
    const message = visitMessage(rest, said, ward.deps.clock.now())
    const own = { kind: 'rescheduled', language, subject: 'moved', body: '{日時}\n{予約ページ}' } as const
    const office = { ...ward.office, messageTemplates: [own] }
    const from = { publicUrl: 'https://yoyaku.mihon.example', mailFrom: 'yoyaku@mihon.example' }

    const { subject, text, calendar } = compose(
      office,
      { kind: 'rescheduled', message, messageId: 'm' },
      from,
    )

    const { legGone, intro } = messagesIn[language]
    expect(subject).toBe(legGone.subject(plainTextOf(office.name, language)))
    for (const part of [subject, text]) expect(part).not.toContain(intro.rescheduled(''))
    expect(text).toMatch(/10:00 .*6/)
    expect(calendar?.content).toContain('STATUS:CONFIRMED')
    expect(text).not.toMatch(/\{\p{Script=Han}+\|/u)
  },
)

test.each(languages)('every counter of a visit is told in %s', async language => {
  const ward = await openWardWithAddress()
  const appointment = await bookedPlan(ward, movingIn, { language })
  const message = visitMessage(appointment, { to: '', token: 'token' }, ward.deps.clock.now())

  const mail = visitMail(ward.office, 'booked', message, 'https://yoyaku.mihon.example')

  const [counters] = mail.lists
  expect(counters?.title).toBe(messagesIn[language].labels.counters)
  expect(counters?.lines.map(line => line.split(' ')[0])).toEqual(['9:00', '10:00', '11:00'])
  expect(JSON.stringify(mail)).not.toMatch(/\{\p{Script=Han}+\|/u)
})
