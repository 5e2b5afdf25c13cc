// Where things are. Node built-ins alone: the bootstrap uses it before anything is installed.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** The Node pinned in devDependencies: the one everything runs on after the bootstrap. */
export const projectNode = join(
  root,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
)

/** The JavaScript file behind a command of an installed package, to run with {@link projectNode}. */
export function packageFile(packageName, file) {
  const path = join(root, 'node_modules', packageName, file)
  if (!existsSync(path))
    throw new Error(`${packageName} is not installed. Run \`npm start\` or \`npm ci\` first.`)
  return path
}
