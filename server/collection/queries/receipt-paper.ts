import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { renderDocument } from '@/server/platform/documents/document'
import { sellerOf } from '@/server/platform/documents/seller'
import { type PrintedReceipt, receiptPaper } from '../documents/receipt'
import { receiptRecord } from './records'

/** The paper of a payment with what it pays today; that may still change. Refuses with NOT_FOUND. */
export async function receiptFile(ctx: Ctx, id: string): Promise<{ fileName: string; bytes: Buffer }> {
  const receipt = await receiptRecord(ctx, id)
  const [[seller], [payer]] = await read(
    ctx,
    sellerOf(ctx),
    sql<
      PrintedReceipt['payer']
    >`SELECT c.name, b.line AS address_line, b.extra AS address_extra, b.postcode, b.city, b.region, coalesce(b.country, c.country) AS country
      FROM customer c LEFT JOIN customer_address b ON b.organisation_id = c.organisation_id AND b.customer_id = c.id AND b.is_bill_to
      WHERE c.organisation_id = ${ctx.organisationId} AND c.id = ${receipt.customerId}`,
  )
  if (!seller || !payer) notFound('receipt')
  const bytes = await renderDocument(receiptPaper({ receipt, seller, payer }, ctx.organisation))
  return { fileName: `${receipt.number}.pdf`, bytes }
}
