'use client'

import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc-provider'
import { Facts } from '@/components/ui/facts'
import { countOf } from '@/components/ui/format'
import { Link } from '@/components/ui/link'
import { Day, Money } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import { latenessWords } from '@/server/credit/words/en'
import type { PayerBehaviour } from '@/server/ledger/rules'
import type { OverdueInvoice, StandingPromise } from '@/server/receivable/queries/desk'

/** What a credit controller checks about a payer before deciding: overdue invoices, promises, and usual payment behaviour. */
export function PayerDesk({ payerId, behaviour }: { payerId: string; behaviour: PayerBehaviour | null }) {
  const trpc = useTRPC()
  const { data: desk } = useQuery(trpc.receivable.desk.queryOptions({ customerId: payerId }))
  if (!desk) return <p className="min-h-24 text-ink-3">Looking at what is owed…</p>
  const habit = behaviour
    ? `${latenessWords(behaviour.medianDaysLate)}; ${behaviour.late} of ${countOf(behaviour.settled, 'invoice')} late`
    : 'nothing paid on terms yet'
  return (
    <div className="flex flex-col gap-3">
      <Overdue invoices={desk.overdue} count={desk.overdueCount} minor={desk.overdueMinor} />
      <Promises promises={desk.promises} />
      <Facts
        facts={[
          { label: 'Usually pays', value: habit },
          desk.kept + desk.broken > 0 && {
            label: 'Promises in a year',
            value: `${desk.kept} kept, ${desk.broken} broken`,
          },
        ]}
      />
    </div>
  )
}

function Overdue({ invoices, count, minor }: { invoices: readonly OverdueInvoice[]; count: number; minor: bigint }) {
  const href = useWorkspaceHref()
  if (count === 0) return <p className="text-ink-2">No invoice is overdue.</p>
  return (
    <section aria-label="Overdue invoices">
      <p className="mb-1 flex justify-between gap-3 font-medium">
        <span className="text-bad">{countOf(count, 'invoice')} overdue</span>
        <Money minor={minor} />
      </p>
      <ul className="flex max-h-40 flex-col gap-1 overflow-y-auto">
        {invoices.map((invoice) => (
          <li key={invoice.id} className="flex items-baseline gap-3">
            <Link href={href(`/invoicing/${invoice.id}`)}>{invoice.number}</Link>
            <span className="min-w-0 flex-1 text-ink-3">
              {countOf(invoice.daysLate, 'day')} late{invoice.disputed && ', disputed'}
            </span>
            <Money minor={invoice.openMinor} />
          </li>
        ))}
      </ul>
      {count > invoices.length && <p className="text-ink-3">and {count - invoices.length} more</p>}
    </section>
  )
}

function Promises({ promises }: { promises: readonly StandingPromise[] }) {
  if (promises.length === 0) return null
  return (
    <section aria-label="Promises to pay">
      <p className="mb-1 font-medium">{countOf(promises.length, 'promise')} to pay</p>
      <ul className="flex flex-col gap-1">
        {promises.map((promise) => (
          <li key={promise.id} className="flex items-baseline gap-3">
            <span className="min-w-0 flex-1">
              by <Day day={promise.promisedOn} style="weekday" />
              {promise.note && <span className="text-ink-3">, {promise.note}</span>}
            </span>
            <Money minor={promise.amountMinor} />
          </li>
        ))}
      </ul>
    </section>
  )
}
