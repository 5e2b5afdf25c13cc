/** A page of a sample PDF: a heading and lines below it, in letters that ISO Latin-1 has. */
export interface PdfPage {
  readonly heading: string
  readonly lines: readonly string[]
}

/**
 * A plain PDF file in a font that every reader has.
 *
 * @see ISO 32000-1, annex H
 */
export function pdfFile(pages: readonly PdfPage[]): Buffer {
  const first = 4
  const kids = pages.map((_, index) => `${first + index * 2} 0 R`).join(' ')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...pages.flatMap((page, index) => {
      const content = contentOf(page)
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${first + index * 2 + 1} 0 R ` +
          '/Resources << /Font << /F1 3 0 R >> >> >>',
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ]
    }),
  ]
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const start = text.length
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}

function contentOf({ heading, lines }: PdfPage): string {
  const shown = lines.map(line => `(${escaped(line)}) Tj 0 -20 Td`).join('\n')
  return `BT /F1 24 Tf 72 760 Td (${escaped(heading)}) Tj /F1 12 Tf 0 -40 Td\n${shown}\nET`
}

function escaped(text: string): string {
  return text.replace(/[\\()]/g, character => `\\${character}`)
}
