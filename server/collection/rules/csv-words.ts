import { currencies } from '@/server/platform/money/money'

/** The names of the columns in bank exports, in the languages of the banks, in lower case and without signs. */
export const headWords = {
  bookedOn:
    'booking date|bookingdate|booked on|date booked|posting date|posted date|transaction date|trans date|completed date|date completed|date|created|buchungstag|buchungsdatum|buchung|datum|datum verrekening|boekdatum|boekingsdatum|transactiedatum|date de comptabilisation|date comptable|date operation|date de l operation|date d operation|fecha|fecha operacion|fecha contable|data|data contabile|data operazione|data operacji|data ksiegowania|datum zauctovani|bokforingsdag|bokforingsdatum|bogforingsdato|dato|kirjauspaiva|data lancamento|data movimento|started date|value date|date de valeur|date valeur|valeur|valutadatum|valuta|wertstellung|execution date',
  amount:
    'amount|betrag|umsatz|bedrag|montant|importe|importe eur|importo|valor|kwota|castka|belopp|belob|belop|summa|maara|transaction amount|net amount',
  credit:
    'credit|credit amount|credits|paid in|money in|deposit|deposits|haben|gutschrift|bij|avoir|abono|haber|entrate|avere|accredito|in|receipts|amount credited|paidin',
  debit:
    'debit|debit amount|debits|debet|paid out|money out|withdrawal|withdrawals|soll|belastung|lastschrift|af|debe|cargo|uscite|dare|addebito|out|payments|amount debited|paidout',
  direction:
    'dc|d c|d k|c d|cd|af bij|soll haben|s h|sh|credit debit|debit credit|crdt dbit|cr dr|dr cr|credit debit indicator|sens|direction|plus minus',
  currency: 'currency|ccy|wahrung|waehrung|munt|devise|divisa|valuta code|waluta|mena|moneda',
  reference:
    'reference|payment reference|your reference|verwendungszweck|buchungstext|text|description|details|memo|narrative|message|message for payee|information|mededeling|mededelingen|omschrijving|vrije mededeling|libelle|communication|communications|concepto|causale|descrizione|tytul|opis|popis|zprava pro prijemce|meddelande|tekst|viesti|referenz|kundenreferenz|variable symbol|variable symbol 1|notes|toelichting|remittance information|transaction description|end to end reference|mandatsreferenz|avisierungstext|mitteilung|texte|texte de notification|texte de l avis|libelle operation|testo di notifica|testo|viite|referens|transaction type description|transaction details',
  counterparty:
    'counterparty|counterparty name|beneficiary|counteraccount name|name|payee|payer|partner|partner name|beguenstigter zahlungspflichtiger|begunstigter zahlungspflichtiger|auftraggeber empfanger|auftraggeber beguenstigter|auftraggeber begunstigter|auftraggeber|zahlungsbeteiligter|name zahlungsbeteiligter|empfanger|naam|naam tegenpartij|tegenpartij|naam tegenrekening|beneficiaire|donneur d ordre|ordenante|beneficiario|ordinante|nadawca|odbiorca|nazev protiuctu|avsandare|mottagare|handelaar|merchant|saaja maksaja|from|debtor name|merchant name',
  counterpartyIban:
    'counterparty|counterparty iban|counterparty account|counter account|counteraccount|counterparty account number|iban|kontonummer|kontonummer iban|iban zahlungsbeteiligter|konto|tegenrekening|tegenrekening iban|rekening tegenpartij|compte contrepartie|compte|cuenta|conto|numer konta|protiucet|bank account details|account number|debtor iban|partner iban',
  account:
    'account|account no|auftragskonto|iban auftraggeberkonto|iban auftragskonto|own account|rekening|rekeningnummer|account iban|eigen rekening|iban konto',
  bankReference:
    'transaction id|transactionid|id|bank reference|transaction reference|transaction reference number|fitid|volgnummer|unique id|referentie|reference number|internal reference',
} as const

export type HeadField = keyof typeof headWords

export const fields = Object.keys(headWords) as HeadField[]

/** A column's head for comparison: without accents, signs and brackets, in lower case. */
export function plainHead(head: string): string {
  return head
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}

const meanings = Object.fromEntries(
  Object.entries(headWords).map(([field, words]) => [field, words.split('|')]),
) as Record<HeadField, string[]>

const codes = new Set(currencies())

/** 'Amount [USD]', 'Amount_USD': the code behind such a sign is one only when there is this currency, unlike in 'AMOUNT_LCY'. */
const spaced = (head: string) =>
  head.replace(/[[/_-]([A-Z]{3})\]?\s*$/, (all, code: string) => (codes.has(code) ? ` ${code}` : all))

/** 'Amount CZK', 'Betrag (EUR)', 'bedrag in USD', 'Crédit en CHF': the head without the currency, and the currency. */
const withCurrency = (head: string) => /^(.*?)[\s(]+(?:[ei]n )?([A-Z]{3})\)?\s*$/.exec(spaced(head))

/** A sign of money behind a head: ' (US$)', ' in €'. */
const signBehind = /[\s([]+(?:[ei]n )?[A-Z]{0,2}\p{Sc}[)\]]?\s*$/u

/** A head without the currency behind it: 'Limit' of 'Limit GBP' and of 'Limit (£)'. */
export function withoutCurrency(head: string): string {
  const [, bare, code] = withCurrency(head) ?? []
  return bare && code && codes.has(code) ? bare : head.replace(signBehind, '')
}

export const currencyInHead = (head: string): string | undefined => withCurrency(head)?.[2]

/** The sign of money in a head, in capitals: '$' of 'Amount ($)' and of 'AMOUNT$', 'US$' of 'Amount US$'. */
export const signInHead = (head: string): string | undefined => /(?<!\p{L})[A-Z]{0,2}\p{Sc}|\p{Sc}/u.exec(head)?.[0]

/** How well a head fits a field: its index among the field's words, where lower is better; undefined when it does not fit. */
export function rankOf(head: string, field: HeadField): number | undefined {
  const words = meanings[field]
  const place = words.indexOf(plainHead(head))
  if (place >= 0) return place
  const bare = ['amount', 'credit', 'debit'].includes(field)
    ? words.indexOf(plainHead(withCurrency(head)?.[1] ?? head.replace(signBehind, '')))
    : -1
  return bare < 0 ? undefined : words.length + bare
}

const sums =
  /^((opening|closing|start|end|previous|new|alter|neuer|begin|eind)? ?(balance|saldo|turnover|kontostand)|anfangssaldo|endsaldo|solde|suma|apyvarta|likutis.*|summe|sum|total|totals|gesamt|totaal|totale|somme|totaux)$/i
const day = /( (as of|per|at|on|am|vom|zum|du|al|op))? \d{1,4}[-./]\d{1,2}[-./]\d{1,4}$/i

/**
 * Whether a text is a bank's name for a balance or a sum. At most a day or a currency may follow the name, because a customer who
 * writes 'Balance INV-7' pays an invoice.
 */
export function isBalance(text: string): boolean {
  const plain = text.trim().replace(/:$/, '')
  const [, before = plain, code = ''] = /^(.*) ([A-Z]{3})$/.exec(plain) ?? []
  const called = codes.has(code) ? before : plain
  return sums.test(called.replace(day, ''))
}

/** Whether a head tells what its column is: a known field, a balance, or nothing at all. */
export function isExplained(head: string): boolean {
  const bare = (withCurrency(head)?.[1] ?? head).trim()
  return bare === '' || isBalance(bare) || fields.some((field) => rankOf(head, field) !== undefined)
}
