import { sql as raw } from 'kysely'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { query, sql, tables } from '@/server/platform/database/sql'
import { byKey, cursorOf, pageOf } from '@/server/platform/lists/keyset'
import type { Page } from '@/server/platform/lists/pages'
import type { Day } from '@/server/platform/time/calendar'
import type { Match } from '../rules/match'
import type { BankLineListInput, OpenItemListInput, ReceiptListInput } from '../schema'

export interface BankLineRow {
  id: string
  bookedOn: Day
  amountMinor: bigint
  currency: string
  reference: string
  counterparty: string
  counterpartyIban: string | null
  state: 'UNMATCHED' | 'MATCHED' | 'IGNORED'
  cause: string | null
  evidence: Match | null
  receiptId: string | null
  decidedBy: string | null
  /** The customer of the receipt or of the proposal. */
  customerName: string | null
  /** The line of another file about the same payment, and that file. */
  duplicateOfId: string | null
  duplicateFile: string | null
  /** The refund whose money left with this line. */
  refundNumber: string | null
}

/** The names of the rows' customers. A second query reads them by id, because under row level security the ids in the evidence cannot use an index. */
async function withNames(ctx: Ctx, rows: readonly UnnamedLine[]): Promise<BankLineRow[]> {
  const idOf = (row: UnnamedLine) => row.receiptCustomerId ?? row.evidence?.customerId ?? null
  const ids = [...new Set(rows.map(idOf).filter((id) => id !== null))]
  const [names] = await read(
    ctx,
    sql<{
      id: string
      name: string
    }>`SELECT id, name FROM customer WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${ids}::uuid[])`,
  )
  const known = new Map(names.map((one) => [one.id, one.name]))
  return rows.map((row) => ({ ...row, customerName: known.get(idOf(row) ?? '') ?? null }))
}

type UnnamedLine = Omit<BankLineRow, 'customerName'> & { receiptCustomerId: string | null }

const customerOfReceipt = raw<
  string | null
>`(SELECT r.customer_id FROM receipt r WHERE r.organisation_id = b.organisation_id AND r.id = b.receipt_id)`

const refundOfLine = raw<
  string | null
>`(SELECT f.number FROM refund f WHERE f.organisation_id = b.organisation_id AND f.bank_line_id = b.id)`

const fileOfDuplicate = raw<
  string | null
>`(SELECT s.file_name FROM bank_line d JOIN bank_statement s ON s.organisation_id = d.organisation_id AND s.id = d.statement_id
  WHERE d.organisation_id = b.organisation_id AND d.id = b.duplicate_of_id)`

/** One page of bank lines, the newest first: by their day, or, where all states are asked for, by when they were taken in. */
export async function listBankLines(ctx: Ctx, input: BankLineListInput): Promise<Page<BankLineRow>> {
  let list = tables
    .selectFrom('bankLine as b')
    .select([
      'b.id',
      'b.bookedOn',
      'b.amountMinor',
      'b.currency',
      'b.reference',
      'b.counterparty',
      'b.counterpartyIban',
      'b.state',
      'b.cause',
    ])
    .select(['b.evidence', 'b.receiptId', 'b.decidedBy'])
    .select(customerOfReceipt.as('receiptCustomerId'))
    .select(refundOfLine.as('refundNumber'))
    .select(['b.duplicateOfId', fileOfDuplicate.as('duplicateFile')])
    .where('b.organisationId', '=', ctx.organisationId)
  if (input.state) list = list.where('b.state', '=', input.state)
  if (input.id) list = list.where('b.id', '=', input.id)
  if (input.statementId) list = list.where('b.statementId', '=', input.statementId)
  if (input.q) {
    const text = `%${input.q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
    list = list.where(raw<boolean>`lower(b.reference || ' ' || b.counterparty) LIKE ${text}`)
  }
  const byDay = input.state !== undefined
  const value = byDay ? ({ value: 'b.bookedOn', type: 'date' } as const) : ({ value: 'b.id', type: 'uuid' } as const)
  const sorted = byKey(list, { ...value, id: 'b.id', descending: input.sort !== 'bookedOn' }, input)
  const [rows] = await read(ctx, query(sorted.$castTo<UnnamedLine>()))
  const found = pageOf(rows, input, (row) => cursorOf(byDay ? row.bookedOn : row.id, row.id))
  return { ...found, rows: await withNames(ctx, found.rows) }
}

export interface ReceiptRow {
  id: string
  number: string
  customerId: string
  customerName: string
  orderId: string | null
  method: string
  receivedOn: Day
  currency: string
  amountMinor: bigint
  unappliedMinor: bigint
  reference: string | null
  reversedAt: Date | null
}

/** One page of receipts, the newest first. */
export async function listReceipts(ctx: Ctx, input: ReceiptListInput): Promise<Page<ReceiptRow>> {
  let list = tables
    .selectFrom('receipt as r')
    .innerJoin('customer as c', (join) =>
      join.onRef('c.organisationId', '=', 'r.organisationId').onRef('c.id', '=', 'r.customerId'),
    )
    .select([
      'r.id',
      'r.number',
      'r.customerId',
      'c.name as customerName',
      'r.orderId',
      'r.method',
      'r.receivedOn',
      'r.currency',
      'r.amountMinor',
    ])
    .select(['r.unappliedMinor', 'r.reference', 'r.reversedAt'])
    .where('r.organisationId', '=', ctx.organisationId)
  if (input.customerId) list = list.where('r.customerId', '=', input.customerId)
  if (input.state === 'UNAPPLIED') list = list.where('r.unappliedMinor', '>', 0n).where('r.orderId', 'is', null)
  if (input.state === 'DEPOSIT') list = list.where('r.unappliedMinor', '>', 0n).where('r.orderId', 'is not', null)
  if (input.state === 'APPLIED') list = list.where('r.unappliedMinor', '=', 0n).where('r.reversedAt', 'is', null)
  if (input.state === 'REVERSED') list = list.where('r.reversedAt', 'is not', null)
  if (input.q)
    list = list.where((eb) =>
      eb.or([
        eb('r.number', '=', input.q?.toUpperCase() ?? ''),
        eb('r.customerId', 'in', raw<string>`(SELECT id FROM search_customers(${input.q}, 200))`),
      ]),
    )
  const key = { value: 'r.receivedOn', type: 'date', id: 'r.id', descending: input.sort !== 'receivedOn' } as const
  const [rows] = await read(ctx, query(byKey(list, key, input).$castTo<ReceiptRow>()))
  return pageOf(rows, input, (row) => cursorOf(row.receivedOn, row.id))
}

export interface OpenItemRow {
  id: string
  kind: 'INVOICE' | 'CREDIT_NOTE'
  documentId: string
  number: string
  customerId: string
  customerName: string
  orderId: string | null
  issuedOn: Day
  dueOn: Day
  currency: string
  amountMinor: bigint
  openMinor: bigint
  overdueSince: Day | null
  settledOn: Day | null
}

const bucketDays = {
  NOT_DUE: [-100_000, 0],
  '1-30': [1, 30],
  '31-60': [31, 60],
  '61-90': [61, 90],
  OVER_90: [91, 100_000],
} as const

/** One page of what payers owe, the earliest due first. */
export async function listOpenItems(ctx: Ctx, input: OpenItemListInput): Promise<Page<OpenItemRow>> {
  let list = tables
    .selectFrom('openItem as i')
    .select([
      'i.id',
      'i.kind',
      'i.documentId',
      'i.number',
      'i.customerId',
      'i.orderId',
      'i.issuedOn',
      'i.dueOn',
      'i.currency',
    ])
    .select(['i.amountMinor', 'i.openMinor', 'i.overdueSince', 'i.settledOn'])
    .select(
      raw<string>`(SELECT c.name FROM customer c WHERE c.organisation_id = i.organisation_id AND c.id = i.customer_id)`.as(
        'customerName',
      ),
    )
    .where('i.organisationId', '=', ctx.organisationId)
  if (input.customerId) list = list.where('i.customerId', '=', input.customerId)
  list = input.state === 'SETTLED' ? list.where('i.settledAt', 'is not', null) : list.where('i.settledAt', 'is', null)
  if (input.state === 'CREDIT') list = list.where('i.kind', '=', 'CREDIT_NOTE')
  if (input.state === 'OVERDUE') list = list.where('i.dueOn', '<', ctx.today).where('i.kind', '=', 'INVOICE')
  if (input.state === 'DISPUTED')
    list = list.where(
      'i.id',
      'in',
      raw<string>`(SELECT open_item_id FROM dispute WHERE organisation_id = ${ctx.organisationId} AND state = 'OPEN')`,
    )
  if (input.bucket) {
    const [from, to] = bucketDays[input.bucket]
    list = list.where(raw<boolean>`${ctx.today}::date - i.due_on BETWEEN ${from}::int AND ${to}::int`)
  }
  if (input.q)
    list = list.where((eb) =>
      eb.or([
        eb('i.number', '=', input.q?.toUpperCase() ?? ''),
        eb('i.customerId', 'in', raw<string>`(SELECT id FROM search_customers(${input.q}, 200))`),
      ]),
    )
  const sorted = byKey(list, { value: 'i.dueOn', type: 'date', id: 'i.id' }, input)
  const [rows] = await read(ctx, query(sorted.$castTo<OpenItemRow>()))
  return pageOf(rows, input, (row) => cursorOf(row.dueOn, row.id))
}

interface BankAccountRow {
  id: string
  name: string
  iban: string | null
  currency: string
  checkedUpTo: Day | null
  /** Lines that wait for a person; at most 1,000. */
  waiting: number
}

/** The bank accounts, up to which day each was looked at, and what waits. */
export async function bankAccounts(ctx: Ctx): Promise<BankAccountRow[]> {
  const [rows] = await read(
    ctx,
    sql<BankAccountRow>`SELECT a.id, a.name, a.iban, a.currency, a.checked_up_to,
        (SELECT count(*)::int FROM (SELECT 1 FROM bank_line b WHERE b.organisation_id = a.organisation_id AND b.state = 'UNMATCHED' AND b.bank_account_id = a.id LIMIT 1000) AS few) AS waiting
      FROM bank_account a WHERE a.organisation_id = ${ctx.organisationId} AND a.archived_at IS NULL ORDER BY a.is_default DESC, a.name`,
  )
  return rows
}
