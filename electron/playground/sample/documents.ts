import { seededRandom } from './seeded-random.ts'

const REGIONS = ['north', 'south', 'east', 'west'] as const
const PRODUCTS = ['tea', 'coffee', 'cocoa', 'honey', 'oats'] as const
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A table of made-up sales, one line a sale. */
export function salesCsv(year: number, quarter: number, lines: number): string {
  const random = seededRandom(year * 10 + quarter)
  const rows = ['date,region,product,units,revenue']
  for (let line = 0; line < lines; line++) {
    const month = (quarter - 1) * 3 + 1 + Math.floor((line / lines) * 3)
    const day = 1 + Math.floor(random() * 28)
    const region = REGIONS[Math.floor(random() * REGIONS.length)]
    const product = PRODUCTS[Math.floor(random() * PRODUCTS.length)]
    const units = 1 + Math.floor(random() * 40)
    const date = `${year}-${two(month)}-${two(day)}`
    rows.push(`${date},${region},${product},${units},${(units * (4 + random() * 9)).toFixed(2)}`)
  }
  return `${rows.join('\n')}\n`
}

/** A short report in Markdown. */
export function reportMarkdown(year: number, quarter: number): string {
  const random = seededRandom(year * 100 + quarter)
  const months = MONTHS.slice((quarter - 1) * 3, quarter * 3)
  const rows = months.map(month => `| ${month} | ${Math.round(900 + random() * 700)} |`)
  return `# Report, quarter ${quarter} of ${year}

Sales by month, in crates. The figures come from \`sales-q${quarter}.csv\` in this folder.

| Month | Crates |
|---|---|
${rows.join('\n')}

- The north ordered more tea than in any quarter before.
- Deliveries took ${(1 + random() * 2).toFixed(1)} days on average.
- Nothing was lost on the way.
`
}

/** One reading of a weather station. */
export function readingJson(number: number, time: Date): string {
  const random = seededRandom(number)
  const reading = {
    station: `station-${two(1 + (number % 12))}`,
    time: time.toISOString(),
    temperature: Number((6 + Math.sin(number / 24) * 8 + random()).toFixed(1)),
    humidity: Math.round(40 + random() * 50),
    wind: Number((random() * 14).toFixed(1)),
  }
  return `${JSON.stringify(reading, undefined, 2)}\n`
}

/** Lines of a web server's log. */
export function accessLog(day: number, lines: number): string {
  const random = seededRandom(day)
  const paths = ['/', '/style.css', '/script.js', '/about.html', '/images/hills.png', '/missing']
  return Array.from({ length: lines }, (_, line) => {
    const seconds = Math.floor((line / lines) * 86_400)
    const clock = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map(Math.floor).map(two)
    const path = paths[Math.floor(random() * paths.length)] ?? '/'
    const status = path === '/missing' ? 404 : 200
    const address = `192.0.2.${1 + Math.floor(random() * 250)}`
    const bytes = Math.floor(random() * 20_000)
    return `${address} - - [${two(day)}/Mar/2026:${clock.join(':')} +0000] "GET ${path} HTTP/1.1" ${status} ${bytes}\n`
  }).join('')
}

/** The pages of a small web site, by file name. */
export const WEBSITE: Readonly<Record<string, string>> = {
  'index.html': `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>The hill station</title>
    <link rel="stylesheet" href="style.css">
  </head>
  <body>
    <h1>The hill station</h1>
    <p>Twelve weather stations, one hill. <a href="about.html">About us</a>.</p>
    <img src="images/hills.png" alt="The hills at dawn">
    <script src="script.js"></script>
  </body>
</html>
`,
  'about.html': `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>About</title><link rel="stylesheet" href="style.css"></head>
  <body><h1>About</h1><p>We have measured the weather since 1987.</p></body>
</html>
`,
  'style.css': `:root { color-scheme: light dark; font-family: system-ui, sans-serif; }
body { max-width: 42rem; margin: 3rem auto; padding: 0 1rem; line-height: 1.6; }
img { max-width: 100%; border-radius: 8px; }
`,
  'script.js': `document.querySelector('h1').title = new Date().toLocaleDateString()
`,
  'images/logo.svg': `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">
  <circle cx="44" cy="18" r="8" fill="#f5b942"/>
  <path d="M2 54 24 18l14 22 8-10 16 24z" fill="#2f6f5e"/>
</svg>
`,
  'robots.txt': 'User-agent: *\nAllow: /\n',
  'sitemap.xml': `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
  <url><loc>https://hills.example/</loc></url>
  <url><loc>https://hills.example/about.html</loc></url>
</urlset>
`,
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
