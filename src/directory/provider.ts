import type { Configuration, ServerMetadata } from 'openid-client'
import type { DirectorySettings } from '../settings.ts'
import { boundedFetch, unreachable } from './bounded-fetch.ts'
import type { Attempt, DirectoryRefusal, Identity } from './directory.ts'

type Refused = { ok: false; reason: Extract<DirectoryRefusal, 'unavailable' | 'denied' | 'untrusted'> }

type Begun = { ok: true; address: string } & Pick<Attempt, 'state' | 'nonce' | 'verifier'>

type Redeemed = { ok: true; identity: Identity; name: () => Promise<string | null> }

/** The city's directory, as an OpenID provider. Nothing of it is loaded or asked before somebody signs in. */
export type Directory = {
  settings: DirectorySettings
  /** Where to send a browser, and what must come back with it. */
  begin: (answerAddress: string) => Promise<Begun | Refused>
  /**
   * Whom an answer speaks for, once everything about it holds: state, nonce, code and its verifier, issuer,
   * audience, signature, validity, and a sign-in that is no older than the attempt. `name` asks for the name
   * in the directory.
   */
  redeem: (answer: URL, attempt: Attempt, ageSeconds: number) => Promise<Redeemed | Refused>
}

/** How far the clocks of the two may differ. */
const clockToleranceSeconds = 30
/** Short, so that a directory that is away is told on our own page and not on an empty one of the browser. */
const metadataMilliseconds = 60_000

type Limits = { ticks: () => number; timeoutSeconds?: number }

export function createDirectory(
  settings: DirectorySettings,
  { ticks, timeoutSeconds = 5 }: Limits,
): Directory {
  const { issuer, clientId, clientSecret, nameClaim } = settings
  const isPlain = issuer.startsWith('http:')
  let known: { metadata: Promise<ServerMetadata>; since: number } | null = null

  return {
    settings,
    begin: answerAddress =>
      attempting(async () => {
        const oidc = await import('openid-client')
        const config = await configuration()
        const [state, nonce, verifier] = [
          oidc.randomState(),
          oidc.randomNonce(),
          oidc.randomPKCECodeVerifier(),
        ]
        const address = oidc.buildAuthorizationUrl(config, {
          ...{ redirect_uri: answerAddress, scope: 'openid profile', state, nonce },
          code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
          // A browser at a counter has many hands: who it was that signed in last does not count.
          ...{ prompt: 'login', max_age: '0' },
        })
        return { ok: true, address: address.href, state, nonce, verifier }
      }),

    redeem: (answer, { state, nonce, verifier }, ageSeconds) =>
      attempting(async () => {
        const oidc = await import('openid-client')
        const config = await configuration()
        const tokens = await oidc.authorizationCodeGrant(config, answer, {
          ...{ expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier },
          ...{ maxAge: ageSeconds, idTokenExpected: true },
        })
        const claims = tokens.claims()
        if (!claims || claims.sub.length > 255) return { ok: false, reason: 'untrusted' }
        const factors = [claims['amr'], claims['acr']].flat().filter(value => typeof value === 'string')
        return {
          ok: true,
          identity: { issuer: claims.iss, subject: claims.sub, factors },
          async name() {
            const told = textOf(claims[nameClaim])
            if (told !== null || !config.serverMetadata().userinfo_endpoint) return told
            return textOf((await oidc.fetchUserInfo(config, tokens.access_token, claims.sub))[nameClaim])
          },
        }
      }),
  }

  /** Made anew each time: so keys are looked up anew, and one that the directory has changed is no stranger. */
  async function configuration(): Promise<Configuration> {
    const oidc = await import('openid-client')
    const client = { client_secret: clientSecret, [oidc.clockTolerance]: clockToleranceSeconds }
    const config = new oidc.Configuration(
      await metadata(),
      clientId,
      client,
      oidc.ClientSecretBasic(clientSecret),
    )
    config[oidc.customFetch] = boundedFetch
    config.timeout = timeoutSeconds
    oidc.enableNonRepudiationChecks(config)
    if (isPlain) oidc.allowInsecureRequests(config)
    return config
  }

  /** Asked once a minute, and again at once when it could not be had. */
  function metadata(): Promise<ServerMetadata> {
    if (known && ticks() - known.since < metadataMilliseconds) return known.metadata
    const asked = { metadata: discover(), since: ticks() }
    asked.metadata.catch(() => {
      if (known === asked) known = null
    })
    known = asked
    return asked.metadata
  }

  async function discover(): Promise<ServerMetadata> {
    const oidc = await import('openid-client')
    const config = await oidc.discovery(new URL(issuer), clientId, undefined, undefined, {
      ...{ [oidc.customFetch]: boundedFetch, timeout: timeoutSeconds },
      ...(isPlain && { execute: [oidc.allowInsecureRequests] }),
    })
    return config.serverMetadata()
  }
}

async function attempting<T>(ask: () => Promise<T | Refused>): Promise<T | Refused> {
  try {
    return await ask()
  } catch (error) {
    return { ok: false, reason: await reasonOf(error) }
  }
}

const isOfTheWay = new Set([
  unreachable,
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_PARSE_ERROR',
])

/** Whether somebody was refused, the directory cannot be had, or what it says cannot be believed. */
async function reasonOf(error: unknown): Promise<Refused['reason']> {
  const oidc = await import('openid-client')
  if (error instanceof oidc.AuthorizationResponseError)
    return /^(server_error|temporarily_unavailable)$/.test(error.error) ? 'unavailable' : 'denied'
  if (error instanceof oidc.ResponseBodyError) return error.status >= 500 ? 'unavailable' : 'untrusted'
  for (let fault: unknown = error; fault instanceof Error; fault = fault.cause)
    if (isOfTheWay.has((fault as { code?: string }).code ?? '')) return 'unavailable'
  return 'untrusted'
}

function textOf(claim: unknown): string | null {
  return typeof claim === 'string' ? claim : null
}
