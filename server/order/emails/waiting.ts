import type { Organisation } from '@/server/platform/context/ctx'
import { footOf } from '@/server/platform/context/reach'
import { renderMail } from '@/server/platform/mail/template'
import { type Goods, goodsIn, isOne } from '@/server/platform/money/quantity'
import { speakForGood } from '@/server/platform/words/words'
import type { OrderHead } from '../queries/record'
import { type Waiting, waitingWords } from '../words/en'

function render(
  organisation: Organisation,
  head: OrderHead,
  subject: string,
  paragraphs: string[],
  lines: Waiting[],
  column = 'Waits',
) {
  const say = speakForGood(organisation)
  const content = renderMail({
    title: subject,
    greeting: `Dear ${head.customerName},`,
    paragraphs,
    facts: [
      ['Order', head.number],
      ...(head.customerReference ? [['Your reference', head.customerReference] as [string, string]] : []),
    ],
    ...(lines.length > 0
      ? {
          table: {
            columns: [{ label: 'Product' }, { label: column, align: 'end' as const }],
            rows: lines.map((line) => [`${line.description} (${line.sku})`, say.quantity(line.quantity, line)]),
          },
        }
      : {}),
    closing: ['With kind regards'],
    footer: footOf(organisation),
    brand: { name: organisation.name },
  })
  return { subject, ...content }
}

/** How a shortage changes the rest of an order. */
const shortAnd: Record<OrderHead['deliveryRule'], string> = {
  PART: ', and we tell you the day as soon as it is known. Everything else comes as agreed, and only what is sent is invoiced.',
  COMPLETE:
    ', and the rest of your order waits with it, so that all of it comes together. We tell you the day as soon as it is known.',
  REFUSE:
    ', and we tell you the day as soon as it is known. Everything else comes as agreed, and only what is sent is invoiced.',
  CLOSE_REST: ' until your order leaves. What is not here then is taken off, and only what is sent is invoiced.',
}

/** Tells the customer that promised units have to wait for new stock. */
export function shortMail(organisation: Organisation, head: OrderHead, goods: Goods, lines: Waiting[]) {
  const say = speakForGood(organisation)
  const some = say.goods(goods.units, goods.unit, goods.mixed)
  return render(
    organisation,
    head,
    `Order ${head.number}: ${some} will come later`,
    [
      `when we put your order together, ${some} ${isOne(goods) ? 'was' : 'were'} not there. We are sorry: ${isOne(goods) ? 'it waits' : 'they wait'} for new stock${shortAnd[head.deliveryRule]}`,
      ...(head.deliveryRule === 'CLOSE_REST'
        ? []
        : ['If you would rather not wait, answer this mail and we take it off the order.']),
    ],
    lines,
  )
}

/** Tells the customer that waiting units are in stock, with their day of arrival, and lists units that still wait. */
export function allocatedMail(
  organisation: Organisation,
  head: OrderHead,
  goods: Goods,
  day: string,
  lines: Waiting[],
) {
  const say = speakForGood(organisation)
  return render(
    organisation,
    head,
    `Order ${head.number}: arrives on ${say.day(day)}`,
    [
      `${say.goods(goods.units, goods.unit, goods.mixed)} of your order that waited for stock ${isOne(goods) ? 'is' : 'are'} here now and will be with you on ${say.day(day)}.`,
      ...(lines.length > 0 ? ['These still wait:'] : []),
    ],
    lines,
  )
}

/**
 * Tells the customer the day of an order that waits for goods: a first day, another day, or that no day is known any more. With
 * `undated` lines the day is that of the others.
 */
export function plannedMail(
  organisation: Organisation,
  head: OrderHead,
  { from, to }: { from: string | null; to: string | null },
  lines: Waiting[],
  undated: Waiting[] = [],
) {
  const say = speakForGood(organisation)
  const open =
    undated.length > 0
      ? [`For ${waitingWords(undated, say)} no day is known yet; we come back to you with it as soon as we know it.`]
      : []
  const notLonger = 'If you would rather not wait, answer this mail and we take it off the order.'
  if (to === null)
    return render(
      organisation,
      head,
      `Order ${head.number}: no day of arrival known any more`,
      [
        `goods that your order waits for do not come to us as planned${from ? `, so that we cannot keep ${say.day(from)}` : ''}. We are sorry, and tell you the new day as soon as we know it.`,
        notLonger,
      ],
      lines,
    )
  if (from === null)
    return render(
      organisation,
      head,
      `Order ${head.number}: arrives on ${say.day(to)}`,
      [`the goods that your order waits for are on their way to us. It will be with you on ${say.day(to)}.`],
      lines,
    )
  return render(
    organisation,
    head,
    `Order ${head.number}: arrives on ${say.day(to)} instead of ${say.day(from)}`,
    [
      `goods that your order waits for come to us later than they were planned. It will be with you on ${say.day(to)} instead of ${say.day(from)}. We are sorry.`,
      ...open,
      notLonger,
    ],
    lines,
  )
}

/** Tells the customer which units were cancelled because they were missing when the order left. */
export function closedMail(organisation: Organisation, head: OrderHead, lines: Waiting[]) {
  const say = speakForGood(organisation)
  const goods = goodsIn(lines, (line) => line.quantity)
  const some = say.goods(goods.units, goods.unit, goods.mixed)
  const [are, they] = isOne(goods) ? ['was', 'it is'] : ['were', 'they are']
  return render(
    organisation,
    head,
    `Order ${head.number}: ${some} taken off`,
    [
      `${some} ${are} not here when your order left. As you have your orders sent, ${they} taken off; only what is sent is invoiced.`,
      'If you still want them, answer this mail or order again.',
    ],
    lines,
    'Taken off',
  )
}
