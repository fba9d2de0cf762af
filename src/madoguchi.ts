#!/usr/bin/env node
import './version-guard.ts'
// By its default export: a name that an older Node.js lacks would end it before the guard can speak.
import module from 'node:module'

module.enableCompileCache()
// Whoever reads only the beginning of what is printed has had enough.
process.stdout.on('error', () => process.exit())

const { runCommand } = await import('./command/command.ts')
process.exitCode = await runCommand(process.argv.slice(2), process.env)
