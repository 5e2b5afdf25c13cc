/**
 * The process that decodes pictures. [Note: A process for pictures] They come from whoever could
 * store an object, and decoders of seven formats are a large target. So they run where nothing else
 * is: no secrets, no connection, one picture at a time, and a process that hangs, or dies, takes
 * no more than one thumbnail with it.
 */
import type Sharp from 'sharp'
import { parentChannel } from '../processes/parent-channel.ts'
import { DecoderReply, DecoderRequest } from './decoder-messages.ts'

/** The longer side of a thumbnail: the largest cell on a display with two pixels to one. */
const SIDE = 336
/** A picture of more pixels than this is no photo but an attack, or a map: 100 MP. */
const MOST_PIXELS = 100_000_000

/** Only what a browser shows: none of the loaders that reach further. */
const LOADERS = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif', 'Svg']

const { listen, answer } = parentChannel<DecoderReply>()
listen(message => {
  void perform(DecoderRequest.parse(message)).then(answer)
})

async function perform(request: DecoderRequest): Promise<DecoderReply> {
  const { id } = request
  let sharp: typeof Sharp
  try {
    // Its binary may not be there for this platform: never at the top of a file.
    sharp = await loadSharp()
  } catch {
    return { id, result: 'no-decoder' }
  }
  try {
    const bytes = await thumbnailOf(sharp, request)
    return DecoderReply.parse({ id, result: 'done', bytes })
  } catch {
    // A damaged picture is an ordinary thing here; it has no thumbnail.
    return { id, result: 'failed' }
  }
}

async function loadSharp(): Promise<typeof Sharp> {
  const { default: sharp } = await import('sharp')
  sharp.concurrency(1)
  sharp.cache(false)
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({ operation: LOADERS.map(name => `VipsForeignLoad${name}Buffer`) })
  return sharp
}

async function thumbnailOf(
  sharp: typeof Sharp,
  { bytes, orientation, aspect }: DecoderRequest,
): Promise<Uint8Array> {
  const image = sharp(orientation === undefined ? bytes : oriented(bytes, orientation), {
    limitInputPixels: MOST_PIXELS,
    sequentialRead: true,
    failOn: 'error',
  })
  if (aspect !== undefined) {
    const { width, height } = await image.metadata()
    const area = withoutBars(width, height, aspect)
    if (area) image.extract(area)
  }
  return image
    .autoOrient()
    .resize(SIDE, SIDE, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 78, effort: 2 })
    .toBuffer()
}

/** The middle of a thumbnail, when it was padded to another shape than the picture has. */
function withoutBars(width: number, height: number, aspect: number) {
  const wide = width / height
  if (Math.abs(wide / aspect - 1) < 0.02) return undefined
  const inner = {
    width: Math.max(1, Math.round(Math.min(width, height * aspect))),
    height: Math.max(1, Math.round(Math.min(height, width / aspect))),
  }
  return {
    ...inner,
    left: Math.floor((width - inner.width) / 2),
    top: Math.floor((height - inner.height) / 2),
  }
}

/** A JPEG with an EXIF segment that says nothing but its orientation. */
function oriented(jpeg: Uint8Array, orientation: number): Buffer {
  const exif = Buffer.from(
    'ffe1002245786966000049492a0008000000010012010300010000000000000000000000',
    'hex',
  )
  exif.writeUInt16LE(orientation, 28)
  return Buffer.concat([jpeg.subarray(0, 2), exif, jpeg.subarray(2)])
}
