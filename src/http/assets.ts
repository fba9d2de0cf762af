import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '#db/project-root.ts'
import { paths } from '../paths.ts'

type Asset = { body: Uint8Array<ArrayBuffer>; type: string; url: string }

export type Assets = {
  /** The URL of a file in `views/assets`, which changes with its content. */
  url: (name: string) => string
  find: (name: string) => Asset | undefined
}

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
}

/**
 * Reads style, script and pictures into memory, and the design system's tokens as they are published. All
 * share one digest in their URLs, so that a script finds the one it imports beside it.
 */
export function loadAssets(): Assets {
  const folder = join(projectRoot, 'views/assets')
  const files = readdirSync(folder).map(name => [name, join(folder, name)] as const)
  const tokens = join(projectRoot, 'node_modules/@digital-go-jp/design-tokens/dist/tokens.css')

  const bodies = [...files, ['tokens.css', tokens] as const].map(
    ([name, path]) => [name, new Uint8Array(readFileSync(path))] as const,
  )
  const digest = createHash('sha256')
  for (const [, body] of bodies) digest.update(body)
  const hash = digest.digest('base64url').slice(0, 12)

  const assets = new Map<string, Asset>()
  for (const [name, body] of bodies) {
    const type = types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
    assets.set(name, { body, type, url: paths.asset(name, hash) })
  }

  return {
    find: name => assets.get(name),
    url(name) {
      const asset = assets.get(name)
      if (!asset) throw new Error(`no asset ${name}`)
      return asset.url
    },
  }
}
