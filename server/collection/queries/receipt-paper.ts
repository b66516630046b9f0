import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { renderDocument } from '@/server/platform/documents/document'
import { sellerOf } from '@/server/platform/documents/seller'
import { type PrintedReceipt, receiptPaper } from '../documents/receipt'
import { receiptRecord } from './records'

/** The paper of a payment as it stands today; what it pays may still change. Refuses with NOT_FOUND. */
export async function receiptFile(ctx: Ctx, id: string): Promise<{ fileName: string; bytes: Buffer }> {
  const receipt = await receiptRecord(ctx, id)
  const [[seller], [payer]] = await read(
    ctx,
    sellerOf(ctx),
    sql<
      PrintedReceipt['payer']
    >`SELECT name, bill_line AS address_line, bill_extra AS address_extra, bill_postcode AS postcode, bill_city AS city, bill_region AS region, country
      FROM customer WHERE organisation_id = ${ctx.organisationId} AND id = ${receipt.customerId}`,
  )
  if (!seller || !payer) notFound('receipt')
  const bytes = await renderDocument(receiptPaper({ receipt, seller, payer }, ctx.organisation))
  return { fileName: `${receipt.number}.pdf`, bytes }
}
