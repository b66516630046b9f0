import { invoiceFile } from './invoicing/mutations/mail'
import { orderPaper } from './order/mutations/mail-order'
import type { Ctx } from './platform/context/ctx'
import type { Permission } from './platform/context/permissions'
import { labelFile, packingSlipFile } from './shipping/queries/papers'

/** A paper that a person may open: frozen when first made. */
export interface Paper {
  permission: Permission
  file(ctx: Ctx, id: string): Promise<{ bytes: Buffer; fileName: string }>
}

/** Every paper by the name in its URL, with the record's id behind it. */
export const papersByKind: Readonly<Record<string, Paper>> = {
  order: { permission: 'order.read', file: orderPaper },
  invoice: { permission: 'invoice.read', file: (ctx, id) => invoiceFile(ctx, id) },
  creditNote: { permission: 'invoice.read', file: (ctx, id) => invoiceFile(ctx, id) },
  packingSlip: { permission: 'shipping.read', file: packingSlipFile },
  label: { permission: 'shipping.read', file: labelFile },
}
