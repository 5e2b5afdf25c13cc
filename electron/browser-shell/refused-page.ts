/** What somebody without a valid link sees: why, and how to get one. */
export function refusedPage(reason: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Pail</title>
<h1>Pail needs a new link</h1>
<p>${reason}</p>
<p>A link opens Pail in one browser, once. To get a new one, press Enter in the terminal that Pail
runs in, or stop Pail and start it again.</p>
</html>
`
}
