const letters = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase()

/**
 * Whether a text contains a number: the same letters and digits, with any signs between them, and no digit or letter
 * directly before or after. 'Inv. 1' contains INV-1; 'INV-10', 'INV-12' and 'RINV-1' do not. With `plain`, four or more bare
 * digits are enough: '1001' for INV-1001.
 */
export function names(text: string, number: string, plain = false): boolean {
  const groups = letters(number).match(/[A-Z]+|\d+/g)
  if (!groups) return false
  const whole = groups.join('[^A-Z0-9]{0,3}')
  const upper = letters(text)
  if (new RegExp(`(?<![A-Z0-9])${whole}(?![A-Z0-9])`).test(upper)) return true
  const figures = groups.at(-1) as string
  return (
    plain &&
    /\d{4}/.test(figures) &&
    new RegExp(`(?<![A-Z0-9]|[0-9][.,/-])${figures}(?![A-Z0-9]|[.,/-][0-9])`).test(upper)
  )
}

const legalForms = new Set(
  'GMBH AG KG UG OHG GBR MBH CO LTD LIMITED PLC LLC LLP INC CORP BV NV SA SAS SARL SRL SPA AB AS OY APS THE AND UND ET'.split(
    ' ',
  ),
)

function nameWords(name: string): string[] {
  const words: string[] = letters(name).match(/[A-Z0-9]{2,}/g) ?? []
  return words.filter((word) => !legalForms.has(word))
}

/** Whether two names belong to the same business: the longer name contains every word of the shorter one, which is more than one short word. */
export function sameName(a: string, b: string): boolean {
  const [short, long] = [nameWords(a), nameWords(b)].toSorted((x, y) => x.length - y.length) as [string[], string[]]
  return short.join('').length >= 4 && short.every((word) => long.includes(word))
}

/** A customer's own order number counts as evidence only if it is long enough not to occur by accident. */
export const namesOwn = (text: string, own: string | null) =>
  own !== null && letters(own).replace(/[^A-Z0-9]/g, '').length >= 4 && names(text, own)
