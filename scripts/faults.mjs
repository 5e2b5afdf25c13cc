// `npm run faults -- kill`: does what must never hurt, many times, and prints what it did.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { projectNode, root } from './paths.mjs'

const main = join(root, 'e2e', 'faults', 'main.ts')
const child = spawn(projectNode, [main, ...process.argv.slice(2)], { stdio: 'inherit', cwd: root })
child.on('exit', code => process.exit(code ?? 1))
