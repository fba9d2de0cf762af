import { expect, test } from 'vitest'
import { openAdministrator } from '../support/people.ts'
import type { Site } from '../support/site.ts'
import { openVisitor, textOf, type Visitor } from '../support/visitor.ts'
import { jpeg, png } from './sample-picture.ts'

const path = '/staff/setup/offices/mihon/catalogue/logo'

function sendFile(site: Site, admin: Visitor, file: Buffer | null) {
  const body = new FormData()
  if (file) body.set('file', new File([Uint8Array.from(file)], 'ミホン.png'))
  return admin.send(`${path}/file`, { method: 'POST', headers: { Origin: site.url }, body })
}

test('a picture is sent, looked at, used on the pages of residents and the kiosk, and taken away', async () => {
  const { site, admin } = await openAdministrator()
  const resident = openVisitor(site)
  const before = (await resident.get('/mihon')).html

  const sent = await sendFile(site, admin, png())
  expect([sent.status, sent.headers.get('Location')]).toEqual([303, path])
  const shown = await admin.get(path)
  expect(textOf(shown.html)).toContain('使う前に確かめる')
  expect((await resident.get('/mihon')).html).toBe(before)
  const draft = await admin.send(`${path}/draft`)
  expect([draft.headers.get('Content-Type'), draft.headers.get('Cache-Control')]).toEqual([
    ...['image/png', 'no-store'],
  ])

  const wordless = await admin.submit(shown, path)
  expect([wordless.status, textOf(wordless.html)]).toEqual([
    422,
    expect.stringContaining('画像の説明：入力してください。'),
  ])
  const used = await admin.submit(wordless, path, { 'alt-ja': '見本区の区章', 'alt-en': 'Emblem' })
  expect(used.path).toBe(`${path}?done=saved`)
  const [, address = ''] = /src="(\/mihon\/logos\/[0-9a-f]{32})"/.exec(used.html) ?? []
  for (const page of ['/mihon', '/kiosk/mihon'])
    expect((await resident.get(page)).html).toContain(
      `<img class="logo" src="${address}" width="120" height="60" lang="ja" alt="見本区の区章"/>`,
    )
  expect((await openVisitor(site, 'en').get('/mihon')).html).toContain('lang="en" alt="Emblem"')
  const picture = await resident.send(address)
  expect(picture.status).toBe(200)
  expect(picture.headers.get('Content-Type')).toBe('image/png')
  expect(picture.headers.get('X-Content-Type-Options')).toBe('nosniff')
  expect((await resident.send(`/mihon/logos/${'0'.repeat(32)}`)).status).toBe(404)

  const removed = await admin.submit(used, `${path}/removal`)
  expect(removed.path).toBe(`${path}?done=removed`)
  expect((await resident.get('/mihon')).html).toBe(before)
  expect((await resident.send(address)).status).toBe(404)
})

test.for([
  ['no file', null, '画像のファイルをえらんでください。'],
  ['a page', Buffer.from('<svg/>'), 'PNG または JPEG の画像をえらんでください。'],
  ['half a picture', png().subarray(0, 80), '画像がこわれています。'],
  ['a small one', jpeg(30, 30), '縦横とも 40 画素以上にしてください。'],
] as const)('%s is refused with what to do, and nothing is kept', async ([, file, words]) => {
  const { site, admin } = await openAdministrator()

  const refused = await sendFile(site, admin, file)

  expect(refused.status).toBe(422)
  expect(textOf(refused.html)).toContain(words)
  expect((await admin.send(`${path}/draft`)).status).toBe(404)
})

test('a picture that another administrator has replaced meanwhile is not used by mistake', async () => {
  const { site, admin } = await openAdministrator()
  await sendFile(site, admin, png(120))
  const seen = await admin.get(path)
  await sendFile(site, admin, png(130))

  const late = await admin.submit(seen, path, { 'alt-ja': '見本区の区章' })

  expect(late.status).toBe(409)
  expect((await openVisitor(site).get('/mihon')).html).not.toContain('class="logo"')
})
