import './version-guard.ts'

const { verifyFiguresCommand } = await import('./statistics/figures-commands.ts')
process.exitCode = await verifyFiguresCommand(process.argv.slice(2), process.env)
