/** How the banks of a country name an account, where it is not by an IBAN alone. */
interface BankShape {
  /** What the number of the bank or branch is called; none where the account number has it. */
  code?: { called: string; pattern: RegExp; example: string; written?: (digits: string) => string }
  number?: { pattern: RegExp; example: string }
}

const cut =
  (...at: number[]) =>
  (digits: string) =>
    at.reduceRight((text, place) => `${text.slice(0, place)}-${text.slice(place)}`, digits)

const shapes: Readonly<Record<string, BankShape>> = {
  AU: {
    code: { called: 'BSB', pattern: /^\d{6}$/, example: '062-000', written: cut(3) },
    number: { pattern: /^\d{5,10}$/, example: '12345678' },
  },
  CA: {
    code: { called: 'Transit and institution number', pattern: /^\d{8}$/, example: '00012-003', written: cut(5) },
    number: { pattern: /^\d{7,12}$/, example: '1234567' },
  },
  GB: {
    code: { called: 'Sort code', pattern: /^\d{6}$/, example: '20-00-00', written: cut(2, 4) },
    number: { pattern: /^\d{8}$/, example: '55779911' },
  },
  IN: {
    code: { called: 'IFSC', pattern: /^[A-Z]{4}0[A-Z0-9]{6}$/, example: 'SBIN0000300' },
    number: { pattern: /^\d{9,18}$/, example: '000000012345' },
  },
  NZ: { number: { pattern: /^\d{15,16}$/, example: '01-0902-0068389-00' } },
  US: {
    code: { called: 'Routing number', pattern: /^\d{9}$/, example: '021000021' },
    number: { pattern: /^\d{4,17}$/, example: '123456789' },
  },
  ZA: {
    code: { called: 'Branch code', pattern: /^\d{6}$/, example: '250655' },
    number: { pattern: /^\d{7,11}$/, example: '62123456789' },
  },
}

/** The countries whose banks give out IBANs (SWIFT's registry of IBAN formats). */
const withIban = new Set(
  `AD AE AL AT AZ BA BE BG BH BR BY CH CR CY CZ DE DK DO EE EG ES FI FK FO FR GB GE GI GL GR GT HR HU IE IL IQ IS IT JO KW KZ LB LC LI LT LU
  LV LY MC MD ME MK MN MR MT MU NI NL NO OM PK PL PS PT QA RO RS RU SA SC SD SE SI SK SM SO ST SV TL TN TR UA VA VG XK YE`.split(
    /\s+/,
  ),
)

/** Whether an account of this country has an IBAN, and whether it is also, or only, named by number and bank. */
export function accountsOf(country: string): { iban: boolean; number: boolean; code: boolean } {
  const shape = shapes[country]
  const iban = withIban.has(country)
  return { iban, number: !iban || shape !== undefined, code: shape ? shape.code !== undefined : !iban }
}

/** What the number of a bank or branch is called in that country. */
export const bankCodeCalled = (country: string): string => shapes[country]?.code?.called ?? 'Bank code'

/** Examples for the sentences that refuse a wrong number. */
export const bankCodeExample = (country: string): string => shapes[country]?.code?.example ?? ''
export const accountNumberExample = (country: string): string => shapes[country]?.number?.example ?? ''

/** Weights of the digits of an American routing number; their sum ends with a nought. */
const weights = [3, 7, 1, 3, 7, 1, 3, 7, 1]
const checks = (digits: string) => weights.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0) % 10 === 0

/** The number of a bank or branch as its country writes it, 'US' with its check digit; undefined when it cannot be one. */
export function bankCodeOf(country: string, text: string): string | undefined {
  const bare = text.toUpperCase().replace(/[\s.–-]/g, '')
  const code = shapes[country]?.code
  if (!code) return /^[A-Z0-9]{2,20}$/.test(bare) ? text.trim() : undefined
  if (!code.pattern.test(bare) || (country === 'US' && !checks(bare))) return undefined
  return code.written?.(bare) ?? bare
}

/** The number of an account, without blanks and hyphens where the country's form is known; undefined when it cannot be one. */
export function accountNumberOf(country: string, text: string): string | undefined {
  const bare = text.toUpperCase().replace(/[\s.–-]/g, '')
  const pattern = shapes[country]?.number?.pattern
  if (!pattern) return /^[A-Z0-9]{3,34}$/.test(bare) ? text.trim() : undefined
  if (!pattern.test(bare)) return undefined
  return country === 'NZ' ? cut(2, 6, 13)(bare) : bare
}

/** The account of a seller, as its settings have it. Of papers from before, parts of it are unknown. */
export interface PayTo {
  country: string
  iban: string | null
  bic?: string | null
  bankName?: string | null
  accountNumber?: string | null
  bankCode?: string | null
}

/** An IBAN in groups of four. */
const inFours = (iban: string) => iban.replace(/(.{4})(?=.)/g, '$1 ')

/** The account to pay to, part by part; empty when the seller named none. */
export function payToParts({ country, iban, bic, bankName, accountNumber, bankCode }: PayTo): [string, string][] {
  const parts: [string, string | null | undefined][] = [
    ['To account', iban && inFours(iban)],
    ['Account number', accountNumber],
    [bankCodeCalled(country), bankCode],
  ]
  const known = parts.filter((part): part is [string, string] => Boolean(part[1]))
  if (known.length === 0) return []
  return [
    ...known,
    ...(
      [
        ['Bank', bankName],
        ['BIC', bic],
      ] as const
    ).flatMap(([label, text]): [string, string][] => (text ? [[label, text]] : [])),
  ]
}

/** The account to pay to in one line, for mails and notes; null when the seller named none. */
export function payToWords(seller: PayTo): string | null {
  const words = payToParts(seller).map(([label, text]) => {
    if (label === 'To account') return text.replaceAll(' ', '')
    if (label === 'Bank') return text
    return `${/^[A-Z]{2}/.test(label) ? label : label.toLowerCase()} ${text}`
  })
  return words.join(', ') || null
}

/** The account as the foot of a paper has it. */
export function payToFoot(seller: PayTo): string | null {
  const words = payToWords(seller)
  return words && seller.iban ? `IBAN ${words}` : words
}
