import module from 'node:module'
import { importQuickly } from '#src/quick-imports.ts'

// As the server does, so that what it loads only when it is first used takes the same time here.
module.enableCompileCache()
importQuickly()
await import('#src/start.ts')

await import('./play-blocks.ts')
