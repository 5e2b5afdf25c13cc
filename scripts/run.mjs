// `node scripts/run.mjs FILE ARGS…`: runs a built program with the pinned Node; see run-child.mjs.
import { projectNode } from './paths.mjs'
import { runChild } from './run-child.mjs'

process.exit(await runChild(projectNode, process.argv.slice(2)))
