import { crc32, deflateSync } from 'node:zlib'
import { seededRandom } from './seeded-random.ts'

type Color = readonly [red: number, green: number, blue: number]

interface Mood {
  readonly top: Color
  readonly horizon: Color
  readonly sun: Color
  readonly land: Color
}

const MOODS: readonly [Mood, ...Mood[]] = [
  { top: [38, 74, 140], horizon: [250, 190, 140], sun: [255, 236, 190], land: [48, 58, 84] },
  { top: [96, 168, 224], horizon: [226, 240, 246], sun: [255, 252, 230], land: [52, 96, 72] },
  { top: [24, 20, 60], horizon: [214, 96, 110], sun: [255, 190, 120], land: [30, 22, 48] },
  { top: [70, 130, 150], horizon: [244, 226, 190], sun: [255, 244, 214], land: [110, 84, 58] },
  { top: [150, 176, 200], horizon: [240, 236, 232], sun: [255, 255, 250], land: [90, 104, 116] },
]

/**
 * A small painted landscape as a PNG file: the sample bucket's photographs.
 *
 * @param seed another seed, another landscape
 */
export function landscapePng(seed: number, width: number, height: number): Buffer {
  const random = seededRandom(seed)
  const mood = MOODS[seed % MOODS.length] ?? MOODS[0]
  const sun = { x: random() * width, y: height * (0.2 + random() * 0.25), radius: height * 0.07 }
  const ridges = [0.5, 0.62, 0.76].map(level => ridge(random, width, height, level))
  const rows = Buffer.alloc(height * (1 + width * 3))
  let at = 0
  for (let y = 0; y < height; y++) {
    rows[at++] = 0 // filter type: none
    for (let x = 0; x < width; x++) {
      const [red, green, blue] = colorAt(x, y, height, mood, sun, ridges)
      rows[at++] = red
      rows[at++] = green
      rows[at++] = blue
    }
  }
  return png(width, height, rows)
}

function colorAt(
  x: number,
  y: number,
  height: number,
  mood: Mood,
  sun: { x: number; y: number; radius: number },
  ridges: readonly Float64Array[],
): Color {
  for (let layer = ridges.length - 1; layer >= 0; layer--) {
    if (y < (ridges[layer]?.[x] ?? height)) continue
    return blend(mood.horizon, mood.land, 0.35 + layer * 0.3)
  }
  const sky = blend(mood.top, mood.horizon, (y / height) * 1.6)
  const distance = Math.hypot(x - sun.x, y - sun.y) / sun.radius
  return distance < 1 ? mood.sun : blend(mood.sun, sky, Math.min(0.55 + distance / 6, 1))
}

/** The height of a mountain ridge at each x: a few waves of shrinking length. */
function ridge(random: () => number, width: number, height: number, level: number): Float64Array {
  const waves = [1, 2, 5, 11].map(frequency => ({
    frequency: (frequency * (0.7 + random() * 0.6) * 2 * Math.PI) / width,
    phase: random() * 2 * Math.PI,
    size: (height * 0.11) / frequency ** 0.8,
  }))
  return Float64Array.from({ length: width }, (_, x) =>
    waves.reduce(
      (y, { frequency, phase, size }) => y + Math.sin(x * frequency + phase) * size,
      height * level,
    ),
  )
}

function blend(from: Color, to: Color, amount: number): Color {
  const share = Math.max(0, Math.min(1, amount))
  return [
    from[0] + (to[0] - from[0]) * share,
    from[1] + (to[1] - from[1]) * share,
    from[2] + (to[2] - from[2]) * share,
  ]
}

/** Source: Portable Network Graphics (PNG) Specification, section 11. */
function png(width: number, height: number, rows: Buffer): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8) // 8 bits, RGB
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const data = deflateSync(rows, { level: 1 })
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(body.length + 8)
  frame.writeUInt32BE(data.length, 0)
  body.copy(frame, 4)
  frame.writeUInt32BE(crc32(body), body.length + 4)
  return frame
}
