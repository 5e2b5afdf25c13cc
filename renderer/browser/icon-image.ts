/** How an icon is drawn: colours as styles.css has them, light and dark. */
export interface IconLook {
  readonly color: readonly [light: string, dark: string]
  /** Of the inside, in the same colour; nothing is filled when left out. */
  readonly fillOpacity?: number
}

const SECONDARY = ['#5d626d', '#a3a8b4'] as const
const FOLDER = ['#5b8def', '#7aa0f5'] as const

/** The looks of icons that stand in rows. */
export const LOOKS = {
  file: { color: SECONDARY },
  bucket: { color: FOLDER },
  folder: { color: FOLDER, fillOpacity: 0.25 },
} as const satisfies Record<string, IconLook>

/**
 * A CSS image of an icon of Lucide. An `<svg>` in the page is laid out and painted shape by shape
 * wherever it stands; with one in each row, that took half of the time there is for a frame while
 * one scrolls. An image of one is decoded once. It follows the theme by the `color-scheme` of the
 * element that shows it.
 *
 * @param svg the file of the icon, drawn in `currentColor`
 * @param strokeWidth in units of the icon, which is 24 of them wide
 * @see https://www.w3.org/TR/mediaqueries-5/#prefers-color-scheme
 */
export function iconImage(svg: string, look: IconLook, strokeWidth: number): string {
  const [light, dark] = look.color
  const fill = look.fillOpacity ? `;fill:currentColor;fill-opacity:${look.fillOpacity}` : ''
  const style =
    `<style>svg{color:${light};stroke-width:${strokeWidth}px${fill}}` +
    `@media(prefers-color-scheme:dark){svg{color:${dark}}}</style>`
  const drawn = svg.replace(/(<svg[^>]*>)/, `$1${style}`)
  return `url("data:image/svg+xml,${encodeURIComponent(drawn)}")`
}
