import {
  GlobalWorkerOptions,
  getDocument,
  PDFDataRangeTransport,
  type PDFDocumentLoadingTask,
  PDFWorker,
} from 'pdfjs-dist/legacy/build/pdf.mjs'
import { headOf, type PreviewSource, readPart } from '../../queries/previews.ts'

/** What is asked for at once, in bytes. */
const CHUNK = 64 * 1024

/** Reads the parts of a PDF that pdf.js asks for, through the bridge and pinned to one version. */
class PreviewTransport extends PDFDataRangeTransport {
  readonly #source: PreviewSource
  readonly #onError: (error: unknown) => void
  readonly #stop = new AbortController()

  constructor(source: PreviewSource, onError: (error: unknown) => void) {
    super(source.preview.size, headOf(source).bytes)
    this.#source = source
    this.#onError = onError
  }

  override requestDataRange(begin: number, end: number): void {
    readPart(this.#source, { from: begin, length: end - begin }, this.#stop.signal).then(
      part => this.onDataRange(begin, part.bytes),
      error => this.#stop.signal.aborted || this.#onError(error),
    )
  }

  override abort(): void {
    this.#stop.abort()
  }
}

/** A PDF that is being opened, and the way to let go of it with all of its workers. */
export interface OpenedPdf {
  readonly task: PDFDocumentLoadingTask
  close(): void
}

/**
 * Opens a PDF in workers of its own. pdf.js runs no script of a document (that part of it is not
 * even bundled), is given no address to load fonts or tables from, and gives up on huge pictures.
 *
 * @param bytes all of it, for what is not read in parts
 * @param onError told when a part could not be read
 */
export function openPdf(
  source: PreviewSource,
  bytes: Uint8Array<ArrayBuffer> | undefined,
  onError: (error: unknown) => void,
): OpenedPdf {
  const reader = new Worker(new URL('./pdf-worker.ts', import.meta.url), { type: 'module' })
  const painter = new Worker(new URL('./pdf-renderer.ts', import.meta.url), { type: 'module' })
  GlobalWorkerOptions.rendererPorts = [painter]
  const transport = bytes ? undefined : new PreviewTransport(source, onError)
  const task = getDocument({
    ...(transport ? { range: transport } : { data: bytes }),
    worker: PDFWorker.create({ port: reader }),
    rangeChunkSize: CHUNK,
    disableAutoFetch: true,
    disableStream: true,
    enableXfa: false,
    useWorkerFetch: false,
    useWasm: false,
    maxImageSize: 64_000_000,
    canvasMaxAreaInBytes: 256 * 1024 * 1024,
    verbosity: 0,
  })
  const close = () => {
    transport?.abort()
    const end = () => {
      reader.terminate()
      painter.terminate()
    }
    // A worker that a hostile file keeps busy never answers, so nobody waits for it.
    void task.destroy().then(end, end)
    setTimeout(end, 1000)
  }
  return { task, close }
}
