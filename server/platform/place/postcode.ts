/** The postcodes of a country: their form in capitals, an example, and how one is written out. */
interface PostcodeShape {
  pattern: RegExp
  example: string
  written?: (code: string) => string
}

const digits = (count: number, example: string): PostcodeShape => ({ pattern: new RegExp(`^\\d{${count}}$`), example })
const cut = (pattern: RegExp, example: string, at: number, mark = ' '): PostcodeShape => ({
  pattern,
  example,
  written: (code) => `${code.slice(0, at)}${mark}${code.slice(at)}`,
})

/** Ireland is missing, because its addresses have old district numbers beside the new codes. */
const shapes: Record<string, PostcodeShape> = {
  AT: digits(4, '1010'),
  AU: digits(4, '2000'),
  BE: digits(4, '1000'),
  BG: digits(4, '1000'),
  CA: cut(/^[A-Z]\d[A-Z]\d[A-Z]\d$/, 'K1A 0B1', 3),
  CH: digits(4, '8001'),
  CY: digits(4, '1010'),
  CZ: cut(/^\d{5}$/, '110 00', 3),
  DE: digits(5, '20457'),
  DK: digits(4, '1050'),
  EE: digits(5, '10111'),
  ES: digits(5, '28001'),
  FI: digits(5, '00100'),
  FR: digits(5, '75001'),
  GB: {
    pattern: /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/,
    example: 'BS1 4RW',
    written: (code) => `${code.slice(0, -3)} ${code.slice(-3)}`,
  },
  GR: cut(/^\d{5}$/, '105 57', 3),
  HR: digits(5, '10000'),
  HU: digits(4, '1051'),
  IN: digits(6, '110001'),
  IT: digits(5, '00184'),
  JP: cut(/^\d{7}$/, '100-0001', 3, '-'),
  LI: digits(4, '9490'),
  LU: digits(4, '1009'),
  NL: cut(/^\d{4}[A-Z]{2}$/, '1012 AB', 4),
  NO: digits(4, '0150'),
  NZ: digits(4, '6011'),
  PL: cut(/^\d{5}$/, '00-001', 2, '-'),
  PT: cut(/^\d{7}$/, '1100-148', 4, '-'),
  RO: digits(6, '010011'),
  SE: cut(/^\d{5}$/, '111 22', 3),
  SG: digits(6, '018956'),
  SI: digits(4, '1000'),
  SK: cut(/^\d{5}$/, '811 01', 3),
  US: {
    pattern: /^\d{5}(\d{4})?$/,
    example: '62701',
    written: (code) => (code.length > 5 ? `${code.slice(0, 5)}-${code.slice(5)}` : code),
  },
  ZA: digits(4, '8001'),
}

/**
 * A postcode as the country writes it: ('GB', 'bs14rw') → 'BS1 4RW'. Letters of the country before it ('D-20457') are
 * removed. Undefined when it has the wrong form for that country; for an unknown country every text is accepted.
 */
export function postcodeOf(country: string, text: string): string | undefined {
  const shape = shapes[country]
  if (!shape) return text.trim()
  const bare = text.toUpperCase().replace(/[\s.–-]/g, '')
  const code = [bare, bare.replace(/^[A-Z]{1,2}(?=\d)/, '')].find((one) => shape.pattern.test(one))
  return code && (shape.written?.(code) ?? code)
}

interface Coded {
  country?: string | null
  postcode?: string | null
}

/**
 * Whether the postcode of an address cannot be one of its country. What stood there `before`, with that country, is never wrong: nobody
 * who changes a telephone number has to look for a postcode.
 */
export function isPostcodeWrong({ country, postcode }: Coded, before?: Coded | null): boolean {
  if (!postcode?.trim() || !country) return false
  const isSame = postcode.trim() === before?.postcode?.trim() && country === before.country
  return !isSame && postcodeOf(country, postcode) === undefined
}

/** An example of the country's postcodes, for the sentence that refuses a wrong one. */
export const postcodeExample = (country: string): string => shapes[country]?.example ?? ''
