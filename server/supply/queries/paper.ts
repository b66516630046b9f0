import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { renderDocument } from '@/server/platform/documents/document'
import { sellerOf } from '@/server/platform/documents/seller'
import { purchaseList } from '../documents/purchase-list'
import { plannedRecord } from './planned'

/** The purchase list as it stands today. Refuses with NOT_FOUND. */
export async function purchaseListFile(ctx: Ctx, id: string): Promise<{ fileName: string; bytes: Buffer }> {
  const planned = await plannedRecord(ctx, id)
  const [[us]] = await read(ctx, sellerOf(ctx))
  if (!us) notFound('plannedReceipt')
  return { fileName: `${planned.number}.pdf`, bytes: await renderDocument(purchaseList(planned, us, ctx.organisation)) }
}
