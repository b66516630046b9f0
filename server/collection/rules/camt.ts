import { refuse } from '@/server/platform/context/errors'
import type { XmlNode as Node } from '@/server/platform/files/xml'
import { isDecimal, scaled } from '@/server/platform/money/decimal'
import { currencyExponent, decimalToMinor, sumMinor } from '@/server/platform/money/money'
import { type Day, isDay } from '@/server/platform/time/calendar'
import { type AskedRow, mostTold, oneLine, type ParsedStatement, plainIban, type StatementLine } from './statement'

const wrong = (detail: string): never => refuse('FILE_NOT_UNDERSTOOD', { detail })

/** All child elements of that name. */
function all(node: Node | undefined, name: string): Node[] {
  if (!node || typeof node === 'string') return []
  const found = node[name]
  return found === undefined ? [] : Array.isArray(found) ? found : [found]
}

/** The first element at a path of names. */
function at(node: Node | undefined, path: string): Node | undefined {
  return path.split('/').reduce<Node | undefined>((current, name) => all(current, name)[0], node)
}

function text(node: Node | undefined, path?: string): string {
  const found = path ? at(node, path) : node
  if (found === undefined) return ''
  return typeof found === 'string' ? found.trim() : typeof found['#text'] === 'string' ? found['#text'].trim() : ''
}

const firstText = (node: Node | undefined, ...paths: string[]) =>
  paths.map((path) => text(node, path)).find(Boolean) ?? ''

/** The day of a date, or of a date with time, as written by the bank. */
function dayAt(node: Node | undefined, path: string): Day | null {
  const day = firstText(node, `${path}/Dt`, `${path}/DtTm`).slice(0, 10) || text(node, path).slice(0, 10)
  return isDay(day) ? day : null
}

interface Amount {
  minor: bigint
  currency: string
}

function amountOf(node: Node | undefined): Amount | null {
  if (!node || typeof node === 'string') return null
  const [written, currency] = [text(node), text(node['@Ccy'] as Node)]
  if (!isDecimal(written) || !/^[A-Z]{3}$/.test(currency)) return null
  const { units, places } = scaled(written)
  const spare = places - currencyExponent(currency)
  if (spare > 0 && units % 10n ** BigInt(spare) !== 0n)
    wrong(`the amount ${written} ${currency} has too many decimal places`)
  return { minor: decimalToMinor(written, currency), currency }
}

const signOf = (node: Node | undefined) => (text(node, 'CdtDbtInd') === 'DBIT' ? -1n : 1n)

function referenceOf(details: Node | undefined, entry: Node): string {
  const structured = all(at(details, 'RmtInf'), 'Strd').flatMap((part) => [
    text(part, 'CdtrRefInf/Ref') || text(part, 'CdtrRefInf/CdtrRef'),
    ...all(part, 'RfrdDocInf').map((document) => firstText(document, 'Nb', 'RfrdDocNb')),
    ...all(part, 'AddtlRmtInf').map((extra) => text(extra)),
  ])
  const free = all(at(details, 'RmtInf'), 'Ustrd').map((part) => text(part))
  const endToEnd = text(details, 'Refs/EndToEndId')
  const parts = [...free, ...structured, /^NOT ?PROVIDED$/i.test(endToEnd) ? '' : endToEnd, text(details, 'AddtlTxInf')]
  const said = parts.filter(Boolean)
  return oneLine((said.length > 0 ? said : [text(entry, 'AddtlNtryInf')]).join(' '))
}

/** The other party: the payer of money that came in, the recipient of money that went out. */
function otherSide(details: Node | undefined, sign: bigint): { name: string; iban: string | null } {
  const role = sign < 0n ? 'Cdtr' : 'Dbtr'
  const parties = at(details, 'RltdPties')
  const name = firstText(parties, `${role}/Pty/Nm`, `${role}/Nm`, `Ultmt${role}/Pty/Nm`, `Ultmt${role}/Nm`)
  const iban = firstText(parties, `${role}Acct/Id/IBAN`, `${role}Acct/Id/Othr/Id`)
  return { name: oneLine(name, 200), iban: iban ? plainIban(iban).slice(0, 50) : null }
}

function bankReferenceOf(details: Node | undefined, entry: Node): string | null {
  const own = firstText(details, 'Refs/AcctSvcrRef', 'Refs/TxId', 'Refs/InstrId')
  return oneLine([firstText(entry, 'AcctSvcrRef', 'NtryRef'), own].filter(Boolean).join('/'), 200) || null
}

const partAmount = (details: Node) =>
  amountOf(at(details, 'Amt')) ??
  amountOf(at(details, 'AmtDtls/TxAmt/Amt')) ??
  amountOf(at(details, 'AmtDtls/InstdAmt/Amt'))

/** The parts of a batch if each has an amount and the amounts sum to the entry; otherwise the entry as one part. */
function partsOf(entry: Node, whole: Amount): { details: Node | undefined; minor: bigint }[] {
  const parts = all(entry, 'NtryDtls').flatMap((block) => all(block, 'TxDtls'))
  const sign = signOf(entry)
  const amounts = parts.map((part) => {
    const amount = partAmount(part)
    const own = text(part, 'CdtDbtInd') ? signOf(part) : sign
    return amount?.currency === whole.currency ? own * amount.minor : null
  })
  const known = amounts.filter((amount) => amount !== null)
  const split = parts.length > 0 && known.length === parts.length && sumMinor(known) === sign * whole.minor
  return split
    ? parts.map((details, index) => ({ details, minor: known[index] as bigint }))
    : [{ details: parts[0], minor: sign * whole.minor }]
}

/** The movements of an entry, or the reason why a person has to be asked with what is known; null when the entry is not booked. */
function linesOf(entry: Node, fallbackOn: Day | null): StatementLine[] | Pick<AskedRow, 'cause' | 'told'> | null {
  const status = firstText(entry, 'Sts/Cd', 'Sts')
  if (status && status !== 'BOOK') return null
  const whole = amountOf(at(entry, 'Amt')) ?? wrong('an entry has no amount')
  const bookedOn = dayAt(entry, 'BookgDt') ?? dayAt(entry, 'ValDt') ?? fallbackOn ?? wrong('an entry has no day')
  const { currency } = whole
  const told = ({ details, minor }: { details: Node | undefined; minor: bigint }) => {
    const { name, iban } = otherSide(details, minor)
    return {
      bookedOn,
      amountMinor: minor,
      currency,
      reference: referenceOf(details, entry),
      counterparty: name,
      counterpartyIban: iban,
      bankReference: bankReferenceOf(details, entry),
    }
  }
  const ask = (cause: AskedRow['cause'], known: { bookedOn: Day | null; amountMinor: bigint | null }) => {
    const [details] = all(entry, 'NtryDtls').flatMap((block) => all(block, 'TxDtls'))
    return { cause, told: { ...told({ details, minor: known.amountMinor ?? 1n }), ...known } }
  }
  // Only CdtDbtInd gives the sign. A negative amount contradicts it.
  if (whole.minor < 0n) return ask('SIGN_CONTRADICTS', { bookedOn, amountMinor: null })
  if (!/^(CRDT|DBIT)$/.test(text(entry, 'CdtDbtInd')))
    return ask('SIDE_NOT_UNDERSTOOD', { bookedOn, amountMinor: null })
  if (firstText(entry, 'BookgDt/Dt', 'BookgDt/DtTm') && !dayAt(entry, 'BookgDt'))
    return ask('DAY_NOT_UNDERSTOOD', { bookedOn: null, amountMinor: signOf(entry) * whole.minor })
  return partsOf(entry, whole).map(told)
}

function balance(statement: Node, ...codes: string[]): { minor: bigint; currency: string; on: Day | null } | null {
  for (const code of codes)
    for (const one of all(statement, 'Bal')) {
      const amount = amountOf(at(one, 'Amt'))
      if (text(one, 'Tp/CdOrPrtry/Cd') === code && amount)
        return { minor: signOf(one) * amount.minor, currency: amount.currency, on: dayAt(one, 'Dt') }
    }
  return null
}

const cellsOf = (entry: Node) =>
  [
    firstText(entry, 'BookgDt/Dt', 'ValDt/Dt'),
    text(entry, 'Amt'),
    text(entry, 'CdtDbtInd'),
    text(entry, 'AddtlNtryInf'),
  ].map((cell) => oneLine(cell, 60))

/** `before` is the number of entries in the file before this statement. */
function statementOf(node: Node, before: number): ParsedStatement {
  const [opening, closing] = [balance(node, 'OPBD', 'PRCD', 'ITBD'), balance(node, 'CLBD')]
  const entries = all(node, 'Ntry').map((entry, index) => ({
    row: before + index + 1,
    entry,
    found: linesOf(entry, closing?.on ?? dayAt(node, 'CreDtTm')),
  }))
  const lines = entries.flatMap(({ row, found }) =>
    Array.isArray(found) ? found.map((line) => ({ ...line, row })) : [],
  )
  const asked = entries.flatMap(({ row, entry, found }) =>
    found && !Array.isArray(found) ? [{ row, ...found, cells: cellsOf(entry) }] : [],
  )
  const iban = firstText(node, 'Acct/Id/IBAN', 'Acct/Id/Othr/Id')
  return {
    format: 'CAMT053',
    iban: iban ? plainIban(iban) : null,
    currency:
      text(node, 'Acct/Ccy') ||
      mostTold(lines.map((line) => line.currency)) ||
      opening?.currency ||
      closing?.currency ||
      '',
    fromOn: opening?.on ?? dayAt(node, 'FrToDt/FrDtTm'),
    toOn: closing?.on ?? dayAt(node, 'FrToDt/ToDtTm'),
    openingMinor: opening?.minor ?? null,
    closingMinor: closing?.minor ?? null,
    lines,
    asked,
    skipped: entries.filter(({ found }) => found === null).length,
  }
}

const others: Record<string, string> = {
  BkToCstmrAcctRpt:
    'an account report of the day (CAMT.052), which may still change; ask the bank for statements (CAMT.053)',
  BkToCstmrDbtCdtNtfctn:
    'a notification (CAMT.054), which holds only some movements; ask the bank for statements (CAMT.053)',
  CstmrCdtTrfInitn: 'a payment order (pain.001)',
}

/**
 * Reads CAMT.053 of any version by the local names of its elements. It reads several statements, splits batches into their parts
 * and takes only booked entries. `xml` is the text from which the elements were read. Refuses with FILE_NOT_UNDERSTOOD and a
 * `detail` in words when the message or namespace is another one, or a statement, an amount or a day is missing.
 */
export function parseCamt(elements: Node, xml: string): ParsedStatement[] {
  const document = at(elements, 'Document') ?? wrong('it has no element Document')
  const namespace =
    /<(?:[\w.-]+:)?Document\b[^>]*/
      .exec(xml)?.[0]
      .match(/xmlns(?::[\w.-]+)?\s*=\s*["'][^"']*["']/g)
      ?.join(' ') ?? ''
  // In the first versions of these messages the element's name contains the version: BkToCstmrStmtV01.
  const named = (name: string) =>
    typeof document === 'string' ? undefined : Object.keys(document).find((key) => key.replace(/V\d+$/, '') === name)
  const message = at(document, named('BkToCstmrStmt') ?? 'BkToCstmrStmt')
  const other = Object.keys(others).find(named)
  if (other) wrong(`it is ${others[other]}`)
  if (message === undefined) wrong('it holds no bank statement')
  if (/iso:20022/i.test(namespace) && !/camt\.053/i.test(namespace))
    wrong(`its namespace (${oneLine(namespace, 100)}) is not that of a bank statement`)
  const statements = all(message, 'Stmt')
  if (statements.length === 0) wrong('it holds no statement')
  let before = 0
  return statements.map((statement) => {
    const parsed = statementOf(statement, before)
    before += all(statement, 'Ntry').length
    return parsed
  })
}

/** The text of an XML file in the encoding it declares. */
export function xmlText(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1')
  const declared = /encoding\s*=\s*["']([\w.:-]+)["']/i.exec(head)?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(declared, { fatal: /utf-?8/i.test(declared) }).decode(bytes)
  } catch {
    return wrong(`its text is not in ${declared}, as it says`)
  }
}
