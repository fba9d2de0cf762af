import { createSign, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'
import { onTestFinished } from 'vitest'
import { openSite, type Site } from './site.ts'
import type { HtmlPage, Visitor } from './visitor.ts'

type Claims = Record<string, unknown>

/** A real OpenID provider on a free port, at which somebody signs in without being asked. */
export type TestDirectory = {
  issuer: string
  settings: Record<string, string>
  /** Who signs in next, by which factors; null: they turn back. */
  person: { subject: string; name: string; amr?: string[] } | null
  /** What becomes of the claims of each ID token before it is signed. */
  tamper: (claims: Claims) => Claims
  /** Answers in the provider's place. */
  answer: ((path: string, response: ServerResponse) => boolean) | null
  rotateKeys: (signing?: 'stranger') => void
  /** Has the provider know the address that answers go to. */
  open: (site: { url: string }) => void
  close: () => Promise<void>
}

const clientId = 'madoguchi'
const clientSecret = 'a secret that only the two of them know'

export async function openDirectory(): Promise<TestDirectory> {
  let handle: (request: IncomingMessage, response: ServerResponse) => void = (_, response) => response.end()
  const server = createServer((request, response) => {
    if (!directory.answer?.(request.url ?? '', response)) handle(request, response)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`
  let siteUrl = 'http://localhost:1'
  let key = newKey()
  let signing = key

  const directory: TestDirectory = {
    issuer,
    settings: { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret },
    person: { subject: 'u-0001', name: 'sakura@city.example.jp' },
    tamper: claims => claims,
    answer: null,
    rotateKeys(by) {
      key = newKey()
      signing = by === 'stranger' ? newKey(key.id) : key
      start()
    },
    open({ url }) {
      siteUrl = url
      start()
    },
    async close() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
  onTestFinished(() => directory.close())
  return directory

  function start() {
    const provider = newProvider(issuer, siteUrl, { key, directory })
    provider.use(async (context, next) => {
      if (context.path.startsWith('/interaction/'))
        return interact(provider, context.req, context.res, directory)
      await next()
      const body = context.body as { id_token?: string } | undefined
      if (context.path === '/token' && body?.id_token)
        context.body = { ...body, id_token: signed(directory.tamper(claimsOf(body.id_token)), signing) }
    })
    handle = provider.callback()
  }
}

type Key = { id: string; privateKey: KeyObject }

function newKey(id: string = randomUUID()): Key {
  return { id, privateKey: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey }
}

function newProvider(
  issuer: string,
  siteUrl: string,
  { key, directory }: { key: Key; directory: TestDirectory },
) {
  return new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [`${siteUrl}/staff/directory/answer`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    cookies: { keys: ['of the test'] },
    jwks: { keys: [{ ...key.privateKey.export({ format: 'jwk' }), kid: key.id, alg: 'RS256', use: 'sig' }] },
    claims: { openid: ['sub', 'amr'], profile: ['preferred_username'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, subject) => ({
      accountId: subject,
      claims: () => ({ sub: subject, preferred_username: directory.person?.name }),
    }),
    async loadExistingGrant(context) {
      const grant = new context.oidc.provider.Grant({
        clientId,
        accountId: context.oidc.session?.accountId,
      })
      grant.addOIDCScope('openid profile')
      await grant.save()
      return grant
    },
  })
}

async function interact(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
  { person }: TestDirectory,
) {
  await provider.interactionFinished(
    request,
    response,
    person
      ? { login: { accountId: person.subject, amr: person.amr ?? ['pwd'] } }
      : { error: 'access_denied', error_description: 'turned back' },
  )
}

function claimsOf(token: string): Claims {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Claims
}

function signed(claims: Claims, { id, privateKey }: Key): string {
  const parts = [{ alg: 'RS256', kid: id }, claims].map(part =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  )
  const signature = createSign('sha256').update(parts.join('.')).sign(privateKey).toString('base64url')
  return [...parts, signature].join('.')
}

/** The sample ward with a directory. */
export async function openSiteWithDirectory(
  settings: Record<string, string> = {},
): Promise<{ site: Site; directory: TestDirectory }> {
  const directory = await openDirectory()
  const site = await openSite({
    now: '2026-12-01T09:00',
    settings: { ...directory.settings, ...settings },
  })
  directory.open(site)
  return { site, directory }
}

/** Goes to the directory, signs in there, and stops at the address it leads back to. */
export async function answerFor(visitor: Visitor, path = '/staff/directory'): Promise<string> {
  const start = await visitor.send(path)
  const cookies = new Map<string, string>()
  let address = start.headers.get('Location') ?? ''
  for (let hop = 0; hop < 6 && !address.includes('/staff/directory/answer'); hop += 1) {
    const answer = await fetch(address, {
      redirect: 'manual',
      headers: { Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    })
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      cookies.set(name, value)
    }
    address = new URL(answer.headers.get('Location') ?? 'about:blank', address).href
  }
  const { pathname, search } = new URL(address)
  return `${pathname}${search}`
}

/** The whole way: to the directory, back, and on. */
export async function signInByDirectory(visitor: Visitor, path?: string): Promise<HtmlPage> {
  return visitor.get(await answerFor(visitor, path))
}
