import module from 'node:module'

// As the server does, so that what it loads only when it is first used takes the same time here.
module.enableCompileCache()
await import('#src/start.ts')

await import('./play-blocks.ts')
