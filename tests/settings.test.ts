import { expect, test } from 'vitest'
import { parseDatabaseUrl } from '#db/connect.ts'
import { readSettings } from '#src/settings.ts'

const production = { NODE_ENV: 'production', PUBLIC_URL: 'https://yoyaku.example.jp' }

test('nothing has to be set', () => {
  expect(readSettings({})).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    databaseUrl: 'file:data/madoguchi.db',
    publicUrl: null,
    smtpUrl: null,
    samplePassword: null,
    sampleNow: null,
    sampleSpeed: 1,
    isRateLimited: true,
    isProduction: false,
    trustedProxies: [],
  })
})

test('an empty setting counts as not set', () => {
  expect(readSettings({ PORT: '', HOST: '  ', SMTP_URL: '' })).toEqual(readSettings({}))
})

test('what is set is read', () => {
  const settings = readSettings({
    PORT: '0',
    HOST: '0.0.0.0',
    DATABASE_URL: 'postgres://a:b@db.example/m',
    PUBLIC_URL: 'https://yoyaku.example.jp/',
    SMTP_URL: 'smtps://user:secret@mail.example:465',
    MAIL_FROM: 'madoguchi@example.jp',
    SAMPLE_PASSWORD: 'short',
    SAMPLE_NOW: '2026-12-01T09:00:00+09:00',
    SAMPLE_SPEED: '600',
    RATE_LIMIT: 'off',
    TRUSTED_PROXIES: '10.0.0.1, ::1',
  })

  expect(settings).toMatchObject({
    port: 0,
    publicUrl: 'https://yoyaku.example.jp',
    samplePassword: 'short',
    sampleNow: Date.parse('2026-12-01T00:00:00Z'),
    sampleSpeed: 600,
    isRateLimited: false,
    trustedProxies: ['10.0.0.1', '::1'],
  })
})

test.each([
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['PORT', '80a'],
  ['PORT', '3e3'],
  ['PORT', '0x50'],
  ['NODE_ENV', 'prod'],
  ['DATABASE_URL', 'data.db'],
  ['DATABASE_URL', 'file:'],
  ['DATABASE_URL', 'mysql://a@b/c'],
  ['PUBLIC_URL', 'yoyaku.example.jp'],
  ['LINE_API_URL', 'api.line.me'],
  ['LINE_API_URL', 'ftp://api.line.me'],
  ['LINE_API_URL', 'https://api.line.me/v2'],
  ['PUBLIC_URL', 'ftp://yoyaku.example.jp'],
  ['PUBLIC_URL', 'https://yoyaku.example.jp/path'],
  ['PUBLIC_URL', 'https://yoyaku.example.jp/?a=1'],
  ['PUBLIC_URL', 'https://user@yoyaku.example.jp'],
  ['PUBLIC_URL', 'https://:secret@yoyaku.example.jp'],
  ['SMTP_URL', 'mail.example'],
  ['SMTP_URL', 'http://mail.example'],
  ['MAIL_FROM', 'nobody'],
  ['MAIL_FROM', 'Ward <a@example.jp>'],
  ['MAIL_FROM', 'a@example.jp, b@example.jp'],
  ['SAMPLE_NOW', '2026-02-29T09:00:00+09:00'],
  ['SAMPLE_NOW', '2026-12-01T09:00'],
  ['SAMPLE_SPEED', '0'],
  ['SAMPLE_SPEED', '601'],
  ['SAMPLE_SPEED', '1.5'],
  ['RATE_LIMIT', 'no'],
  ['TRUSTED_PROXIES', '10.0.0.1,proxy'],
  ['TRUSTED_PROXIES', '10.0.0.0/8'],
])('%s=%s stops the start with one line that names it', (name, value) => {
  const read = () => readSettings({ [name]: value })

  expect(read).toThrow(name)
  expect(read).toThrow(/^[^\n]+$/)
})

test('no refusal repeats a secret', () => {
  for (const env of [
    { SMTP_URL: 'smtq://user:secret@mail' },
    { DATABASE_URL: 'postgrse://user:secret@db/m' },
  ])
    expect(() => readSettings(env)).toThrow(/^(?!.*secret)/)
})

test('production has a public address, limits and the real time', () => {
  expect(readSettings(production)).toMatchObject({ isProduction: true, isRateLimited: true })
  expect(() => readSettings({ NODE_ENV: 'production' })).toThrow('PUBLIC_URL')
  expect(() => readSettings({ ...production, RATE_LIMIT: 'off' })).toThrow('RATE_LIMIT')
  expect(() => readSettings({ ...production, SAMPLE_PASSWORD: 'x' })).toThrow('SAMPLE_PASSWORD')
  expect(() => readSettings({ ...production, SAMPLE_NOW: '2026-12-01T09:00Z' })).toThrow('SAMPLE_NOW')
  expect(() => readSettings({ ...production, SAMPLE_SPEED: '20' })).toThrow('SAMPLE_SPEED')
})

test('a mail server needs a sender', () => {
  expect(() => readSettings({ SMTP_URL: 'smtp://mail.example' })).toThrow('MAIL_FROM')
})

test.each([
  ['file:data/madoguchi.db', { engine: 'sqlite', path: 'data/madoguchi.db' }],
  ['file:/var/lib/madoguchi.db', { engine: 'sqlite', path: '/var/lib/madoguchi.db' }],
  ['file:///var/lib/madoguchi.db', { engine: 'sqlite', path: '/var/lib/madoguchi.db' }],
  ['postgres://a:b@db/m', { engine: 'postgres', url: 'postgres://a:b@db/m' }],
  ['postgresql://db/m', { engine: 'postgres', url: 'postgresql://db/m' }],
])('%s leads to a database', (url, target) => {
  expect(parseDatabaseUrl(url)).toEqual(target)
})

test('LINE is where LINE says, and never unencrypted in production', () => {
  expect(readSettings({}).lineApiUrl).toBe('https://api.line.me')
  expect(readSettings({ LINE_API_URL: 'http://localhost:4000/' }).lineApiUrl).toBe('http://localhost:4000')
  expect(() => readSettings({ ...production, LINE_API_URL: 'http://localhost:4000' })).toThrow('LINE_API_URL')
})
