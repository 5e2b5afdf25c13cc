import { Location } from '#shared/location.ts'

/** Readable while dragging, unlike what it holds. */
const PLACE = 'application/x-pail-place'
const FAVORITE = 'application/x-pail-favorite'

/** Lets a folder or bucket be dragged to the favorites; other programs get its name as text. */
export function dragPlace(data: DataTransfer, location: Location, text: string): void {
  data.setData(PLACE, JSON.stringify(location))
  data.setData('text/plain', text)
}

/** The favorite that is dragged to another place in the list. */
export function dragFavorite(data: DataTransfer, id: string): void {
  data.setData(FAVORITE, id)
  data.effectAllowed = 'move'
}

/** Whether what is held over something can be dropped among the favorites. */
export function isPlaceDrag(data: DataTransfer): boolean {
  return data.types.includes(PLACE) || data.types.includes(FAVORITE)
}

/** What was dropped among the favorites. */
export function droppedPlace(
  data: DataTransfer,
): { type: 'favorite'; id: string } | { type: 'place'; location: Location } | undefined {
  const id = data.getData(FAVORITE)
  if (id !== '') return { type: 'favorite', id }
  const text = data.getData(PLACE)
  const location = text === '' ? undefined : Location.safeParse(JSON.parse(text)).data
  return location && { type: 'place', location }
}
