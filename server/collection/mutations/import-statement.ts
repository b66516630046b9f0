import { createHash } from 'node:crypto'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { idempotent } from '@/server/platform/database/idempotency'
import { type Tx, transaction } from '@/server/platform/database/run'
import { expectRows, json, type Statement, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { parseCsv } from '@/server/platform/files/csv-read'
import { readXml } from '@/server/platform/files/xml'
import { parseCamt, xmlText } from '../rules/camt'
import { parseBankRows } from '../rules/csv'
import { repetitions, type ToldMovement } from '../rules/same-payment'
import { dedupeKeys, lastDay, type ParsedStatement, plainIban } from '../rules/statement'
import type { ImportInput } from '../schema'
import { withoutDoubt } from './ask-rows'

const mostBytes = 5_000_000

export interface ImportedStatement {
  statementId: string
  bankAccountId: string
  lines: number
  /** The number of lines that no earlier file had. */
  fresh: number
  /** The number of lines about a payment that another file already reported. They are set aside; a person can still book them. */
  repeated: number
  skipped: number
}

interface BankAccount {
  id: string
  iban: string | null
  currency: string
  isDefault: boolean
}

async function readCamt(xml: string): Promise<ParsedStatement[]> {
  return parseCamt(await readXml(xml), xml)
}

/** Reads the statements of a bank's file. Refuses with FILE_TOO_LARGE, FILE_NOT_UNDERSTOOD, COLUMNS_UNCLEAR and what the CSV reader refuses. */
async function readStatements(ctx: Ctx, input: Pick<ImportInput, 'content' | 'columns'>): Promise<ParsedStatement[]> {
  const bytes = Buffer.from(input.content, 'base64')
  if (bytes.length > mostBytes) refuse('FILE_TOO_LARGE')
  const head = bytes.subarray(0, 400).toString('latin1').replace(/\0/g, '')
  if (/^\W{0,8}<(\?xml|\w)/.test(head)) return readCamt(xmlText(bytes))
  if (/^\W{0,8}(\{1:|:20:|OFXHEADER)/.test(head))
    refuse('FILE_NOT_UNDERSTOOD', { detail: 'it is MT940 or OFX; ask the bank for CAMT.053 or CSV' })
  const { rows, places } = await parseCsv(bytes)
  const { currency, country } = ctx.organisation
  const american = ['US', 'CA', 'PH'].includes(country)
  return [parseBankRows(rows, { currency, american, columns: input.columns, places })]
}

/** The account of a statement: the one with its IBAN, otherwise the chosen one, otherwise the default one if that has no other IBAN. */
function accountOf(
  accounts: readonly BankAccount[],
  statement: ParsedStatement,
  chosenId: string | undefined,
): BankAccount {
  const own = (account: BankAccount) => (account.iban ? plainIban(account.iban) : null)
  const byIban = statement.iban ? accounts.find((account) => own(account) === statement.iban) : undefined
  const chosen = chosenId ? accounts.find((account) => account.id === chosenId) : byIban
  const account = chosen ?? accounts.find((one) => one.isDefault) ?? accounts[0] ?? notFound('bankAccount')
  if (statement.iban && own(account) && own(account) !== statement.iban)
    refuse('ACCOUNT_DIFFERS', { iban: statement.iban })
  if (statement.currency && statement.currency !== account.currency)
    refuse('CURRENCY_DIFFERS', { currency: statement.currency })
  return account
}

/** Sets money that goes out aside at once, because it is no receipt. */
function lineRows(ctx: Ctx, statementId: string, accountId: string, statement: ParsedStatement) {
  const keys = dedupeKeys(statement.lines)
  return statement.lines.map((line, index) => {
    const out = line.amountMinor <= 0n
    return {
      id: newId(ctx.now),
      bank_account_id: accountId,
      statement_id: statementId,
      booked_on: line.bookedOn,
      amount_minor: line.amountMinor,
      currency: line.currency,
      reference: line.reference,
      counterparty: line.counterparty,
      counterparty_iban: line.counterpartyIban,
      bank_reference: line.bankReference,
      dedupe_key: keys[index],
      state: out ? 'IGNORED' : 'UNMATCHED',
      cause: out ? 'MONEY_OUT' : null,
      duplicate_of_id: null as string | null,
    }
  })
}

type LineRow = ReturnType<typeof lineRows>[number]

/**
 * The movements that other files reported for the days of these lines, without these lines themselves, and without those that one of
 * these lines repeats already: in a file that overlaps an earlier one, the next equal payment is a new one.
 */
function knownMovements(ctx: Ctx, accountId: string, rows: readonly LineRow[]): Statement<ToldMovement> {
  const days = rows.map((row) => row.booked_on).toSorted()
  const keys = rows.map((row) => row.dedupe_key)
  return sql`SELECT b.id, s.format, b.booked_on, b.amount_minor, b.currency, b.reference, b.counterparty, b.counterparty_iban, b.bank_reference
    FROM bank_line b JOIN bank_statement s ON s.organisation_id = b.organisation_id AND s.id = b.statement_id
    WHERE b.organisation_id = ${ctx.organisationId} AND b.state = ANY(ARRAY['UNMATCHED', 'MATCHED', 'IGNORED']) AND b.booked_on BETWEEN ${days[0]}::date AND ${days.at(-1)}::date
      AND b.bank_account_id = ${accountId} AND b.duplicate_of_id IS NULL AND b.amount_minor > 0 AND b.dedupe_key <> ALL(${keys}::text[])
      AND NOT EXISTS (SELECT 1 FROM bank_line d WHERE d.organisation_id = b.organisation_id AND d.bank_account_id = ${accountId} AND d.dedupe_key = ANY(${keys}::text[]) AND d.duplicate_of_id = b.id)
    ORDER BY b.booked_on, b.id`
}

/** Sets aside the rows about a payment that another file already reported, and notes the line of that file. */
function withRepetitions(
  rows: readonly LineRow[],
  known: readonly ToldMovement[],
  taken: ReadonlySet<string>,
  format: string,
): LineRow[] {
  const fresh = rows
    .filter((row) => row.state === 'UNMATCHED' && !taken.has(row.dedupe_key as string))
    .map((row) => ({
      id: row.id,
      format,
      bookedOn: row.booked_on,
      amountMinor: row.amount_minor,
      currency: row.currency,
      reference: row.reference,
      counterparty: row.counterparty,
      counterpartyIban: row.counterparty_iban,
      bankReference: row.bank_reference,
    }))
  const repeats = repetitions(fresh, known)
  return rows.map((row) => {
    const original = repeats.get(row.id)
    return original ? { ...row, state: 'IGNORED', cause: 'ALREADY_THERE', duplicate_of_id: original } : row
  })
}

function writeLines(ctx: Ctx, rows: readonly object[]): Statement<{ fresh: number; repeated: number }> {
  return sql`WITH written AS (
      INSERT INTO bank_line (organisation_id, id, bank_account_id, statement_id, booked_on, amount_minor, currency, reference, counterparty, counterparty_iban, bank_reference, dedupe_key, state, cause, duplicate_of_id)
      SELECT ${ctx.organisationId}::uuid, x.* FROM jsonb_to_recordset(${json(rows)}) AS x(id uuid, bank_account_id uuid, statement_id uuid, booked_on date, amount_minor bigint,
        currency text, reference text, counterparty text, counterparty_iban text, bank_reference text, dedupe_key text, state text, cause text, duplicate_of_id uuid)
      ON CONFLICT (organisation_id, bank_account_id, dedupe_key) DO NOTHING RETURNING duplicate_of_id)
    SELECT count(*) FILTER (WHERE duplicate_of_id IS NULL)::int AS fresh, count(duplicate_of_id)::int AS repeated FROM written`
}

async function keep(
  tx: Tx,
  statement: ParsedStatement,
  account: BankAccount,
  file: { fileName: string; fileHash: string },
) {
  const { ctx } = tx
  const statementId = newId(ctx.now)
  const facts = {
    fromOn: statement.fromOn,
    toOn: lastDay(statement),
    openingMinor: statement.openingMinor,
    closingMinor: statement.closingMinor,
  }
  const upTo = facts.toOn && facts.toOn > ctx.today ? ctx.today : facts.toOn
  await tx.run(
    sql`INSERT INTO bank_statement (organisation_id, id, bank_account_id, format, file_name, file_hash, from_on, to_on, opening_minor, closing_minor, lines, fresh, imported_at, imported_by)
      VALUES (${ctx.organisationId}, ${statementId}, ${account.id}, ${statement.format}, ${file.fileName}, ${file.fileHash}, ${facts.fromOn}, ${facts.toOn}, ${facts.openingMinor},
        ${facts.closingMinor}, ${statement.lines.length}, 0, ${ctx.now}, ${ctx.actor.id})`,
  )
  const rows = lineRows(ctx, statementId, account.id, statement)
  const [taken, known] = await tx.run(
    sql<{
      dedupeKey: string
    }>`SELECT dedupe_key FROM bank_line WHERE organisation_id = ${ctx.organisationId} AND bank_account_id = ${account.id}
      AND dedupe_key = ANY(${rows.map((row) => row.dedupe_key)}::text[])`,
    knownMovements(ctx, account.id, rows),
  )
  const seen = new Set(taken.map((row) => row.dedupeKey))
  const [[counted]] = await tx.run(writeLines(ctx, withRepetitions(rows, known, seen, statement.format)))
  const { fresh, repeated } = counted ?? { fresh: 0, repeated: 0 }
  await tx.run(
    sql`UPDATE bank_statement SET fresh = ${fresh} WHERE organisation_id = ${ctx.organisationId} AND id = ${statementId}`,
    expectRows(
      1,
      sql`UPDATE bank_account SET iban = coalesce(iban, ${statement.iban}), checked_up_to = greatest(checked_up_to, ${upTo}::date)
        WHERE organisation_id = ${ctx.organisationId} AND id = ${account.id}`,
    ),
  )
  return {
    statementId,
    bankAccountId: account.id,
    lines: statement.lines.length,
    fresh,
    repeated,
    skipped: statement.skipped,
  }
}

/**
 * Takes in a bank's file: CAMT.053 of any version, or CSV. It leaves out lines that it has already, so that the same or an
 * overlapping file adds nothing twice. It sets aside a payment that a file of another kind already reported, with that line
 * beside it. The account counts as checked up to the statement's last day. A reaction matches the lines afterwards.
 * Refuses with the codes of the readers, ROWS_UNCLEAR, ROW_NOT_ASKED, ACCOUNT_DIFFERS and CURRENCY_DIFFERS; then it keeps nothing.
 */
export async function importStatement(ctx: Ctx, input: ImportInput): Promise<{ statements: ImportedStatement[] }> {
  const parsed = withoutDoubt(ctx, await readStatements(ctx, input), input)
  const fileHash = createHash('sha256').update(input.content).digest('hex')
  const key = { ...input, content: fileHash }
  return transaction(ctx, idempotent('collection.import', input.idempotencyKey, key), async (tx) => {
    const [accounts] = await tx.run(
      sql<BankAccount>`SELECT id, iban, currency, is_default FROM bank_account WHERE organisation_id = ${ctx.organisationId} AND archived_at IS NULL ORDER BY id FOR NO KEY UPDATE`,
    )
    const statements: ImportedStatement[] = []
    for (const statement of parsed)
      statements.push(
        await keep(tx, statement, accountOf(accounts, statement, input.bankAccountId), {
          fileName: input.fileName,
          fileHash,
        }),
      )
    await tx.commit(
      recordEvents(
        ctx,
        statements.map(({ statementId, bankAccountId, lines, fresh, repeated }) => ({
          name: 'collection/statement.imported',
          objects: [
            ['bankStatement', statementId],
            ['bankAccount', bankAccountId],
          ],
          payload: { lines, fresh, repeated },
        })),
      ),
    )
    return { statements }
  })
}
