import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import type { Candidates, KnownPayer, OpenInvoice, OpenProforma } from '../rules/match'

const mostItems = 50_000
/** For this long after an order has ended, money for it is still recognised. */
const endedDays = 365

/** Everything that money could pay: open invoices, unpaid pro formas and those of orders that ended, and payers with the accounts from which they paid. */
export async function candidatesOf(ctx: Ctx): Promise<Candidates> {
  const [invoices, open, ended, payers] = await read(
    ctx,
    sql<OpenInvoice>`SELECT i.id AS open_item_id, i.customer_id, i.number, i.order_id, o.number AS order_number, o.customer_reference, i.open_minor
      FROM open_item i LEFT JOIN sales_order o ON o.organisation_id = i.organisation_id AND o.id = i.order_id
      WHERE i.organisation_id = ${ctx.organisationId} AND i.settled_at IS NULL AND i.kind = 'INVOICE' ORDER BY i.due_on, i.id LIMIT ${mostItems}`,
    sql<OpenProforma>`SELECT p.order_id, o.payer_id AS customer_id, p.number, o.number AS order_number, o.customer_reference, p.gross_minor - p.paid_minor AS open_minor, true AS open,
        coalesce((SELECT array_agg(x.number) FROM proforma x WHERE x.organisation_id = p.organisation_id AND x.order_id = p.order_id AND x.state = 'REPLACED'), '{}') AS replaced
      FROM proforma p JOIN sales_order o ON o.organisation_id = p.organisation_id AND o.id = p.order_id
      WHERE p.organisation_id = ${ctx.organisationId} AND p.state = 'OPEN' ORDER BY p.issued_at LIMIT ${mostItems}`,
    sql<OpenProforma>`SELECT p.order_id, o.payer_id AS customer_id, p.number, o.number AS order_number, o.customer_reference, p.gross_minor - p.paid_minor AS open_minor, false AS open,
        '{}'::text[] AS replaced
      FROM proforma p JOIN sales_order o ON o.organisation_id = p.organisation_id AND o.id = p.order_id
      WHERE p.organisation_id = ${ctx.organisationId} AND p.state IN ('LAPSED', 'CANCELLED') AND p.issued_at > ${ctx.now}::timestamptz - make_interval(days => ${endedDays})
      ORDER BY p.issued_at LIMIT ${mostItems}`,
    sql<KnownPayer>`SELECT a.customer_id, c.number, c.name, coalesce(k.ibans, '{}') AS ibans
      FROM credit_account a JOIN customer c ON c.organisation_id = a.organisation_id AND c.id = a.customer_id
      LEFT JOIN (SELECT r.customer_id, array_agg(DISTINCT b.counterparty_iban) AS ibans FROM receipt r
          JOIN bank_line b ON b.organisation_id = r.organisation_id AND b.id = r.bank_line_id
        WHERE r.organisation_id = ${ctx.organisationId} AND r.reversed_at IS NULL AND b.counterparty_iban IS NOT NULL GROUP BY r.customer_id) k ON k.customer_id = a.customer_id
      WHERE a.organisation_id = ${ctx.organisationId} AND c.merged_into IS NULL ORDER BY a.customer_id LIMIT ${mostItems}`,
  )
  return { invoices, proformas: [...open, ...ended], payers }
}
