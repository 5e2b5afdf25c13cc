const RATE = 22_050
const HEADER_BYTES = 44

/** A fading chord as a WAV file. Source: RIFF WAVE, 16-bit mono PCM. */
export function chordWav(frequencies: readonly number[], seconds: number): Buffer {
  const samples = RATE * seconds
  const file = Buffer.alloc(HEADER_BYTES + samples * 2)
  file.write('RIFF', 0, 'latin1')
  file.writeUInt32LE(file.length - 8, 4)
  file.write('WAVEfmt ', 8, 'latin1')
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20)
  file.writeUInt16LE(1, 22)
  file.writeUInt32LE(RATE, 24)
  file.writeUInt32LE(RATE * 2, 28)
  file.writeUInt16LE(2, 32)
  file.writeUInt16LE(16, 34)
  file.write('data', 36, 'latin1')
  file.writeUInt32LE(samples * 2, 40)
  for (let sample = 0; sample < samples; sample++) {
    const time = sample / RATE
    const fade = Math.min(1, time * 4) * (1 - time / seconds)
    const wave = frequencies.reduce((sum, hertz) => sum + Math.sin(2 * Math.PI * hertz * time), 0)
    file.writeInt16LE(
      Math.round((wave / frequencies.length) * fade * 26_000),
      HEADER_BYTES + sample * 2,
    )
  }
  return file
}
