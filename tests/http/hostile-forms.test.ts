import { expect, test, vi } from 'vitest'
import { policies } from '#src/http/policies.ts'
import { bookedVisitor, fillIn, ten } from '../support/bookings.ts'
import { brokenByTries, hostileTimeout, isLongRun, tellTried, timesEach } from '../support/hostile-figures.ts'
import { strangeMarkup, texts } from '../support/hostile.ts'
import { randomNumbers } from '../support/random.ts'
import { letVisitorIn } from '../support/staff.ts'
import { addressOf, openTwoOffices } from '../support/two-offices.ts'
import { formType, type HtmlForm, type Visitor } from '../support/visitor.ts'
import { engine } from '../support/ward.ts'

/** Of the forms every so many, so that the slower engine takes no longer. */
const oneOf = engine === 'sqlite' || isLongRun ? 1 : 5

const random = randomNumbers(20_261_202)
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T

type Sent = { action: string; what: string; body: string | Buffer<ArrayBuffer>; type?: string }

/** Every form that somebody meets who opens every page there is, each once. */
async function formsOfAllPages(visitor: Visitor, own: Record<string, string>): Promise<HtmlForm[]> {
  const found = new Map<string, HtmlForm>()
  for (const name of Object.keys(policies)) {
    const [method, path = ''] = name.split(' ')
    if (method !== 'GET' || /^\/(api|assets)\/|live|\.\w+$/.test(path)) continue
    const page = await visitor.send(addressOf(path, own), { signal: AbortSignal.timeout(20_000) })
    for (const form of page.forms)
      for (const action of new Set([form.action, ...form.buttons.map(button => button.action)])) {
        const names = [...new Set(form.fields.map(([field]) => field))].toSorted()
        // Rows of one list have the same form, each with its number.
        found.set(`${action.replaceAll(/\d+/g, '0')} ${names.join()}`, { ...form, action })
      }
  }
  return [...found.values()].filter(form => form.action.startsWith('/'))
}

const written = (fields: HtmlForm['fields']) =>
  fields.map(pair => pair.map(text => encodeURIComponent(text.toWellFormed())).join('=')).join('&')

/** The form as it came, with one thing about it that no browser would send. */
function attacksOn({ action, fields }: HtmlForm): Sent[] {
  const names = [...new Set(fields.map(([name]) => name))]
  const ofFields = names.flatMap(name =>
    Array.from({ length: timesEach }, () => {
      const text = pick(texts)
      const others = fields.map(([field, value]): [string, string] => [field, field === name ? text : value])
      return { action, what: `${name}=${text.slice(0, 30)}`, body: written(others) }
    }),
  )
  const plain = written(fields)
  const given = pick(names) ?? 'a'
  return [
    ...ofFields,
    ...[
      { action, what: `${given} twice`, body: `${plain}&${given}=1&${given}[]=2&${given}[__proto__]=3` },
      { action, what: `no ${given}`, body: written(fields.filter(([name]) => name !== given)) },
      { action, what: 'cut off', body: `${plain.slice(0, Math.floor(random() * plain.length))}%E3%8` },
      {
        action,
        what: 'Shift_JIS',
        body: Buffer.concat([Buffer.from(`${plain}&${given}=`), Buffer.from([0x8c, 0xa9])]),
      },
      { action, what: 'JSON', body: JSON.stringify(Object.fromEntries(fields)), type: 'application/json' },
    ].filter(() => random() < timesEach / 4),
  ]
}

test(
  'no form of any page, with anything in any of its fields, finds a fault of ours or breaks what always holds',
  { timeout: hostileTimeout },
  async () => {
    const { site, own } = await openTwoOffices()
    const logged = vi.spyOn(site.deps.log, 'error')
    const { visitor } = await bookedVisitor(site)
    await fillIn(visitor, ten)
    await letVisitorIn(site, visitor, 'admin')
    const forms = await formsOfAllPages(visitor, own)
    const wrong: string[] = []
    let [sent, accepted, faults] = [0, 0, 0]

    for (const { action, what, body, type } of forms
      .filter((_, index) => index % oneOf === 0)
      .flatMap(attacksOn)) {
      const headers = { ...formType, ...(type && { 'Content-Type': type }), Origin: site.url }
      const answer = await visitor.send(action, { method: 'POST', headers, body })
      sent += 1
      if (answer.status < 400) accepted += 1
      if (answer.status >= 500) faults += 1
      const strange = strangeMarkup(answer.html)
      if (answer.status >= 500 || strange.length > 0 || /\bat \S+ \(|node:internal/.test(answer.html))
        wrong.push(`${answer.status} ${action} ${what} ${strange.join(' ')}`)
      // Whatever ended the session, the next form is sent by somebody who is signed in.
      if (/^\/staff\/(sign-in|lock|totp)/.test(answer.headers.get('Location') ?? '') || answer.status === 401)
        await letVisitorIn(site, visitor, 'admin')
    }
    const broken = await brokenByTries(site.deps)
    tellTried('forms of all pages', { sent, accepted, faults, broken: broken.length })

    expect(wrong).toEqual([])
    expect(logged.mock.calls).toEqual([])
    expect(broken).toEqual([])
    expect(forms.length).toBeGreaterThan(60)
    expect(accepted).toBeGreaterThan(sent / 20)
  },
)
