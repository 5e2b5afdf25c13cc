import type { PDFDocumentProxy, RenderTask } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { type RefObject, useEffect, useRef, useState } from 'react'

/** A drawn page is this wide at most, in CSS pixels. */
const WIDEST = 900
/** Pixels of one canvas: a page may claim to be as large as a house. */
const MOST_PIXELS = 12_000_000
/** Until a page is known it has the shape of A4. */
const A4 = 297 / 210

interface PdfPageProps {
  readonly pdf: PDFDocumentProxy
  readonly number: number
}

/** One page, drawn when it comes into sight. Its text is there for those who do not see it. */
export function PdfPage({ pdf, number }: PdfPageProps) {
  const frame = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const near = useNear(frame)
  const [shape, setShape] = useState(A4)
  const [text, setText] = useState('')
  useEffect(() => {
    if (!near) return
    let task: RenderTask | undefined
    let gone = false
    const draw = async () => {
      const page = await pdf.getPage(number)
      const plain = page.getViewport({ scale: 1 })
      if (gone || !canvas.current || !frame.current) return
      setShape(plain.height / plain.width)
      const width = Math.min(WIDEST, frame.current.clientWidth)
      const wanted = (width / plain.width) * window.devicePixelRatio
      const most = Math.sqrt(MOST_PIXELS / (plain.width * plain.height))
      const viewport = page.getViewport({ scale: Math.min(wanted, most) })
      canvas.current.width = Math.max(1, Math.floor(viewport.width))
      canvas.current.height = Math.max(1, Math.floor(viewport.height))
      task = page.render({ canvas: canvas.current, viewport })
      await task.promise
      const { items } = await page.getTextContent()
      if (!gone) setText(items.map(item => ('str' in item ? item.str : '')).join(' '))
    }
    // A page that cannot be drawn stays white; the others are shown all the same.
    draw().catch(() => undefined)
    return () => {
      gone = true
      task?.cancel()
    }
  }, [pdf, number, near])
  return (
    <div
      ref={frame}
      className="relative w-full shrink-0 bg-white shadow-floating"
      style={{ maxWidth: WIDEST, aspectRatio: `1 / ${Math.min(20, Math.max(0.05, shape))}` }}
    >
      {near && (
        <canvas ref={canvas} aria-hidden className="absolute inset-0 size-full object-contain" />
      )}
      <p className="sr-only">
        Page {number}. {text.slice(0, 20_000)}
      </p>
    </div>
  )
}

/** Whether an element is in sight, or almost. */
function useNear(element: RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false)
  useEffect(() => {
    if (!element.current) return
    const observer = new IntersectionObserver(
      ([entry]) => setNear(entry?.isIntersecting ?? false),
      { rootMargin: '400px' },
    )
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return near
}
