import './version-guard.ts'
// By its default export: a name that an older Node.js lacks would end it before the guard can speak.
import module from 'node:module'

module.enableCompileCache()

// A wrong setting is told before everything else is loaded.
const { acceptedOrExit, settingsOrExit } = await import('./settings-or-exit.ts')
const settings = settingsOrExit(process.env)
const accepted = acceptedOrExit(process.argv.slice(2))

const { start } = await import('./start.ts')
await start(settings, accepted)
