import './version-guard.ts'

const { rebuildFiguresCommand } = await import('./statistics/figures-commands.ts')
process.exitCode = await rebuildFiguresCommand(process.argv.slice(2), process.env)
