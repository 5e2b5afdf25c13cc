/** US dollars: whole cents, or that it is less than one. */
export function formatPrice(dollars: number, locale?: string): string {
  if (dollars === 0) return 'nothing'
  if (dollars < 0.01) return 'less than 1 cent'
  return new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD' }).format(dollars)
}
