/** How long each frame took, in milliseconds, and how many of them had a blank row in sight. */
export interface Frames {
  readonly lengths: readonly number[]
  readonly blank: number
}

/**
 * Runs in the page: scrolls it frame by frame and measures the frames. Must not use anything
 * outside of itself.
 */
export async function followFrames({
  how,
  seconds,
}: {
  readonly how: 'bar' | 'wheel'
  readonly seconds: number
}): Promise<Frames> {
  const scroller = document.querySelector('[role="grid"]')
  if (!scroller) throw new Error('There is nothing to scroll.')
  const frame = () => new Promise<number>(resolve => requestAnimationFrame(resolve))
  const box = scroller.getBoundingClientRect()

  /** A row whose name is not there, at three places of the window on the rows. */
  const isBlank = () =>
    [0.1, 0.5, 0.9].some(part => {
      const at = document.elementFromPoint(box.x + 100, box.y + 40 + (box.height - 60) * part)
      const row = at?.closest('[data-row]')
      return row ? !row.textContent?.includes('scan-') : false
    })

  scroller.scrollTop = 0
  // What the start has to load is not what is measured.
  for (let waited = 0; waited < 30; waited++) await frame()
  const lengths: number[] = []
  let blank = 0
  const start = await frame()
  let now = start
  const range = scroller.scrollHeight - scroller.clientHeight
  while (now - start < seconds * 1000) {
    if (how === 'bar') scroller.scrollTop = (range * (now - start)) / (seconds * 1000)
    else {
      const notch = new WheelEvent('wheel', { deltaY: 120, bubbles: true, cancelable: true })
      scroller.dispatchEvent(notch)
    }
    const before = now
    now = await frame()
    lengths.push(now - before)
    if (how === 'wheel' && isBlank()) blank++
  }
  scroller.scrollTop = how === 'bar' ? range : scroller.scrollTop
  await frame()
  await frame()
  return { lengths, blank }
}
