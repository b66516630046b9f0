import { renderMail } from '@/server/platform/mail/template'
import type { Day } from '@/server/platform/time/calendar'
import { speakForGood } from '@/server/platform/words/words'
import type { StepKind } from '../rules/reminding'

interface ReminderMail {
  kind: StepKind
  buyerName: string
  sellerName: string
  currency: string
  /** The account to pay to, in words. */
  payTo: string | null
  totalMinor: bigint
  /** The amount paid or credited that is not applied to an invoice yet. */
  atHandMinor: bigint
  items: readonly { number: string; issuedOn: Day; dueOn: Day; openMinor: bigint }[]
}

const subjects: Record<StepKind, string> = {
  BEFORE_DUE: 'Invoices due soon',
  OVERDUE: 'Reminder: invoices past due',
  FINAL: 'Final reminder: invoices past due',
}

const openings: Record<StepKind, string> = {
  BEFORE_DUE:
    'a friendly note: the following will be due shortly. If you have arranged the payment, there is nothing to do.',
  OVERDUE: 'we have not seen a payment for the following yet. If it is on its way, please take this as settled.',
  FINAL:
    'in spite of our reminders the following is still open. Please pay at once; until then we can send no further goods.',
}

/** One mail for everything of which a payer is reminded. */
export function reminderMail(reminder: ReminderMail, manner: { locale: string; timeZone: string }) {
  const say = speakForGood({ ...manner, currency: reminder.currency })
  const subject = `${subjects[reminder.kind]} · ${reminder.sellerName}`
  const content = renderMail({
    title: subject,
    greeting: `Dear ${reminder.buyerName},`,
    paragraphs: [openings[reminder.kind]],
    table: {
      columns: [{ label: 'Invoice' }, { label: 'Of' }, { label: 'Due' }, { label: 'Open', align: 'end' }],
      rows: reminder.items.map((item) => [
        item.number,
        say.day(item.issuedOn),
        say.day(item.dueOn),
        say.money(item.openMinor),
      ]),
      totals: [
        ['Together', '', '', say.money(reminder.totalMinor)],
        ...(reminder.atHandMinor > 0n
          ? [
              ['Paid or credited already', '', '', say.money(-reminder.atHandMinor)],
              ['To pay', '', '', say.money(reminder.totalMinor - reminder.atHandMinor)],
            ]
          : []),
      ],
    },
    closing: [
      ...(reminder.payTo ? [`Please pay to ${reminder.payTo}, naming the invoice numbers.`] : []),
      'Is something wrong with an invoice? Answer this mail, and we will look at it.',
      'With kind regards',
    ],
    footer: [reminder.sellerName],
    brand: { name: reminder.sellerName },
  })
  return { subject, ...content }
}
