'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { ArchiveButton } from '@/components/archive-button'
import { ArticlesCard } from '@/components/catalog/articles-card'
import { FilesCard } from '@/components/files-card'
import { useMay } from '@/components/may'
import { RecordTimeline } from '@/components/record-timeline'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Facts } from '@/components/ui/facts'
import { useRouter } from '@/components/ui/going'
import { InsideOnly } from '@/components/ui/inside-only'
import { Link } from '@/components/ui/link'
import { PageHead } from '@/components/ui/page-head'
import { useShortcut } from '@/components/ui/shortcuts'
import { Tag } from '@/components/ui/tag'
import { Money } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { CustomerRecord as Customer } from '@/server/customer/queries'
import { languageName } from '@/server/customer/words/en'
import { deliveryWords } from '@/server/order/words/en/amended'
import { AddressesCard } from './addresses-card'
import { ContactsCard } from './contacts-card'
import { EmptiesCard } from './empties-card'
import { MergeButton } from './merge-dialog'
import { NotesCard } from './notes-card'
import { PriceListsCard } from './price-lists-card'
import { TradeCards } from './trade-cards'

export function CustomerRecord({ id }: { id: string }) {
  const trpc = useTRPC()
  const client = useTRPCClient().customer
  const router = useRouter()
  const may = useMay()
  const href = useWorkspaceHref()
  const { data: customer } = useSuspenseQuery(trpc.customer.record.queryOptions({ id }))
  const edit = href(`/customers/${id}/edit`)
  const mayChange = may('customer.change')
  useShortcut('e', 'Change the customer', mayChange ? () => router.push(edit) : null)
  const archived = customer.archivedAt !== null
  return (
    <>
      <InsideOnly />
      <PageHead
        crumbs={[{ label: 'Customers', href: href('/customers') }]}
        title={customer.name}
        tag={
          <>
            {archived && <Tag>archived</Tag>}
            {customer.holds > 0 && <Tag tone="bad">on hold</Tag>}
          </>
        }
        note={`${customer.number} · ${customer.termsName}`}
        actions={
          <>
            {may('customer.merge') && !archived && <MergeButton customer={customer} />}
            {mayChange && (
              <ArchiveButton
                record={customer}
                description="It leaves lists and choosers; its orders and invoices stay."
                archive={(record) => client.archive.mutate(record)}
                restore={(record) => client.restore.mutate(record)}
              />
            )}
            {mayChange && (
              <ButtonLink href={edit} shortcut="E">
                Change
              </ButtonLink>
            )}
          </>
        }
        go={
          may('order.confirm') &&
          !archived && (
            <ButtonLink href={href(`/order/new?customer=${id}`)} tone="go">
              New order
            </ButtonLink>
          )
        }
      />
      {!customer.email && customer.contacts.every((one) => one.purposes.length === 0 || one.archivedAt) && (
        <Banner tone="warn">Without an e-mail address, confirmations, invoices and reminders cannot be sent.</Banner>
      )}
      {customer.taxNumberProblem && (
        <Banner tone="warn">
          The tax number {customer.taxNumber} cannot be right:{' '}
          {customer.taxNumberProblem === 'TAX_DIGITS_WRONG'
            ? 'its check digits are wrong'
            : 'its country writes it otherwise'}
          . It stays on their invoices until somebody changes it.
        </Banner>
      )}
      <div className="grid items-start gap-3.5 md:grid-cols-2">
        {may('report.read') && <TradeCards customerId={id} payerId={customer.payerId ?? id} />}
        <AccountCard customer={customer} />
        <div className="flex flex-col gap-3.5">
          <ContactsCard customer={customer} />
          <ServingFacts customer={customer} />
          <EmptiesCard customer={customer} />
          <PriceListsCard customerId={id} />
          <ArticlesCard customer={customer} />
          {customer.note && (
            <Card title="Note">
              <p className="whitespace-pre-line break-words">{customer.note}</p>
            </Card>
          )}
        </div>
        <AddressesCard customer={customer} />
        <NotesCard customerId={id} />
        <FilesCard about={{ kind: 'customer', id }} />
        <div className="md:col-span-2">
          <RecordTimeline objectType="customer" objectId={id} newestFirst />
        </div>
      </div>
    </>
  )
}

function AccountCard({ customer }: { customer: Customer }) {
  const href = useWorkspaceHref()
  const { openMinor, committedMinor, shippedNotInvoicedMinor, unappliedMinor, limitMinor, payerId } = customer
  const exposure = openMinor + committedMinor + shippedNotInvoicedMinor - unappliedMinor
  const payer = payerId ?? customer.id
  return (
    <Card
      title="Account"
      aside={
        payerId && (
          <>
            paid by <Link href={href(`/customers/${payerId}`)}>{customer.payerName}</Link>
          </>
        )
      }
      footer={
        <>
          <Link href={href(`/order?customer=${customer.id}`)}>Orders</Link>
          <Link href={href(`/invoicing?customer=${customer.id}`)}>Invoices</Link>
          <Link href={href(`/receivable/${payer}`)}>Open items</Link>
          <Link href={href(`/credit/${payer}`)}>Credit</Link>
        </>
      }
    >
      <Facts
        facts={[
          { label: 'Open items', value: <Money minor={openMinor} /> },
          { label: 'Shipped, not invoiced', value: <Money minor={shippedNotInvoicedMinor} /> },
          { label: 'Confirmed, not shipped', value: <Money minor={committedMinor} /> },
          { label: 'Unapplied cash and deposits', value: <Money minor={-unappliedMinor} /> },
          { label: 'Exposure', value: <Money minor={exposure} />, strong: true },
          { label: 'Limit', value: limitMinor === null ? 'none yet' : <Money minor={limitMinor} /> },
        ]}
      />
    </Card>
  )
}

function ServingFacts({ customer: c }: { customer: Customer }) {
  const href = useWorkspaceHref()
  const facts = [
    c.groupName !== null && {
      label: 'Group',
      value: <Link href={href(`/customers?group=${c.groupId}`)}>{c.groupName}</Link>,
    },
    c.ownerName !== null && { label: 'Account owner', value: c.ownerName },
    c.language !== null && { label: 'Language', value: languageName(c.language) },
    c.serviceName !== null && { label: 'Carrier service', value: c.serviceName },
    c.referenceRequired && { label: 'Orders', value: 'only under a number of their own' },
    c.deliveryRule !== 'PART' && { label: 'When something is short', value: deliveryWords(c.deliveryRule) },
    c.tags.length > 0 && {
      label: 'Tags',
      value: (
        <span className="flex flex-wrap gap-1">
          {c.tags.map((tag) => (
            <Link key={tag} href={href(`/customers?tag=${encodeURIComponent(tag)}`)}>
              <Tag>{tag}</Tag>
            </Link>
          ))}
        </span>
      ),
    },
  ]
  if (!facts.some(Boolean)) return null
  return (
    <Card title="How we serve them">
      <Facts start facts={facts} />
    </Card>
  )
}
