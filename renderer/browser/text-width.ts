const contexts = new Map<number, CanvasRenderingContext2D | null>()

/** The width of a text in the window's type; laying it out to find out would cost far more. */
export function textWidth(text: string, size: 12 | 13): number {
  let context = contexts.get(size)
  if (context === undefined) {
    context = document.createElement('canvas').getContext('2d')
    if (context) context.font = `${size}px ${getComputedStyle(document.body).fontFamily}`
    contexts.set(size, context)
  }
  return context ? context.measureText(text).width : text.length * 7
}
