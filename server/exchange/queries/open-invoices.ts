import type { Ctx } from '@/server/platform/context/ctx'
import type { Reader } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import { withoutApostrophe } from '../rules/cells'
import type { SaidRow } from '../rules/decided'
import { companyOf, type KnownOpenItem, type OpenInvoiceSurroundings, type OwingCustomer } from '../rules/open-invoices'

/** The customers whom cells of a column name, by number, key, e-mail or name. */
export function customersCalled(
  ctx: Ctx,
  rows: readonly SaidRow[],
  column: string,
): Statement<OwingCustomer & { country: string }> {
  const said = rows.flatMap(({ cells }) => (cells[column] ? [withoutApostrophe(cells[column])] : []))
  const called = [...new Set(said.flatMap((text) => [text, companyOf(text) ?? text]))].map((text) => text.toLowerCase())
  return sql`SELECT c.id, c.number, c.external_key, c.name, c.email, c.country, coalesce(c.payer_id, c.id) AS payer_id, t.due_days AS terms_days
    FROM customer c JOIN payment_terms t ON t.organisation_id = c.organisation_id AND t.id = c.payment_terms_id
    WHERE c.organisation_id = ${ctx.organisationId} AND c.archived_at IS NULL AND c.merged_into IS NULL
      AND c.id IN (SELECT id FROM customers_called(${called}::text[], ${called}::text[], ${called}::text[], ${called}::text[]))`
}

/** Everything that deciding about rows of open invoices needs. */
export async function openInvoiceSurroundings(
  ctx: Ctx,
  reader: Reader,
  rows: readonly SaidRow[],
): Promise<OpenInvoiceSurroundings> {
  const numbers = rows.flatMap(({ cells }) => (cells.number ? [withoutApostrophe(cells.number)] : []))
  const [customers, known, ours] = await reader(
    customersCalled(ctx, rows, 'customer'),
    sql<KnownOpenItem>`SELECT id, number, customer_id AS payer_id, issued_on, due_on, amount_minor::text AS amount_minor, open_minor::text AS open_minor FROM open_item
      WHERE organisation_id = ${ctx.organisationId} AND is_opening AND number = ANY(${numbers}::text[])`,
    sql<{
      number: string
    }>`SELECT number FROM invoice WHERE organisation_id = ${ctx.organisationId} AND number = ANY(${numbers}::text[])`,
  )
  return { customers, known, ours: new Set(ours.map(({ number }) => number)), today: ctx.today }
}
