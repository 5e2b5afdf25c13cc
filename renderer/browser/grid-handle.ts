/** What the outside may ask of the grid. */
export interface GridHandle {
  focus(): void
  reveal(row: number): void
}
