/** The longest text of a product. */
const longest = 1000
const entities: Readonly<Record<string, string>> = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** An entity as its letter; one that is not known stays. */
function letter(whole: string, name: string): string {
  if (!name.startsWith('#')) return entities[name.toLowerCase()] ?? whole
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  return code > 31 && code <= 0x10ffff ? String.fromCodePoint(code) : ' '
}

/** The text of a shop's page without its markup, a line for each paragraph; it is cut where it is longer than a product's text may be. */
export function textOfHtml(html: string): string {
  if (!/<[a-z!/]|&[#a-z0-9]+;/i.test(html)) return html
  const lines = html
    .replace(/<li\b[^<>]*>/gi, '– ')
    .replace(/<br\b[^<>]*>|<\/(p|li|div|h[1-6]|tr|ul|ol)>/gi, '\n')
    .replace(/<[^<>]*>/g, '')
    .replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,8});/gi, letter)
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
  const text = lines.filter(Boolean).join('\n')
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text
}

/** The last of a path of categories: 'Apparel > Clothing > Shirts', 'All / Office'. */
export const leafOf = (path: string): string =>
  path
    .split(/ > | \/ /)
    .at(-1)
    ?.trim() ?? ''
