import type { Site } from './site.ts'

export type Fields = Record<string, string | readonly string[]>

export type HtmlForm = {
  action: string
  /** What a browser sends when nothing is touched: hidden, typed, ticked and chosen values. */
  fields: Array<[name: string, value: string]>
  buttons: Array<{ name: string; value: string; action: string; text: string }>
}

export type HtmlPage = {
  status: number
  headers: Headers
  html: string
  /** Path and query after all redirects. */
  path: string
  /** Every Location on the way. */
  locations: string[]
  heading: string
  forms: HtmlForm[]
  links: string[]
}

/** Somebody with a browser that keeps cookies, follows redirects, sends Origin, and runs no script. */
export type Visitor = {
  cookies: Map<string, string>
  get: (path: string) => Promise<HtmlPage>
  /** Sends fields as a form of our own page. */
  post: (path: string, fields: Fields, headers?: Record<string, string>) => Promise<HtmlPage>
  /** Fills in the first form of a page with this action and presses its button, as a browser would. */
  submit: (page: HtmlPage, action: string, fields?: Fields) => Promise<HtmlPage>
  /** One request as it is, without following anything. */
  send: (path: string, init?: RequestInit) => Promise<HtmlPage>
}

export const formType = { 'Content-Type': 'application/x-www-form-urlencoded' }

export function openVisitor(site: Site, language = 'ja'): Visitor {
  const cookies = new Map<string, string>()

  async function send(path: string, init: RequestInit = {}): Promise<HtmlPage> {
    const headers = new Headers({ 'Accept-Language': language, ...(init.headers as Record<string, string>) })
    if (cookies.size > 0)
      headers.set('Cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const answer = await fetch(`${site.url}${path}`, { redirect: 'manual', ...init, headers })
    for (const cookie of answer.headers.getSetCookie()) keep(cookie)
    return readPage(answer, path)
  }

  function keep(cookie: string) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
    if (/max-age=0/i.test(cookie)) cookies.delete(name)
    else cookies.set(name, value)
  }

  async function follow(answer: HtmlPage): Promise<HtmlPage> {
    const location = answer.headers.get('Location')
    if (location === null) return answer
    const next = await follow(await send(location))
    return { ...next, locations: [location, ...next.locations] }
  }

  const post: Visitor['post'] = async (path, fields, headers = {}) =>
    follow(
      await send(path, {
        method: 'POST',
        headers: { ...formType, Origin: site.url, ...headers },
        body: encode(fields),
      }),
    )

  return {
    cookies,
    send,
    get: async path => follow(await send(path)),
    post,
    submit: (page, action, fields = {}) => post(action, filled(formOf(page, action), fields)),
  }
}

/** The first form that a button sends to this address. */
export function formOf(page: HtmlPage, action: string): HtmlForm {
  const form = page.forms.find(candidate => candidate.buttons.some(button => button.action === action))
  if (!form) throw new Error(`no form for ${action} on ${page.path} (${page.status} ${page.heading})`)
  return form
}

/** The value with which a field of a form comes back. */
export function valueOf(form: HtmlForm, name: string): string | undefined {
  return form.fields.find(([field]) => field === name)?.[1]
}

function filled(form: HtmlForm, fields: Fields): Fields {
  const names = new Set(form.fields.map(([name]) => name))
  const untouched = [...names].map(name => [
    name,
    form.fields.filter(([field]) => field === name).map(([, value]) => value),
  ])
  return { ...Object.fromEntries(untouched), ...fields }
}

export function encode(fields: Fields): string {
  const pairs = Object.entries(fields).flatMap(([name, value]) =>
    [value].flat().map(one => [name, one] as [string, string]),
  )
  return new URLSearchParams(pairs).toString()
}

async function readPage(answer: Response, path: string): Promise<HtmlPage> {
  const html = await answer.text()
  return {
    status: answer.status,
    headers: answer.headers,
    html,
    path,
    locations: [],
    heading: textOf(/<h1>(.*?)<\/h1>/s.exec(html)?.[1] ?? ''),
    forms: html.match(/<form .*?<\/form>/gs)?.map(readForm) ?? [],
    links: html.match(/<a [^>]*>/g)?.map(tag => attributesOf(tag).get('href') ?? '') ?? [],
  }
}

function readForm(html: string): HtmlForm {
  const own = attributesOf(/<form [^>]*>/.exec(html)?.[0] ?? '')
  const action = own.get('action') ?? ''
  const fields: HtmlForm['fields'] = []
  for (const tag of html.match(/<input [^>]*>/g) ?? []) {
    const input = attributesOf(tag)
    const isTicked = !['checkbox', 'radio'].includes(input.get('type') ?? '') || input.has('checked')
    if (isTicked) fields.push([input.get('name') ?? '', input.get('value') ?? ''])
  }
  for (const [, select = '', options = ''] of html.matchAll(/(<select [^>]*>)(.*?)<\/select>/gs)) {
    const chosen = /<option [^>]*selected[^>]*>/.exec(options)?.[0] ?? ''
    fields.push([attributesOf(select).get('name') ?? '', attributesOf(chosen).get('value') ?? ''])
  }
  for (const [, area = '', inner = ''] of html.matchAll(/(<textarea [^>]*>)(.*?)<\/textarea>/gs))
    fields.push([attributesOf(area).get('name') ?? '', unescaped(inner)])
  const buttons = [...html.matchAll(/(<button[^>]*>)(.*?)<\/button>/gs)].map(([, tag = '', inner = '']) => {
    const button = attributesOf(tag)
    return {
      name: button.get('name') ?? '',
      value: button.get('value') ?? '',
      action: button.get('formaction') ?? action,
      text: textOf(inner),
    }
  })
  return { action, fields, buttons }
}

function attributesOf(tag: string): Map<string, string> {
  const pairs = [...tag.matchAll(/\s([a-z-]+)(?:="([^"]*)")?/g)]
  return new Map(pairs.map(([, name = '', value = '']) => [name, unescaped(value)]))
}

/** The text of a piece of HTML, as a person reads it. */
export function textOf(html: string): string {
  return unescaped(html.replaceAll(/<[^>]*>/g, ' '))
    .replaceAll(/\s+/g, ' ')
    .trim()
}

function unescaped(html: string): string {
  return html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}
