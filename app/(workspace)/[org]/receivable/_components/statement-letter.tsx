'use client'

import { Address } from '@/components/address'
import { Facts } from '@/components/ui/facts'
import { Day, Money } from '@/components/ui/text'
import type { OrganisationSettings } from '@/server/platform/organisation/queries'
import { payToWords } from '@/server/platform/place/bank'
import type { AgingOfPayer } from '@/server/receivable/queries/account'

export interface Letter {
  seller: OrganisationSettings
  customer: {
    name: string
    number: string
    billLine: string | null
    billExtra: string | null
    billPostcode: string | null
    billCity: string | null
    billRegion: string | null
    country: string
  }
  /** The open amount on the last day by days past due; null when nothing is open. */
  aged: AgingOfPayer | null
}

/** Sender and recipient, on paper only. */
export function StatementLetter({
  letter: { seller, customer },
  from,
  to,
}: {
  letter: Letter
  from: string
  to: string
}) {
  return (
    <div className="mb-6 hidden print:block">
      <p className="font-semibold text-lg">{seller.legalName ?? seller.name}</p>
      <div className="text-ink-2 text-xs">
        <Address line={seller.addressLine} extra={seller.addressExtra} {...seller} name={null} />
      </div>
      <div className="mt-8 grid grid-cols-2 gap-8">
        <Address
          name={customer.name}
          line={customer.billLine}
          extra={customer.billExtra}
          postcode={customer.billPostcode}
          city={customer.billCity}
          region={customer.billRegion}
          country={customer.country}
          domestic={customer.country === seller.country}
        />
        <Facts
          start
          facts={[
            { label: 'Account', value: customer.number },
            { label: 'From', value: <Day day={from} style="long" /> },
            { label: 'To', value: <Day day={to} style="long" /> },
            seller.taxNumber !== null && { label: 'Our tax number', value: seller.taxNumber },
          ]}
        />
      </div>
    </div>
  )
}

/** How long the open amount is overdue, and the account to pay it to. */
export function StatementFoot({ letter: { seller, customer, aged } }: { letter: Letter }) {
  if (!aged || aged.totalMinor <= 0n) return null
  const payTo = payToWords(seller)
  const buckets = [
    ['Not due', aged.notDueMinor],
    ['1–30 days', aged.to30Minor],
    ['31–60 days', aged.to60Minor],
    ['61–90 days', aged.to90Minor],
    ['Over 90 days', aged.over90Minor],
  ] as const
  return (
    <section className="mt-3.5 rounded-lg border bg-surface p-3.5">
      <h2 className="mb-2 font-semibold text-sm">Open invoices by days past due</h2>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-2 sm:grid-cols-5">
        {buckets.map(([label, minor]) => (
          <div key={label}>
            <dt className="text-ink-3 text-xs">{label}</dt>
            <dd className="font-medium">
              <Money minor={minor} />
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 hidden print:block">
        Please pay what is due{payTo && ` to ${payTo}`}, naming {customer.number}. Questions?{' '}
        {[seller.email, seller.phone].filter(Boolean).join(' · ')}
      </p>
    </section>
  )
}
