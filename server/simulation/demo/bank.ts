import { importStatement } from '@/server/collection/mutations/import-statement'
import { matchLine } from '@/server/collection/mutations/match'
import { writeOff } from '@/server/collection/mutations/write-off'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { currencyExponent } from '@/server/platform/money/money'
import { addDays, type Day } from '@/server/platform/time/calendar'
import { between, chance, oneOf } from '../chance'
import { type Manners, type Payment, shrug, writeDown } from '../people'
import { expenses } from './words'

interface Entry {
  on: Day
  amountMinor: bigint
  name: string
  text: string
}

/** Payments that are at the bank and not on a statement yet. */
export interface Bank {
  waiting: Entry[]
  till: NonNullable<Manners['till']>
}

const iban = 'GB33BUKB20201555555555'
const smallMinor = 250n

function wordsOf(seed: string, { reference }: Payment): string {
  const luck = chance(seed, 'wording', reference)
  if (luck < 0.06)
    return oneOf(['Payment with thanks', 'Goods received', 'Gift stock', 'As agreed'], seed, 'vague', reference)
  if (luck < 0.5) return `Invoice ${reference}`
  return luck < 0.8 ? reference : `/INV/${reference} THANK YOU`
}

/** A simulated bank: customers pay into it, and it writes statements. A few customers pay by card; a person records those. */
export function openBank(seed: string, nameOf: (customerId: string) => string | undefined): Bank {
  const waiting: Entry[] = []
  const till = async (ctx: Ctx, payment: Payment) => {
    const { reference, customerId } = payment
    if (chance(seed, 'card', reference) < 0.05) return writeDown(ctx, payment, 'CARD')
    const short = chance(seed, 'short', reference) < 0.02 && payment.openItemId && payment.amountMinor > 10_000n
    const amountMinor =
      payment.amountMinor - (short ? BigInt(between(20, Number(smallMinor), seed, 'by', reference)) : 0n)
    const name = nameOf(customerId) ?? 'Unknown'
    waiting.push({ on: ctx.today, amountMinor, name: name.toUpperCase(), text: wordsOf(seed, payment) })
  }
  return { waiting, till }
}

const inXml = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')

function amountText(minor: bigint, currency: string): string {
  const exponent = currencyExponent(currency)
  const figures = String(minor < 0n ? -minor : minor).padStart(exponent + 1, '0')
  return exponent === 0 ? figures : `${figures.slice(0, -exponent)}.${figures.slice(-exponent)}`
}

/** The bank's reference of an entry. Entries of different statements of one day get different references. */
const referenceOf = (day: Day, index: number, text: string) =>
  `${day}-${index + 1}-${Math.floor(chance(day, index, text) * 2 ** 32).toString(36)}`

/** Writes these entries as a statement in the format of a bank (ISO 20022, camt.053.001.08). */
function statementOf(ctx: Ctx, entries: readonly Entry[], from: Day, to: Day): string {
  const { currency, country } = ctx.organisation
  const written = entries.map(({ on, amountMinor, name, text }, index) => {
    const [sign, role] = amountMinor > 0n ? ['CRDT', 'Dbtr'] : ['DBIT', 'Cdtr']
    return `<Ntry><Amt Ccy="${currency}">${amountText(amountMinor, currency)}</Amt><CdtDbtInd>${sign}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${on}</Dt></BookgDt>
<AcctSvcrRef>${referenceOf(to, index, text)}</AcctSvcrRef><NtryDtls><TxDtls><RltdPties><${role}><Pty><Nm>${inXml(name)}</Nm></Pty></${role}></RltdPties><RmtInf><Ustrd>${inXml(text)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`
  })
  const own = country === 'GB' ? `<Id><IBAN>${iban}</IBAN></Id>` : ''
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Acct>${own}<Ccy>${currency}</Ccy></Acct>
<FrToDt><FrDtTm>${from}T00:00:00</FrDtTm><ToDtTm>${to}T00:00:00</ToDtTm></FrToDt>
${written.join('\n')}
</Stmt></BkToCstmrStmt></Document>`
}

/** Imports the statement since the last one; lines with a certain match post themselves. */
export async function bringStatement(ctx: Ctx, seed: string, { waiting }: Bank, days: number): Promise<void> {
  const entries = waiting.splice(0)
  if (chance(seed, 'expense', ctx.today) < 0.4) {
    const amountMinor = -BigInt(between(8000, 190_000, seed, 'cost', ctx.today))
    entries.push({
      on: ctx.today,
      amountMinor,
      name: oneOf(expenses, seed, 'paid', ctx.today),
      text: 'Standing order',
    })
  }
  if (chance(seed, 'stranger', ctx.today) < 0.03)
    entries.push({ on: ctx.today, amountMinor: 4750n, name: 'COUNTER CREDIT', text: `Deposit ${ctx.today}` })
  const content = Buffer.from(statementOf(ctx, entries, addDays(ctx.today, -days), ctx.today)).toString('base64')
  await importStatement(ctx, { fileName: `statement-${ctx.today}.xml`, content })
}

interface Unclear {
  id: string
  customerId: string
  orderId: string | null
}

/**
 * A person clears the lines without a certain match: the payer's name gives the customer, and the program proposes the
 * order. Small rests are written off.
 */
export async function clearUp(ctx: Ctx): Promise<void> {
  const [lines, rests] = await read(
    ctx,
    sql<Unclear>`SELECT b.id, c.id AS customer_id, (b.evidence->>'orderId')::uuid AS order_id FROM bank_line b JOIN customer c ON c.organisation_id = b.organisation_id AND upper(c.name) = b.counterparty
      WHERE b.organisation_id = ${ctx.organisationId} AND b.state = 'UNMATCHED' AND b.amount_minor > 0 ORDER BY b.booked_on, b.id`,
    sql<{
      id: string
    }>`SELECT id FROM open_item WHERE organisation_id = ${ctx.organisationId} AND settled_at IS NULL AND kind = 'INVOICE'
      AND open_minor BETWEEN 1 AND ${smallMinor}`,
  )
  for (const { id, customerId, orderId } of lines)
    await shrug(matchLine(ctx, { bankLineId: id, customerId, orderId: orderId ?? undefined }))
  for (const { id } of rests) await shrug(writeOff(ctx, { openItemId: id, cause: 'SMALL_DIFFERENCE' }))
}
