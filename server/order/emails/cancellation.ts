import type { Organisation } from '@/server/platform/context/ctx'
import { footOf } from '@/server/platform/context/reach'
import { renderMail } from '@/server/platform/mail/template'
import type { PrintedOrder } from '../documents/confirmation'

/** Tells the customer that an order was cancelled, with the reason if a pro forma lapsed. */
export function cancellationMail(
  organisation: Organisation,
  { head, proforma }: Pick<PrintedOrder, 'head' | 'proforma'>,
) {
  const subject = `Order ${head.number} cancelled`
  const lapsed = proforma?.state === 'LAPSED'
  const content = renderMail({
    title: subject,
    greeting: `Dear ${head.customerName},`,
    paragraphs: [
      `your order ${head.number}${head.customerReference ? ` (${head.customerReference})` : ''} is cancelled. Nothing more of it will be sent or invoiced.`,
      ...(lapsed
        ? [
            `We have received no payment for pro forma invoice ${proforma.number}, so it no longer needs to be paid. If you paid it meanwhile, tell us: the money is yours, for a new order or to be given back.`,
          ]
        : []),
      'If you did not expect this, please answer this mail.',
    ],
    closing: ['With kind regards'],
    footer: footOf(organisation),
    brand: { name: organisation.name },
  })
  return { subject, ...content }
}
