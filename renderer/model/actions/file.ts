import type { ActionShape } from './action-shape.ts'
import {
  inFolderWithOne,
  inItsFolder,
  reachable,
  withObjects,
  withOne,
  withSomethingOrHere,
  writable,
} from './unavailable.ts'

/** What is done with files and folders. */
export const FILE_ACTIONS = {
  open: { label: 'Open', group: 'File', shortcuts: ['Enter'], unavailable: withOne },
  'edit-text': {
    label: 'Edit text',
    group: 'File',
    shortcuts: ['F4'],
    unavailable: writable(inFolderWithOne),
  },
  'open-external': {
    label: 'Open in its program',
    group: 'File',
    shortcuts: ['mod+shift+o'],
    unavailable: situation => {
      if (!situation.ownWindow) return 'only the desktop app can start other programs'
      const reason = inFolderWithOne(situation)
      return reason ?? (situation.folderFocused ? 'only files open in programs' : undefined)
    },
  },
  'drag-out': {
    label: 'Drag out…',
    group: 'File',
    shortcuts: [],
    unavailable: situation => {
      if (!situation.ownWindow) return 'here rows are dragged out as they are'
      const reason = inFolderWithOne(situation)
      return reason ?? (situation.folderFocused ? 'only files can be dragged out' : undefined)
    },
  },
  'upload-files': {
    label: 'Upload files…',
    group: 'File',
    shortcuts: ['mod+u'],
    unavailable: writable(reachable),
  },
  'upload-folder': {
    label: 'Upload a folder…',
    group: 'File',
    shortcuts: ['mod+shift+u'],
    unavailable: writable(reachable),
  },
  download: {
    label: 'Download…',
    group: 'File',
    shortcuts: ['mod+d'],
    unavailable: withObjects,
  },
  'download-zip': {
    label: 'Download as ZIP…',
    group: 'File',
    shortcuts: [],
    // With nothing selected, the place that is shown.
    unavailable: reachable,
  },
  mirror: { label: 'Mirror folder…', group: 'File', shortcuts: [], unavailable: reachable },
  'new-folder': {
    label: 'New folder…',
    group: 'File',
    // A browser keeps ctrl-N for itself.
    shortcuts: ['mod+n', 'F7'],
    unavailable: writable(reachable),
  },
  rename: {
    label: 'Rename',
    group: 'File',
    shortcuts: ['F2'],
    unavailable: writable(inItsFolder(inFolderWithOne)),
  },
  properties: {
    label: 'Properties',
    group: 'File',
    shortcuts: ['mod+i'],
    // With nothing selected, those of the place.
    unavailable: withSomethingOrHere,
  },
  'calculate-size': {
    label: 'Calculate size',
    group: 'File',
    shortcuts: ['mod+shift+i'],
    unavailable: withSomethingOrHere,
  },
  delete: {
    label: 'Delete…',
    group: 'File',
    shortcuts: ['Delete', 'mod+Backspace'],
    unavailable: writable(withObjects),
  },
} as const satisfies Record<string, ActionShape>
