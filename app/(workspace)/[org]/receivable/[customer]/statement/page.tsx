import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { toHeir } from '@/app/_server/heir'
import { callerFor } from '@/app/_server/trpc'
import { addDays } from '@/server/platform/time/calendar'
import { AccountStatement } from '../../_components/account-statement'

export const metadata: Metadata = { title: 'Statement of account' }

interface Props {
  params: Promise<{ org: string; customer: string }>
  searchParams: Promise<{ from?: string; to?: string }>
}

const day = /^\d{4}-\d{2}-\d{2}$/

export default async function Statement({ params, searchParams }: Props) {
  const { org, customer } = await params
  const asked = await searchParams
  await toHeir(org, customer, (heir) => `/receivable/${heir}/statement`)
  const caller = await callerFor(org)
  const account = await caller.receivable.account({ customerId: customer }).catch(() => null)
  if (!account) notFound()
  const { asOf } = await caller.receivable.aging({})
  const to = asked.to && day.test(asked.to) ? asked.to : asOf
  const from = asked.from && day.test(asked.from) ? asked.from : addDays(to, -90)
  const [statement, seller, record, { rows }] = await Promise.all([
    caller.receivable.statement({ customerId: customer, from, to }),
    caller.organisation.settings(),
    caller.customer.record({ id: customer }),
    caller.receivable.aging({ asOf: to < asOf ? to : asOf }),
  ])
  const letter = { seller, customer: record, aged: rows.find((row) => row.customerId === customer) ?? null }
  return (
    <AccountStatement
      customerId={customer}
      name={account.name}
      from={from}
      to={to}
      statement={statement}
      letter={letter}
    />
  )
}
