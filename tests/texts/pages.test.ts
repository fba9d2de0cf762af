import { expect, test } from 'vitest'
import { reviewedTexts } from '#views/text/review.ts'
import { wantedTexts } from '#src/texts/wanted.ts'
import { letVisitorIn } from '../support/staff.ts'
import { openSite } from '../support/site.ts'
import { openVisitor } from '../support/visitor.ts'

test('words are found in every language, without the notation of readings', () => {
  const texts = reviewedTexts()
  const keysFor = (words: string, area = '') => wantedTexts(texts, { area, words }).map(({ key }) => key)

  expect(texts.length).toBeGreaterThan(450)
  for (const words of ['예약 번호', 'Mã lịch hẹn', '予約番号', '预约编号', 'done.reference'])
    expect(keysFor(words, 'done')).toContain('done.reference')
  expect(keysFor('xyzxyz')).toEqual([])
})

test('an administrator reads the texts side by side and takes them away', async () => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const visitor = openVisitor(site)
  await letVisitorIn(site, visitor, 'admin')

  expect((await visitor.get('/staff/office')).links).toContain('/staff/texts')
  const page = await visitor.get('/staff/texts?area=done&words=')
  expect(page.html).toContain('<td lang="vi">Mã lịch hẹn</td>')
  expect(page.html).toContain('<td lang="ja"><span><ruby>予約番号')
  expect(page.html).not.toContain('home.title')

  const csv = await visitor.get('/staff/texts/file?area=done&words=&format=csv')
  const [header, ...lines] = csv.html.split('\r\n')
  expect(header).toBe('key,ja,easy,en,zh_hans,ko,vi,correction')
  expect(lines).toContain(
    'done.reference,予約番号,{予約番号|よやくばんごう},Reference,预约编号,예약 번호,Mã lịch hẹn,',
  )
  const workbook = await visitor.get('/staff/texts/file?area=&words=&format=xlsx')
  expect(workbook.headers.get('Content-Disposition')).toContain('madoguchi-texts.xlsx')
  expect((await visitor.get('/staff/texts/file?format=pdf')).status).toBe(404)
})

test('nobody else does', async () => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const visitor = openVisitor(site)
  await letVisitorIn(site, visitor, 'supervisor')

  expect((await visitor.get('/staff/texts')).status).toBe(403)
  expect((await visitor.get('/staff')).links).not.toContain('/staff/texts')
})
