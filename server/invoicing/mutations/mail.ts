import type { Ctx } from '@/server/platform/context/ctx'
import { transaction } from '@/server/platform/database/run'
import { renderDocument } from '@/server/platform/documents/document'
import { type FrozenDocument, frozenDocument } from '@/server/platform/documents/freeze'
import { recordEvents } from '@/server/platform/events/events'
import { queueMail } from '@/server/platform/mail/queue'
import { payToWords } from '@/server/platform/place/bank'
import { invoicePaper } from '../documents/invoice'
import { invoiceMail } from '../emails/invoice'
import { type IssuedDocument, printed } from '../queries/printed'

const names = { INVOICE: 'invoice', CREDIT_NOTE: 'creditNote' } as const

/** The PDF of an issued document: rendered once, with the same bytes ever after. */
export async function invoiceFile(
  ctx: Ctx,
  id: string,
  known?: IssuedDocument,
): Promise<FrozenDocument & { fileName: string }> {
  const document = known ?? (await printed(ctx, id))
  const kind = names[document.kind]
  const file = await frozenDocument(ctx, { kind, objectType: kind, objectId: id, number: document.number }, () =>
    renderDocument(invoicePaper(document, ctx.organisation)),
  )
  return { ...file, fileName: `${document.number}.pdf` }
}

/**
 * Sends an issued invoice or credit note to its payer, once: the paper is frozen first and attached. In a simulation
 * the mail is only stored, and the paper is rendered when somebody opens it. Without an address nothing is sent, and
 * the record says so. That of an order that was moved in waits until this program counts.
 */
export async function mailDocument(ctx: Ctx, id: string): Promise<{ mailed: boolean }> {
  const document = await printed(ctx, id)
  if (!document.mailTo || document.quiet) return { mailed: false }
  if (ctx.gateways.mail === 'SEND') await invoiceFile(ctx, id, document)
  const kind = names[document.kind]
  const content = invoiceMail(
    {
      ...document,
      buyerName: document.buyer.name,
      sellerName: ctx.organisation.name,
      payTo: payToWords(document.seller),
    },
    ctx.organisation,
  )
  return transaction(ctx, {}, async (tx) => {
    const [[mail]] = await tx.run(
      queueMail(ctx, {
        effectKey: `${kind}/${id}`,
        kind,
        objectType: kind,
        objectId: id,
        customerId: document.payerId,
        papers: [{ kind, objectId: id, filename: `${document.number}.pdf` }],
        ...content,
      }),
    )
    if (!mail) return { mailed: true }
    await tx.commit(
      recordEvents(ctx, [
        {
          name: document.kind === 'INVOICE' ? 'invoicing/invoice.mailed' : 'invoicing/creditNote.mailed',
          objects: [
            [kind, id],
            ['mail', mail.id],
            ['customer', document.payerId],
            ...(document.orderId ? [['order', document.orderId] as const] : []),
          ],
        },
      ]),
    )
    return { mailed: true }
  })
}
