import { receiptFile } from './collection/queries/receipt-paper'
import { transferNoteFile } from './fulfilment/queries/transfer-paper'
import { binTagFile, binTagsFile, productTagFile, productTagsFile } from './inventory/queries/tags'
import { invoiceFile } from './invoicing/mutations/mail'
import { orderPaper } from './order/mutations/mail-order'
import { quoteFile, versionFile } from './order/mutations/quote-paper'
import { quoteOf } from './order/queries/quotes'
import type { Ctx } from './platform/context/ctx'
import { notFound } from './platform/context/errors'
import type { Permission } from './platform/context/permissions'
import { read } from './platform/database/run'
import { paperVersion } from './portal/queries/entry'
import { labelFile, labelsFile, packingSlipFile } from './shipping/queries/papers'
import { purchaseListFile } from './supply/queries/paper'

/** A paper that a person may open: frozen when first made. */
interface Paper {
  permission: Permission
  file(ctx: Ctx, id: string): Promise<{ bytes: Buffer; fileName: string }>
}

/** Every paper by the name in its URL, with the record's id behind it. */
export const papersByKind: Readonly<Record<string, Paper>> = {
  quote: { permission: 'order.read', file: quoteFile },
  quoteVersion: { permission: 'order.read', file: versionFile },
  order: { permission: 'order.read', file: orderPaper },
  invoice: { permission: 'invoice.read', file: (ctx, id) => invoiceFile(ctx, id) },
  creditNote: { permission: 'invoice.read', file: (ctx, id) => invoiceFile(ctx, id) },
  receipt: { permission: 'collection.read', file: receiptFile },
  packingSlip: { permission: 'shipping.read', file: packingSlipFile },
  label: { permission: 'shipping.read', file: labelFile },
  transferNote: { permission: 'fulfilment.read', file: transferNoteFile },
  purchaseList: { permission: 'supply.read', file: purchaseListFile },
  labels: { permission: 'shipping.read', file: labelsFile },
  binLabel: { permission: 'product.read', file: binTagFile },
  binLabels: { permission: 'product.read', file: binTagsFile },
  productLabel: { permission: 'product.read', file: productTagFile },
  productLabels: { permission: 'product.read', file: productTagsFile },
}

/** The paper of the quote that a customer's link is for, or of the order that it became. Refuses with NOT_FOUND, TOO_MANY_REQUESTS. */
export async function portalPaper(
  { token, kind, version }: { token: string; kind: 'quote' | 'order'; version?: number },
  address: string,
): Promise<{ bytes: Buffer; fileName: string }> {
  const { ctx, quoteId, versionId } = await paperVersion({ token, version }, address)
  if (kind === 'quote') return versionFile(ctx, versionId)
  const [[quote]] = await read(ctx, quoteOf(ctx, quoteId))
  if (!quote) notFound('link')
  return orderPaper(ctx, quote.orderId ?? notFound('order'))
}
