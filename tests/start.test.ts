import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { booking, office } from './support/api.ts'
import { buildProgram, newFolder, startProgram } from './support/program.ts'

const settings = { PORT: '0', SAMPLE_NOW: '2026-12-01T08:30:00+09:00', RATE_LIMIT: 'off' }
const production = { PORT: '0', NODE_ENV: 'production', PUBLIC_URL: 'https://yoyaku.example.jp' }

beforeAll(buildProgram)

async function send(address: string, path: string, body: unknown) {
  const answer = await fetch(`${address}/api${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  // oxlint-disable-next-line typescript/no-explicit-any -- JSON whose shape the test looks at
  return { status: answer.status, json: (await answer.json()) as any }
}

function freeTimes(address: string): Promise<string> {
  const query = 'services=tennyu&from=2026-12-01&to=2026-12-08'
  return fetch(`${address}/api${office}/availability?${query}`).then(answer => answer.text())
}

test('the sample ward opens its doors on a free port, and "ready" is the last line', async () => {
  const program = startProgram(settings)

  const address = await program.ready
  await sleep(200)

  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  const lines = program.stdout().trimEnd().split('\n')
  expect(lines.at(-1)).toBe(`ready ${address}`)
  const doors = lines.flatMap(line => /^(\w+) +(http\S+)/.exec(line)?.slice(1, 3).join(' ') ?? [])
  expect(doors).toEqual([
    `resident ${address}/mihon`,
    `staff ${address}/staff`,
    `supervisor ${address}/staff/live`,
    `display ${address}/display/mihon`,
    `kiosk ${address}/kiosk/mihon`,
    `api ${address}/api/docs`,
    `ready ${address}`,
  ])
  for (const path of [
    '/mihon',
    '/staff',
    '/display/mihon',
    '/kiosk/mihon',
    '/api/docs',
    '/healthz',
    '/readyz',
  ])
    expect((await fetch(`${address}${path}`)).status).toBe(200)
  expect(program.stderr()).toBe('')
})

test('the password of the sample is printed once, with the accounts it opens', async () => {
  const folder = newFolder()
  const first = startProgram(settings, { folder })
  const address = await first.ready
  const [, logins = '', password = ''] = /\((.+) — password (\S+)\)$/m.exec(first.stdout()) ?? []

  expect(logins).toBe('reception, clerk, contractor, supervisor, admin')
  for (const login of logins.split(', '))
    expect((await send(address, '/v1/session', { login, password })).status).toBe(201)
  first.child.kill('SIGTERM')
  await first.ended
  const again = startProgram(settings, { folder })
  await again.ready
  expect(again.stdout()).not.toContain('password')
})

test('SAMPLE_PASSWORD is the password of the sample', async () => {
  const program = startProgram({ ...settings, SAMPLE_PASSWORD: 'short' })
  const address = await program.ready

  const { status, json } = await send(address, '/v1/session', { login: 'clerk', password: 'short' })

  expect([status, json.staff.role]).toEqual([201, 'clerk'])
})

test('in production each start prints a code for the first administrator, of whom there is none by default', async () => {
  const folder = newFolder()
  const codes: string[] = []
  for (let time = 0; time < 2; time += 1) {
    const program = startProgram(production, { folder })
    await program.ready
    const line = /^first administrator: (\S+) with code (\S+) \(30 minutes\)$/m.exec(program.stdout())
    expect(line?.[1]).toBe('https://yoyaku.example.jp/staff/first')
    codes.push(line?.[2] ?? '')
    expect(program.stdout(), 'the doors tell no password of a sample').not.toMatch(/^staff .*password/m)
    program.child.kill('SIGTERM')
    await program.ended
  }

  expect(codes[0]).toMatch(/^[2-9A-Z]{4}(-[2-9A-Z]{4}){2}$/)
  expect(codes[1]).not.toBe(codes[0])
})

test('a booking is mailed into data/mail, with a link to this address', async () => {
  const folder = newFolder()
  const program = startProgram(settings, { folder })
  const address = await program.ready

  const { status, json } = await send(address, `${office}/appointments`, booking({ email: 'a@example.test' }))

  expect(status).toBe(201)
  expect(json.manageUrl).toContain(`http://localhost:${new URL(address).port}/mihon/a/`)
  const mails = join(folder, 'data/mail')
  await expect
    .poll(() => readdirSync(mails).filter(name => name.endsWith('.eml')).length, { timeout: 10_000 })
    .toBe(1)
  const [name = ''] = readdirSync(mails)
  expect(readFileSync(join(mails, name), 'utf8')).toMatch(/^To: a@example\.test\r$/m)
})

test('a fault that nobody caught ends the server with its place in the log, and without what it says of anybody', async () => {
  const folder = newFolder()
  const fault = "Object.assign(new Error('見本 花子'), { detail: 'hanako@example.test' })"
  // Once the process is told to: by then the server serves.
  writeFileSync(join(folder, 'fault.mjs'), `process.once('SIGUSR2', () => Promise.reject(${fault}))`)
  const program = startProgram(
    { ...settings, NODE_OPTIONS: `--import=${join(folder, 'fault.mjs')}` },
    { folder },
  )
  await program.ready

  program.child.kill('SIGUSR2')

  expect(await program.ended).toMatchObject({ code: 1 })
  const told = program.stdout() + program.stderr()
  expect(told).toContain('a fault that nobody caught ends the server')
  expect(told).toMatch(/"at":\[/)
  expect(told).not.toMatch(/花子|hanako/)
})

test('SIGTERM lets running requests finish, ends with 0, and what was booked is there after a restart', async () => {
  const folder = newFolder()
  const first = startProgram(settings, { folder })
  const address = await first.ready
  const { json } = await send(address, `${office}/appointments`, booking())

  let isStopping = false
  const statuses: number[] = []
  const callers = Array.from({ length: 8 }, async (_, index) => {
    while (!isStopping || statuses.length === 0) {
      const more = booking({ phone: `06-0000-${1000 + index}`, startsAt: '2026-12-03T09:00:00+09:00' })
      const answer = await send(address, `${office}/appointments`, more).catch(() => null)
      if (!answer) return
      statuses.push(answer.status)
    }
  })
  await sleep(300)
  const since = performance.now()
  first.child.kill('SIGTERM')
  const end = await first.ended
  isStopping = true
  await Promise.all(callers)

  expect(end).toEqual({ code: 0, signal: null })
  expect(performance.now() - since).toBeLessThan(12_000)
  expect(statuses.every(status => status === 201 || status === 409)).toBe(true)
  expect(first.stderr()).toBe('')

  const again = startProgram(settings, { folder })
  const found = await fetch(`${await again.ready}/api/v1/appointments/${json.token}`)
  expect(await found.json()).toMatchObject({ reference: json.reference, state: 'booked' })
  again.child.kill('SIGTERM')
  expect(await again.ended).toEqual({ code: 0, signal: null })
})

test('SIGTERM ends the streams of those who listen, and is not kept waiting by them', async () => {
  const program = startProgram(settings)
  const stream = await fetch(`${await program.ready}/mihon/live`)
  const since = performance.now()

  program.child.kill('SIGTERM')

  expect(await program.ended).toEqual({ code: 0, signal: null })
  expect(performance.now() - since).toBeLessThan(5000)
  expect(await stream.text()).toContain('event: counter')
})

test('SAMPLE_NOW moves the clock', async () => {
  const today = startProgram({ ...settings, SAMPLE_NOW: '2027-01-12T08:30:00+09:00' })

  const query = 'services=tennyu&from=2027-01-11&to=2027-01-13'
  const answer = await fetch(`${await today.ready}/api${office}/availability?${query}`)
  const { days } = (await answer.json()) as { days: Array<{ date: string; state: string }> }

  expect(days.map(({ date, state }) => `${date} ${state}`)).toEqual([
    '2027-01-11 past',
    '2027-01-12 open',
    '2027-01-13 open',
  ])
})

test('the time zone of the process changes nothing', async () => {
  const answers: string[] = []
  for (const TZ of ['UTC', 'America/New_York', 'Asia/Tokyo', ''])
    answers.push(await freeTimes(await startProgram({ ...settings, ...(TZ && { TZ }) }).ready))

  expect(answers[0]).toContain('2026-12-02T09:00:00+09:00')
  expect(new Set(answers).size).toBe(1)
})

test.for([
  { name: 'PORT', value: '65536' },
  { name: 'PORT', value: 'http' },
  { name: 'NODE_ENV', value: 'prod' },
  { name: 'DATABASE_URL', value: 'mysql://a@b/c' },
  { name: 'DATABASE_URL', value: 'data.db' },
  { name: 'PUBLIC_URL', value: 'yoyaku.example.jp' },
  { name: 'SMTP_URL', value: 'mail.example' },
  { name: 'MAIL_FROM', value: 'Ward <a@example.jp>' },
  { name: 'SAMPLE_NOW', value: '2026-02-29T09:00:00+09:00' },
  { name: 'SAMPLE_SPEED', value: 'fast' },
  { name: 'RATE_LIMIT', value: 'no' },
  { name: 'TRUSTED_PROXIES', value: 'proxy' },
])('$name=$value ends the start with code 1 and one line that names it', async ({ name, value }) => {
  const folder = newFolder()
  const program = startProgram({ ...settings, [name]: value }, { folder })

  expect(await program.ended).toEqual({ code: 1, signal: null })
  expect(program.stderr()).toMatch(new RegExp(`^madoguchi: [^\n]*${name}[^\n]*\n$`))
  expect(program.stdout()).toBe('')
  expect(existsSync(join(folder, 'data'))).toBe(false)
})

test.for<{ what: string; more: Record<string, string>; name: string }>([
  { what: 'without a public address', more: { PUBLIC_URL: '' }, name: 'PUBLIC_URL' },
  { what: 'without limits', more: { RATE_LIMIT: 'off' }, name: 'RATE_LIMIT' },
  { what: 'with a sample password', more: { SAMPLE_PASSWORD: 'short' }, name: 'SAMPLE_PASSWORD' },
  { what: 'at another time', more: { SAMPLE_NOW: '2026-12-01T09:00:00+09:00' }, name: 'SAMPLE_NOW' },
  { what: 'in a hurry', more: { SAMPLE_SPEED: '20' }, name: 'SAMPLE_SPEED' },
])('production $what is refused with one line', async ({ more, name }) => {
  const program = startProgram({ ...production, ...more })

  expect(await program.ended).toEqual({ code: 1, signal: null })
  expect(program.stderr()).toMatch(new RegExp(`^madoguchi: [^\n]*${name}[^\n]*\n$`))
})

test.for([
  { what: 'a folder that cannot be made', url: (words: string) => `file:${words}/madoguchi.db` },
  { what: 'a file that is no database', url: (words: string) => `file:${words}` },
  { what: 'a server that does not answer', url: () => 'postgres://nobody:secret@127.0.0.1:1/none' },
])('$what as the database ends the start with one line and no secret', async ({ url }) => {
  const words = join(newFolder(), 'words.txt')
  writeFileSync(words, 'Words, and no database at all. '.repeat(100))

  const program = startProgram({ ...settings, DATABASE_URL: url(words) })

  expect(await program.ended).toEqual({ code: 1, signal: null })
  expect(program.stderr()).toMatch(/^madoguchi: [^\n]*DATABASE_URL[^\n]*\n$/)
  expect(program.stderr()).not.toContain('secret')
})

test('production never loads the sample', async () => {
  const program = startProgram(production)

  const address = await program.ready

  expect(program.stdout()).not.toContain('resident')
  const host = { 'X-Forwarded-Host': 'yoyaku.example.jp' }
  expect((await fetch(`${address}/api/v1/offices`, { headers: host })).status).toBe(421)
  const offices = await new Promise<string>((resolve, reject) => {
    const call = request(`${address}/api/v1/offices`, { headers: { Host: 'yoyaku.example.jp' } }, answer => {
      let text = ''
      answer.on('data', part => (text += String(part)))
      answer.on('end', () => resolve(text))
    })
    call.on('error', reject)
    call.end()
  })
  expect(JSON.parse(offices)).toEqual({ offices: [] })
})

test('a port in use ends the start with one line', async () => {
  const other = createServer()
  await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void other.close())
  const { port } = other.address() as { port: number }

  const program = startProgram({ ...settings, PORT: String(port) })

  expect(await program.ended).toEqual({ code: 1, signal: null })
  expect(program.stderr()).toMatch(/^madoguchi: [^\n]*\n$/)
  expect(program.stderr()).toContain(String(port))
})

test('a second start on the same data keeps it, and adds no second ward', async () => {
  const folder = newFolder()
  const first = startProgram(settings, { folder })
  await first.ready
  first.child.kill('SIGINT')
  expect(await first.ended).toEqual({ code: 0, signal: null })

  const again = startProgram(settings, { folder })
  const answer = await fetch(`${await again.ready}/api/v1/offices`)

  expect(await answer.json()).toMatchObject({ offices: [{ id: 'mihon' }] })
})

const systemNode = '/usr/bin/node'
const systemVersion = existsSync(systemNode)
  ? execFileSync(systemNode, ['--version'], { encoding: 'utf8' })
  : ''

test('Node.js below 24 ends the start with one line', async () => {
  // Only where the system has such a Node.js.
  if (!/^v(\d|1\d|2[0-3])\./.test(systemVersion)) return
  const program = startProgram(settings, { node: systemNode })

  expect(await program.ended).toEqual({ code: 1, signal: null })
  expect(program.stderr()).toMatch(/^Madoguchi needs Node\.js 24[^\n]*\n$/)
})
