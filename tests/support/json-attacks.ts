import { gzipSync } from 'node:zlib'

/** What is sent in place of a body, and what is wrong with it. */
export type JsonAttack = {
  what: string
  body: string | Buffer<ArrayBuffer>
  headers?: Record<string, string>
}

type Path = ReadonlyArray<string | number>

/** What stands in no answer unless it is said back. */
export const canary = '<Kanariya 7d1f>'

/** No JSON that anybody sends holds it: what is written in its place need not be a value that JavaScript has. */
const gap = '\u{10fffd}gap'

/** The way to each member, to what it is made of, and to nothing that is empty. */
export function pathsOf(value: unknown): Path[] {
  if (typeof value !== 'object' || value === null) return []
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value)
  return keys.flatMap(key => [
    [key],
    ...pathsOf((value as Record<string | number, unknown>)[key]).map(path => [key, ...path]),
  ])
}

/** The body as JSON with other JSON at one place. */
function withRaw(body: object, path: Path, raw: string): string {
  return JSON.stringify(changed(body, path, () => gap)).replace(JSON.stringify(gap), () => raw)
}

function changed(body: object, path: Path, change: (value: unknown) => unknown): object {
  const copy = structuredClone(body) as Record<string | number, unknown>
  const [key = '', ...rest] = path
  const value = copy[key]
  copy[key] =
    rest.length > 0 ? changed(value ?? (typeof rest[0] === 'number' ? [] : {}), rest, change) : change(value)
  return copy
}

function valueAt(body: object, path: Path): unknown {
  return path.reduce(
    (value: unknown, key) => (value as Record<string | number, unknown> | undefined)?.[key],
    body,
  )
}

const levels = 5000

/** JSON that no value of ours is written as. */
const raws: Record<string, string> = {
  'a number beyond all': '1e999',
  'a number of 5,000 digits': '9'.repeat(5000),
  'minus nothing': '-0',
  'a fraction of 5,000 digits': `0.${'1'.repeat(5000)}`,
  'a lone surrogate': String.raw`"\ud842"`,
  'a surrogate the wrong way round': String.raw`"\udfb7\ud842"`,
  'an escaped NUL': String.raw`"a\u0000b"`,
  '5,000 lists in one another': '['.repeat(levels) + ']'.repeat(levels),
  '5,000 objects in one another': '{"a":'.repeat(levels) + '1' + '}'.repeat(levels),
  'a text of 60,000': `"${'あ'.repeat(20_000)}"`,
  'a prototype': '{"__proto__":{"isAdministrator":true}}',
  'a constructor': '{"constructor":{"prototype":{"isAdministrator":true}}}',
  'something like a list': '{"length":1e9,"0":"tennyu"}',
  'what is no JSON': 'undefined',
}

/** One member replaced by other JSON. */
export function replacing(body: object, path: Path, value: unknown): JsonAttack {
  return replacingRaw(body, path, JSON.stringify(value), JSON.stringify(value))
}

function replacingRaw(body: object, path: Path, raw: string, what: string): JsonAttack {
  return { what: `${path.join('.')}=${what.slice(0, 40)}`, body: withRaw(body, path, raw) }
}

/** Everything else that can be done to one member: all of it, for a choice to be made. */
export function attacksOnMember(body: object, path: Path): JsonAttack[] {
  const name = path.join('.')
  const value = valueAt(body, path)
  const [parent, key] = [path.slice(0, -1), path.at(-1)]
  const own = JSON.stringify(value) ?? 'null'
  const twice =
    typeof key === 'string'
      ? [
          [`${name} twice`, `${own},${JSON.stringify(key)}:${own}`],
          [`${name} twice, then a list`, `${own},${JSON.stringify(key)}:[]`],
        ]
      : [[`${name} a thousand times`, Array<string>(1000).fill(own).join()]]
  return [
    { what: `no ${name}`, body: JSON.stringify(changed(body, path, () => undefined)) },
    ...twice.map(([what = '', raw = '']) => ({ what, body: withRaw(body, path, raw) })),
    { what: `${name} in a list`, body: withRaw(body, path, `[${own}]`) },
    { what: `${name} in an object`, body: withRaw(body, path, `{${JSON.stringify(String(key))}:${own}}`) },
    { what: `${name} as text`, body: withRaw(body, path, JSON.stringify(own)) },
    ...(typeof key === 'string'
      ? [
          {
            what: `${name} beside what nobody knows`,
            body: withRaw(body, path, `${own},${JSON.stringify(canary)}:[]`),
          },
        ]
      : []),
    ...(typeof key === 'string'
      ? [canary, '__proto__', 'constructor', `${key}\u0000`].map(other => ({
          what: `${name} is called ${other}`,
          body: withRaw(body, [...parent, key], `null,${JSON.stringify(other)}:${own}`),
        }))
      : []),
    ...Object.entries(raws).map(([what, raw]) => replacingRaw(body, path, raw, what)),
  ]
}

/** What can be done to a body as a whole. */
export function attacksOnBody(body: object, cutAt: number): JsonAttack[] {
  const text = JSON.stringify(body)
  const beginning = Object.keys(body).length === 0 ? '{' : '{"a":1,'
  const more = (raw: string) => `{${raw}${Object.keys(body).length === 0 ? '' : ','}${text.slice(1)}`
  const typed = (type: string) => ({ 'Content-Type': type })
  return [
    { what: 'a prototype', body: more('"__proto__":{"isAdministrator":true}') },
    { what: 'a constructor', body: more('"constructor":{"prototype":{"isAdministrator":true}}') },
    { what: 'a member that nobody knows', body: more(`"${canary}":"${canary}"`) },
    { what: 'an office of its own', body: more('"officeId":2,"office_id":2,"id":1') },
    { what: 'the body in a list', body: `[${text}]` },
    { what: 'the body as text', body: JSON.stringify(text) },
    { what: 'the body twice', body: `${text}${text}` },
    { what: 'cut off', body: text.slice(0, 1 + Math.floor(cutAt * (text.length - 1))) },
    {
      what: 'cut inside a character',
      body: Buffer.concat([Buffer.from(text.slice(0, -1)), Buffer.from([0xe3, 0x81])]),
    },
    { what: 'a comma at the end', body: `${text.slice(0, -1)},}` },
    { what: 'a comment', body: `${text}/* ${canary} */` },
    { what: 'a mark of the order of bytes', body: `\ufeff${text}` },
    { what: 'UTF-16', body: Buffer.from(text, 'utf16le') },
    { what: 'nothing', body: '' },
    { what: 'null', body: 'null' },
    { what: '70,000 spaces', body: `${beginning}${' '.repeat(70_000)}` },
    {
      what: 'a form',
      body: `a=${encodeURIComponent(text)}`,
      headers: typed('application/x-www-form-urlencoded'),
    },
    { what: 'a form by its name', body: text, headers: typed('application/x-www-form-urlencoded') },
    { what: 'parts of a form', body: text, headers: typed('multipart/form-data; boundary=x') },
    { what: 'plain text', body: text, headers: typed('text/plain') },
    { what: 'JSON of another kind', body: text, headers: typed('application/merge-patch+json') },
    { what: 'another charset', body: text, headers: typed('application/json; charset=utf-16') },
    { what: 'no type', body: text, headers: typed('') },
    { what: 'gzip, unsaid', body: gzipSync(text) },
    { what: 'gzip', body: gzipSync(text), headers: { 'Content-Encoding': 'gzip' } },
    { what: 'brotli by its name', body: text, headers: { 'Content-Encoding': 'br' } },
  ]
}
