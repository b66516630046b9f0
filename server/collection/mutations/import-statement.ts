import { createHash } from 'node:crypto'
import { parseCsv } from '@/server/platform/csv-read'
import type { Ctx } from '@/server/platform/ctx'
import { notFound, refuse } from '@/server/platform/errors'
import { recordEvents } from '@/server/platform/events'
import { idempotent } from '@/server/platform/idempotency'
import { newId } from '@/server/platform/ids'
import { type Tx, transaction } from '@/server/platform/run'
import { expectRows, json, type Statement, sql } from '@/server/platform/sql'
import { parseCamt, xmlText } from '../rules/camt'
import { parseBankRows } from '../rules/csv'
import { dedupeKeys, lastDay, type ParsedStatement, plainIban } from '../rules/statement'
import type { ImportInput } from '../schema'

const mostBytes = 5_000_000

export interface ImportedStatement {
  statementId: string
  bankAccountId: string
  lines: number
  /** Lines not seen before. */
  fresh: number
  skipped: number
}

interface BankAccount {
  id: string
  iban: string | null
  currency: string
  isDefault: boolean
}

/** The statements of a file, whatever bank made it. Refuses FILE_TOO_LARGE, FILE_NOT_UNDERSTOOD, COLUMNS_UNCLEAR and what the CSV reader refuses. */
export async function readStatements(
  ctx: Ctx,
  input: Pick<ImportInput, 'content' | 'columns'>,
): Promise<ParsedStatement[]> {
  const bytes = Buffer.from(input.content, 'base64')
  if (bytes.length > mostBytes) refuse('FILE_TOO_LARGE')
  const head = bytes.subarray(0, 400).toString('latin1').replace(/\0/g, '')
  if (/^\W{0,8}<(\?xml|\w)/.test(head)) return parseCamt(xmlText(bytes))
  if (/^\W{0,8}(\{1:|:20:|OFXHEADER)/.test(head))
    refuse('FILE_NOT_UNDERSTOOD', { detail: 'it is MT940 or OFX; ask the bank for CAMT.053 or CSV' })
  const { rows } = await parseCsv(bytes)
  const { currency, country } = ctx.organisation
  return [parseBankRows(rows, { currency, american: ['US', 'CA', 'PH'].includes(country), columns: input.columns })]
}

/** The account a statement is of: by its IBAN; else the chosen one, else the default, while that has no other IBAN. */
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

/** Money going out is no receipt: it is set aside at once. */
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
    }
  })
}

function writeLines(ctx: Ctx, rows: readonly object[]): Statement<{ fresh: number }> {
  return sql`WITH written AS (
      INSERT INTO bank_line (organisation_id, id, bank_account_id, statement_id, booked_on, amount_minor, currency, reference, counterparty, counterparty_iban, bank_reference, dedupe_key, state, cause)
      SELECT ${ctx.organisationId}::uuid, x.* FROM jsonb_to_recordset(${json(rows)}) AS x(id uuid, bank_account_id uuid, statement_id uuid, booked_on date, amount_minor bigint,
        currency text, reference text, counterparty text, counterparty_iban text, bank_reference text, dedupe_key text, state text, cause text)
      ON CONFLICT (organisation_id, bank_account_id, dedupe_key) DO NOTHING RETURNING 1)
    SELECT count(*)::int AS fresh FROM written`
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
  const [[counted]] = await tx.run(writeLines(ctx, lineRows(ctx, statementId, account.id, statement)))
  const fresh = counted?.fresh ?? 0
  await tx.run(
    sql`UPDATE bank_statement SET fresh = ${fresh} WHERE organisation_id = ${ctx.organisationId} AND id = ${statementId}`,
    expectRows(
      1,
      sql`UPDATE bank_account SET iban = coalesce(iban, ${statement.iban}), checked_up_to = greatest(checked_up_to, ${upTo}::date)
        WHERE organisation_id = ${ctx.organisationId} AND id = ${account.id}`,
    ),
  )
  return { statementId, bankAccountId: account.id, lines: statement.lines.length, fresh, skipped: statement.skipped }
}

/**
 * Takes in a bank's file: CAMT.053 of any version, or CSV. Lines seen before are left out, so the same or an overlapping
 * file adds nothing twice; the account counts as checked up to the statement's last day. Matching follows by itself.
 * Refuses what the readers refuse, ACCOUNT_DIFFERS and CURRENCY_DIFFERS; then nothing at all is kept.
 */
export async function importStatement(ctx: Ctx, input: ImportInput): Promise<{ statements: ImportedStatement[] }> {
  const parsed = await readStatements(ctx, input)
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
        statements.map(({ statementId, bankAccountId, lines, fresh }) => ({
          name: 'collection/statement.imported',
          objects: [
            ['bankStatement', statementId],
            ['bankAccount', bankAccountId],
          ],
          payload: { lines, fresh },
        })),
      ),
    )
    return { statements }
  })
}
