/**
 * The one-way rules that the compiler cannot see. A rule here has no exemption; when one is in the
 * way, the file is in the wrong folder.
 */
const SERVICES =
  '^electron/(storage|listings|transfers|credentials|profiles|settings|playground|files)/'

/** Only `folders` may import `what`. */
const only = (name, comment, folders, what) => ({
  name,
  comment,
  severity: 'error',
  from: { path: '^(shared|electron|renderer)/', pathNot: folders },
  to: { path: what },
})

/** Nothing in `from` may import `to`. */
const never = (name, comment, from, to, except) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: to, ...(except ? { pathNot: except } : {}) },
})

export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or hide a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'An import that resolves to nothing works on one machine only.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-test-imports',
      comment: 'A product file must not lean on a test.',
      severity: 'error',
      from: { pathNot: '(\\.test\\.tsx?$|^e2e/)' },
      to: { path: '(\\.test\\.tsx?$|^e2e/)' },
    },
    never(
      'shared-knows-nobody',
      'shared/ says what things are.',
      '^shared/',
      '^(electron|renderer|e2e)/',
    ),
    never(
      'shared-is-plain',
      'shared/ runs in every process.',
      '^shared/(?!.*\\.test\\.ts$)',
      '^node:',
    ),
    {
      name: 'shared-uses-zod-alone',
      comment: 'shared/ is plain TypeScript and zod.',
      severity: 'error',
      from: { path: '^shared/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core'], pathNot: '^node_modules/zod/' },
    },
    never('electron-not-renderer', 'They meet in shared/ipc only.', '^electron/', '^renderer/'),
    never('renderer-not-electron', 'They meet in shared/ipc only.', '^renderer/', '^electron/'),
    never(
      'services-not-ipc',
      'Services know neither the IPC nor a shell.',
      SERVICES,
      '^electron/(ipc|shell|browser-shell)/|^electron/(app|main|browser|preload)\\.ts$',
    ),
    never(
      'ipc-not-shells',
      'The IPC knows no shell.',
      '^electron/ipc/',
      '^electron/(shell|browser-shell)/',
    ),
    never(
      'storage-stands-alone',
      'Everything may use storage; storage uses none of the other services.',
      '^electron/storage/',
      '^electron/',
      '^electron/(storage|playground)/',
    ),
    never(
      'storage-not-playground',
      'The service must not know the endpoint it is tested with.',
      '^electron/storage/(?!.*\\.test\\.ts$)',
      '^electron/playground/',
    ),
    never('listings-not-transfers', 'Siblings.', '^electron/listings/', '^electron/transfers/'),
    never('transfers-not-listings', 'Siblings.', '^electron/transfers/', '^electron/listings/'),
    only(
      'sdk-in-storage',
      'Only storage/ speaks the AWS SDK. The playground verifies signatures with its signer.',
      '^electron/(storage|playground)/',
      '^node_modules/(@aws-sdk|@smithy|@aws-crypto)/',
    ),
    only(
      'keytar-in-credentials',
      'Only credentials/ opens the keychain.',
      '^electron/credentials/',
      '^node_modules/(keytar|@github/keytar)/',
    ),
    only(
      'electron-in-the-desktop-shell',
      'Everything with a decision in it runs under plain Node.',
      '^electron/(main|preload)\\.ts$|^electron/shell/',
      '^node_modules/electron/',
    ),
    only(
      'web-framework-in-the-browser-shell',
      'Only the browser shell serves.',
      '^electron/browser-shell/',
      '^node_modules/(hono|@hono|ws)/',
    ),
    never(
      'renderer-models-are-pure',
      'Models decide, without React or IPC.',
      '^renderer/model/(?!.*\\.test\\.tsx?$)',
      '^renderer/(?!model/)|^node_modules/(react|@tanstack)',
    ),
    never(
      'renderer-ui-knows-no-s3',
      'The kit knows nothing of S3.',
      '^renderer/ui/',
      '^renderer/(?!ui/)|^shared/',
    ),
    never(
      'renderer-api-is-the-bottom',
      'The client knows no query and no screen.',
      '^renderer/api/',
      '^renderer/(?!api/)',
    ),
    never(
      'renderer-queries-below-screens',
      'Queries know no screen.',
      '^renderer/queries/',
      '^renderer/(?!queries/|api/|model/)',
    ),
    {
      name: 'app-on-top',
      comment: 'No screen imports the frame it is shown in.',
      severity: 'error',
      from: { path: '^renderer/(?!app/)' },
      to: { path: '^renderer/app/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'renderer/tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json'],
    },
    reporterOptions: { archi: { collapsePattern: '^(shared|renderer|e2e)/[^/]+|^electron/[^/]+' } },
  },
}
