const letters = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase()

/**
 * Whether a text names a number: the same letters and figures, with any signs between them, and no figure or letter
 * before or after. 'Inv. 1' names INV-1; 'INV-10', 'INV-12' and 'RINV-1' do not. `plain` also takes the bare figures, from
 * four on: '1001' for INV-1001.
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
    /^\d{4,}$/.test(figures) &&
    new RegExp(`(?<![A-Z0-9]|[0-9][.,/-])${figures}(?![A-Z0-9]|[.,/-][0-9])`).test(upper)
  )
}

const legalForms = new Set(
  'GMBH AG KG UG OHG GBR MBH CO LTD LIMITED PLC LLC LLP INC CORP BV NV SA SAS SARL SRL SPA AB AS OY APS THE AND UND ET'.split(
    ' ',
  ),
)

function nameWords(name: string): string[] {
  return letters(name)
    .split(/[^A-Z0-9]+/)
    .filter((word) => word.length > 1 && !legalForms.has(word))
}

/** Whether two names are of the same business: every word of the shorter stands in the longer; one short word is not enough. */
export function sameName(a: string, b: string): boolean {
  const [short, long] = [nameWords(a), nameWords(b)].toSorted((x, y) => x.length - y.length) as [string[], string[]]
  if (short.length === 0 || short.join('').length < 4) return false
  return short.every((word) => long.includes(word))
}

/** A customer's own order number speaks only when it is long enough to be no accident. */
export const namesOwn = (text: string, own: string | null) =>
  own !== null && letters(own).replace(/[^A-Z0-9]/g, '').length >= 4 && names(text, own)
