/**
 * The one-way rules that the compiler cannot see. A rule here has no exemption; when one is in the
 * way, the file is in the wrong folder.
 */

/** Everything that does something, and which of the others it may use; what is missing here fails. */
const SERVICES = {
  credentials: ['processes'],
  external: ['files', 'storage', 'transfers'],
  files: [],
  listings: ['storage', 'turns'],
  local: ['files'],
  places: ['files'],
  playground: ['turns'],
  previews: ['storage', 'transfers'],
  processes: [],
  profiles: ['files'],
  searches: ['listings', 'storage', 'turns', 'walks'],
  settings: ['files'],
  sizes: ['storage', 'transfers', 'walks'],
  storage: ['turns'],
  thumbnails: ['processes'],
  transfers: ['files', 'storage'],
  turns: [],
  walks: ['storage'],
}

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
    {
      name: 'shared-uses-zod-and-re2js-alone',
      comment: 'shared/ is plain TypeScript and zod; patterns mean the same on both sides by RE2.',
      severity: 'error',
      from: { path: '^shared/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core'], pathNot: '^node_modules/(zod|re2js)/' },
    },
    never('electron-not-renderer', 'They meet in shared/ipc only.', '^electron/', '^renderer/'),
    never('renderer-not-electron', 'They meet in shared/ipc only.', '^renderer/', '^electron/'),
    {
      name: 'electron-folders-are-known',
      comment: 'A new folder of electron/ says in SERVICES what it may use.',
      severity: 'error',
      from: { path: '^(shared|electron|renderer|e2e)/' },
      to: {
        path: '^electron/[^/]+/',
        pathNot: `^electron/(ipc|shell|browser-shell|start|${Object.keys(SERVICES).join('|')})/`,
      },
    },
    ...Object.entries(SERVICES).map(([service, used]) =>
      never(
        `${service}-uses-${used.join('-') || 'no-other'}`,
        'Services know neither the IPC nor a shell, and few of their siblings.',
        `^electron/${service}/(?!.*\\.test\\.ts$)`,
        '^electron/',
        `^electron/(${[service, ...used].join('|')})/`,
      ),
    ),
    never(
      'ipc-on-services-alone',
      'The IPC knows no shell and no entry.',
      '^electron/ipc/',
      '^electron/(shell|browser-shell|start)/|^electron/[^/]+$',
    ),
    never(
      'shells-never-meet',
      'The desktop shell must not need the web framework, nor the browser shell Electron.',
      '^electron/(shell/|main\\.ts$)',
      '^electron/(browser-shell/|browser\\.ts$)',
    ),
    never(
      'shells-never-meet-either',
      'The same, the other way.',
      '^electron/(browser-shell/|browser\\.ts$)',
      '^electron/(shell/|main\\.ts$|preload\\.ts$)',
    ),
    never(
      'entries-on-top',
      'Only the two entries build the app and read the command line.',
      '^electron/(?!(main|browser)\\.ts$|start/)',
      '^electron/(app|main|browser|preload)\\.ts$|^electron/start/',
    ),
    never(
      'app-knows-no-shell',
      'Both shells open the same app.',
      '^electron/app\\.ts$',
      '^electron/(shell|browser-shell)/',
    ),
    never(
      'start-stands-alone',
      'How a process starts is decided before there is an app.',
      '^electron/start/',
      '^electron/',
      '^electron/start/',
    ),
    {
      name: 'preload-is-a-bridge',
      comment: 'The preload has the rights of the page’s process: Electron, the bridge, no more.',
      severity: 'error',
      from: { path: '^electron/preload\\.ts$' },
      to: { pathNot: '^shared/ipc/|^electron/shell/channels\\.ts$|^node_modules/electron/' },
    },
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
      'decoders-in-thumbnails',
      'Only the process of thumbnails/ decodes pictures.',
      '^electron/thumbnails/(decoder-child|[\\w-]+\\.test)\\.ts$',
      '^node_modules/(sharp|@img)/',
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
    {
      name: 'renderer-without-node',
      comment: 'The page runs in a sandbox.',
      severity: 'error',
      from: { path: '^renderer/', pathNot: '\\.test\\.tsx?$|^renderer/vite\\.config\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
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
    never(
      'renderer-screens-not-api',
      'Screens ask queries.',
      '^renderer/(?!(api|queries)/)(?!.*\\.test\\.tsx?$)',
      '^renderer/api/',
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
