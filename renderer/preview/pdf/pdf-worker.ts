/** Reads PDF files, away from the window; a file of our own, so that the policy lets it run. */
import 'pdfjs-dist/legacy/build/pdf.worker.mjs'
