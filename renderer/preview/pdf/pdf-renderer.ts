/** Draws the pages of PDF files, away from the window. */
import 'pdfjs-dist/legacy/build/pdf.renderer.mjs'
