import type { Organisation } from '@/server/platform/context/ctx'
import { footOf } from '@/server/platform/context/reach'
import { renderMail } from '@/server/platform/mail/template'
import { speakForGood } from '@/server/platform/words/words'

interface MovedPromise {
  customerName: string
  orderNumber: string
  customerReference: string | null
  from: string
  to: string
}

/** Tells the customer that a promised day cannot be kept, and names the new one. */
export function movedMail(organisation: Organisation, moved: MovedPromise) {
  const { day } = speakForGood(organisation)
  const subject = `Order ${moved.orderNumber}: arrives on ${day(moved.to)}, not on ${day(moved.from)}`
  const content = renderMail({
    title: subject,
    greeting: `Dear ${moved.customerName},`,
    paragraphs: [
      `we told you that your order arrives on ${day(moved.from)}. We cannot keep that day and are sorry: it will be with you on ${day(moved.to)}.`,
      'If that is too late for you, please answer this mail.',
    ],
    facts: [
      ['Order', moved.orderNumber],
      ...(moved.customerReference ? [['Your reference', moved.customerReference] as [string, string]] : []),
    ],
    closing: ['With kind regards'],
    footer: footOf(organisation),
    brand: { name: organisation.name },
  })
  return { subject, ...content }
}
