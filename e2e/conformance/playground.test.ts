import { startPlaygroundServer } from '../servers/playground.ts'
import { Subject } from './subject.ts'
import { conformanceSuite } from './suite.ts'

conformanceSuite(new Subject('playground', startPlaygroundServer), { skip: false })
