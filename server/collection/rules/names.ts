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

const said = (words: readonly string[]) => ` ${words.join(' ')} `

/**
 * The members of a list whose whole name stands in a text, word for word, but for accents, capitals and the legal form. A short name says
 * too little; of two names of which one is a part of the other, the longer one is meant.
 */
export function namedWhole<T extends { name: string }>(text: string, list: readonly T[]): T[] {
  const all = said(nameWords(text))
  const found = list
    .map((one) => ({ one, words: nameWords(one.name) }))
    .filter(({ words }) => words.join('').length >= 6 && all.includes(said(words)))
  return found
    .filter(
      ({ words }) =>
        !found.some((other) => other.words.length > words.length && said(other.words).includes(said(words))),
    )
    .map(({ one }) => one)
}

/** A customer's own order number counts as evidence only if it is long enough not to occur by accident. */
export const namesOwn = (text: string, own: string | null) =>
  own !== null && letters(own).replace(/[^A-Z0-9]/g, '').length >= 4 && names(text, own)
