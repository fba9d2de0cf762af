import './version-guard.ts'
// By its default export: a name that an older Node.js lacks would end it before the guard can speak.
import module from 'node:module'

module.enableCompileCache()

const { start } = await import('./start.ts')
await start(process.env)
