import type { Unavailable } from './action-shape.ts'

const LOCAL = 'this is a folder of this computer'

export const always: Unavailable = () => undefined

export const inFolder: Unavailable = ({ place }) =>
  place.type === 'folder' ? undefined : place.type === 'local' ? LOCAL : 'open a bucket first'

/** Where there are rows. */
export const inPlace: Unavailable = ({ place }) =>
  place.type === 'welcome' ? 'open a profile first' : undefined

export const inProfile: Unavailable = situation =>
  situation.place.type === 'local' ? LOCAL : inPlace(situation)

export const withSelection: Unavailable = situation =>
  inPlace(situation) ?? (situation.selected > 0 ? undefined : 'select something first')

/** What is selected, or else the folder that is shown. */
export const withSomethingOrHere: Unavailable = situation =>
  situation.place.type === 'folder' ? undefined : (inProfile(situation) ?? withSelection(situation))

export const withOne: Unavailable = situation =>
  situation.selected > 1 ? 'select a single item' : withSelection(situation)

export const inFolderWithOne: Unavailable = situation => inFolder(situation) ?? withOne(situation)

export const withObjects: Unavailable = situation => inFolder(situation) ?? withSelection(situation)

export const writable =
  (rest: Unavailable): Unavailable =>
  situation =>
    situation.readOnly ? 'this profile is read-only' : rest(situation)

/** What is done to the rows of one folder, which search results are not. */
export const inItsFolder =
  (rest: Unavailable): Unavailable =>
  situation =>
    rest(situation) ?? (situation.searching ? 'show it in its folder first' : undefined)

export const reachable: Unavailable = situation =>
  inFolder(situation) ?? (situation.failed ? 'this folder cannot be shown' : undefined)
