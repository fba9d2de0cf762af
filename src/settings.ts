import { isIP } from 'node:net'
import { dirname } from 'node:path'
import { parseDatabaseUrl } from '#db/connect.ts'
import type { Keeping } from './backup/rotation.ts'
import { type Instant, parseInstant } from './clock.ts'
import type { RoomSettings } from './waiting-room/room.ts'

export type Settings = {
  port: number
  host: string
  databaseUrl: string
  /** Origin without a trailing slash, the only source of links in messages. Null: the address listened on. */
  publicUrl: string | null
  smtpUrl: string | null
  mailFrom: string
  mailFolder: string
  /** Where the copy of the ledger of erasures lies: outside of the database, so that it outlives a restore. */
  ledgerFolder: string
  /** Of the sample's staff accounts. Null: a random one, printed once. */
  samplePassword: string | null
  sampleNow: Instant | null
  /** How many times faster than real time the sample's clock runs. */
  sampleSpeed: number
  isRateLimited: boolean
  isProduction: boolean
  /** With less free space beside a database file no more bookings should be sent here; 0: never mind. */
  diskFreeBytesMin: number
  trustedProxies: readonly string[]
  /** Null: the server makes no backups by itself. */
  backup: BackupSettings | null
  /** Whoever sends it may read the metrics; null: only programs on this machine. */
  metricsToken: string | null
  /** The city's directory, by which staff may sign in; null without one. */
  directory: DirectorySettings | null
  /** A file with the keys that seal what other systems let us in by; null without one. */
  secretsKeyFile: string | null
  /** Where the Messaging API of LINE is. */
  lineApiUrl: string
  /** When residents wait before they choose a time, and how fast they are let in. */
  waitingRoom: RoomSettings
}

export type BackupSettings = {
  folder: string
  /** A file with the passphrase; null: backups are not encrypted. */
  keyFile: string | null
  keeping: Keeping
}

export type DirectorySettings = {
  issuer: string
  clientId: string
  clientSecret: string
  /** The claim that holds the name by which an administrator knows somebody in the directory. */
  nameClaim: string
  /** Values of `amr` or `acr` that stand for a second factor, in place of the office's own. */
  secondFactors: readonly string[]
}

/** Reads the settings of the README's table; throws one line naming the first setting that is wrong. */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const given = (name: string) => env[name]?.trim() || null
  const isProduction =
    oneOf('NODE_ENV', given('NODE_ENV') ?? 'development', nodeEnvironments) === 'production'

  const settings: Settings = {
    port: portOf(given('PORT') ?? '3000'),
    host: given('HOST') ?? '127.0.0.1',
    databaseUrl: given('DATABASE_URL') ?? 'file:data/madoguchi.db',
    publicUrl: originOf(given('PUBLIC_URL')),
    smtpUrl: smtpUrlOf(given('SMTP_URL')),
    mailFrom: addressOf(given('MAIL_FROM') ?? 'madoguchi@localhost'),
    mailFolder: 'data/mail',
    ledgerFolder: 'data',
    samplePassword: given('SAMPLE_PASSWORD'),
    sampleNow: instantOrNull('SAMPLE_NOW', given('SAMPLE_NOW')),
    sampleSpeed: speedOf(given('SAMPLE_SPEED') ?? '1'),
    isRateLimited: oneOf('RATE_LIMIT', given('RATE_LIMIT') ?? 'on', ['on', 'off']) === 'on',
    isProduction,
    diskFreeBytesMin: mebibytesOf(given('DISK_FREE_MIB_MIN') ?? '64'),
    trustedProxies: addressList(given('TRUSTED_PROXIES')),
    backup: backupOf({
      folder: given('BACKUP_DIR'),
      keyFile: given('BACKUP_KEY_FILE'),
      keep: given('BACKUP_KEEP') ?? '7,4,0',
      daysMax: given('BACKUP_DAYS_MAX') ?? '35',
    }),
    metricsToken: tokenOf(given('METRICS_TOKEN')),
    directory: directoryOf(
      {
        issuer: given('OIDC_ISSUER'),
        clientId: given('OIDC_CLIENT_ID'),
        clientSecret: given('OIDC_CLIENT_SECRET'),
        nameClaim: given('OIDC_NAME_CLAIM') ?? 'preferred_username',
        secondFactors: wordList(given('OIDC_SECOND_FACTOR')),
      },
      isProduction,
    ),
    secretsKeyFile: given('SECRETS_KEY_FILE'),
    lineApiUrl: lineApiOf(given('LINE_API_URL') ?? 'https://api.line.me', isProduction),
    waitingRoom: {
      mode: oneOf('WAITING_ROOM', given('WAITING_ROOM') ?? 'auto', ['auto', 'on', 'off']),
      admittedPerMinute: perMinuteOf(given('WAITING_ROOM_PER_MINUTE')),
    },
  }
  const target = parseDatabaseUrl(settings.databaseUrl)
  if (target.engine === 'sqlite') settings.ledgerFolder = dirname(target.path)
  if (settings.backup && target.engine === 'postgres')
    throw new Error('BACKUP_DIR is for a database in a file; PostgreSQL is backed up by pg_dump')

  if (isProduction && !settings.isRateLimited) throw new Error('RATE_LIMIT=off is refused in production')
  if (isProduction && settings.samplePassword !== null)
    throw new Error('SAMPLE_PASSWORD is refused in production')
  if (isProduction && settings.sampleNow !== null) throw new Error('SAMPLE_NOW is refused in production')
  if (isProduction && settings.sampleSpeed !== 1) throw new Error('SAMPLE_SPEED is refused in production')
  if (isProduction && !settings.publicUrl) throw new Error('PUBLIC_URL must be set in production')
  if (settings.smtpUrl && !given('MAIL_FROM')) throw new Error('MAIL_FROM must be set together with SMTP_URL')
  return settings
}

/** Where links lead; without PUBLIC_URL to this machine. */
export function publicUrlOf(settings: Pick<Settings, 'publicUrl' | 'port'>): string {
  return settings.publicUrl ?? `http://localhost:${settings.port}`
}

const nodeEnvironments = ['production', 'development', 'test']

function oneOf<Value extends string>(name: string, value: string, allowed: readonly Value[]): Value {
  const found = allowed.find(one => one === value)
  if (found === undefined) throw new Error(`${name} must be one of: ${allowed.join(', ')}`)
  return found
}

function perMinuteOf(value: string | null): number | null {
  if (value !== null && !/^[1-9]\d{0,5}$/.test(value))
    throw new Error('WAITING_ROOM_PER_MINUTE must be a whole number from 1 to 999999')
  return value === null ? null : Number(value)
}

function mebibytesOf(value: string): number {
  if (!/^\d{1,7}$/.test(value)) throw new Error('DISK_FREE_MIB_MIN must be a whole number from 0 to 9999999')
  return Number(value) * 1_048_576
}

function portOf(value: string): number {
  const port = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN
  if (!(port <= 65_535)) throw new Error('PORT must be a whole number from 0 to 65535')
  return port
}

function speedOf(value: string): number {
  const speed = /^\d{1,3}$/.test(value) ? Number(value) : Number.NaN
  if (!(speed >= 1 && speed <= 600)) throw new Error('SAMPLE_SPEED must be a whole number from 1 to 600')
  return speed
}

function originOf(value: string | null): string | null {
  if (value === null) return null
  const url = URL.canParse(value) ? new URL(value) : null
  if (
    !url ||
    !/^https?:$/.test(url.protocol) ||
    url.pathname !== '/' ||
    url.search ||
    url.hash ||
    url.username ||
    url.password
  )
    throw new Error('PUBLIC_URL must be an origin such as https://yoyaku.example.jp')
  return url.origin
}

function smtpUrlOf(value: string | null): string | null {
  if (value === null) return null
  if (!/^smtps?:\/\/./.test(value) || !URL.canParse(value))
    throw new Error('SMTP_URL must be smtp://USER:PASSWORD@HOST:PORT or smtps://…')
  return value
}

function addressOf(value: string): string {
  if (!/^[^\s@<>"',;:]+@[^\s@<>"',;:]+$/.test(value))
    throw new Error('MAIL_FROM must be one plain e-mail address')
  return value
}

function instantOrNull(name: string, value: string | null): Instant | null {
  if (value === null) return null
  const at = parseInstant(value)
  if (at === null) throw new Error(`${name} must be an instant such as 2026-12-01T09:00:00+09:00`)
  return at
}

type BackupGiven = { folder: string | null; keyFile: string | null; keep: string; daysMax: string }

function backupOf({ folder, keyFile, keep, daysMax }: BackupGiven): BackupSettings | null {
  const [, daily, weekly, monthly] = /^(\d{1,3}),(\d{1,3}),(\d{1,3})$/.exec(keep) ?? []
  if (daily === undefined || Number(daily) < 1)
    throw new Error('BACKUP_KEEP must be numbers of daily, weekly and monthly backups such as 7,4,0')
  if (!/^[1-9]\d{0,3}$/.test(daysMax))
    throw new Error('BACKUP_DAYS_MAX must be a whole number from 1 to 9999')
  if (keyFile !== null && folder === null)
    throw new Error('BACKUP_DIR must be set together with BACKUP_KEY_FILE')
  const [counts, days] = [[daily, weekly, monthly].map(Number), Number(daysMax)]
  const keeping = { daily: counts[0] ?? 1, weekly: counts[1] ?? 0, monthly: counts[2] ?? 0, daysMax: days }
  return folder === null ? null : { folder, keyFile, keeping }
}

function tokenOf(value: string | null): string | null {
  if (value !== null && !/^[\w.~+/=-]{16,}$/.test(value))
    throw new Error('METRICS_TOKEN must be at least 16 letters, digits and signs of a bearer token')
  return value
}

type DirectoryGiven = Pick<DirectorySettings, 'nameClaim' | 'secondFactors'> &
  Record<'issuer' | 'clientId' | 'clientSecret', string | null>

function directoryOf(given: DirectoryGiven, isProduction: boolean): DirectorySettings | null {
  const { issuer, clientId, clientSecret, nameClaim, secondFactors } = given
  if (!issuer && !clientId && !clientSecret) return null
  if (!issuer || !clientId || !clientSecret)
    throw new Error('OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET must be set together')
  const url = URL.canParse(issuer) ? new URL(issuer) : null
  const isSecure = url?.protocol === 'https:' || (url?.protocol === 'http:' && !isProduction)
  if (!url || !isSecure || url.search || url.hash || url.username || url.password)
    throw new Error('OIDC_ISSUER must be the address of an issuer such as https://login.example.jp/city')
  // An address can be given to somebody else, and a directory may not have checked it.
  if (!/^[\w.:/-]{1,100}$/.test(nameClaim) || nameClaim.startsWith('email'))
    throw new Error('OIDC_NAME_CLAIM must be a claim that names an account for good, and not its e-mail')
  return { issuer, clientId, clientSecret, nameClaim, secondFactors }
}

/** Tokens and messages go there: in production never unencrypted. */
function lineApiOf(value: string, isProduction: boolean): string {
  const url = URL.canParse(value) ? new URL(value) : null
  const isSecure = url?.protocol === 'https:' || (url?.protocol === 'http:' && !isProduction)
  if (!url || !isSecure || url.pathname !== '/' || url.search || url.hash || url.username || url.password)
    throw new Error('LINE_API_URL must be an origin such as https://api.line.me')
  return url.origin
}

function wordList(value: string | null): string[] {
  return (value ?? '').split(',').flatMap(part => part.trim() || [])
}

function addressList(value: string | null): string[] {
  const addresses = (value ?? '').split(',').flatMap(part => part.trim() || [])
  if (addresses.some(address => isIP(address) === 0))
    throw new Error('TRUSTED_PROXIES must be IP addresses separated by commas')
  return addresses
}
