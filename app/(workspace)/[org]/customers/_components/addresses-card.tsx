'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Address } from '@/components/address'
import { useFailureToast } from '@/components/failure'
import { useMay } from '@/components/may'
import { useTRPC } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Facts } from '@/components/ui/facts'
import { Tag } from '@/components/ui/tag'
import { toast } from '@/components/ui/toast'
import type { CustomerRecord } from '@/server/customer/queries'
import type { CustomerAddress } from '@/server/customer/queries/addresses'
import { weekdayWords } from '@/server/platform/words/words'
import { AddressDialog } from './address-dialog'

/** Where a customer is: each address with what is said of it, those in use first. */
export function AddressesCard({ customer }: { customer: CustomerRecord }) {
  const mayChange = useMay()('customer.change')
  const [opened, setOpened] = useState<CustomerAddress | 'new' | null>(null)
  const inUse = customer.addresses.filter((one) => !one.archivedAt)
  const archived = customer.addresses.filter((one) => one.archivedAt)
  return (
    <Card
      title="Addresses"
      aside={mayChange && <Button onClick={() => setOpened('new')}>Add an address</Button>}
      className="md:col-span-2"
    >
      {inUse.length === 0 && <p className="text-ink-3">None yet. Without one nothing is delivered and invoiced.</p>}
      <ul className="grid gap-x-6 gap-y-5 sm:grid-cols-2 lg:grid-cols-3">
        {inUse.map((one) => (
          <li key={one.id} className="min-w-0">
            <OneAddress address={one} onChange={mayChange ? () => setOpened(one) : undefined} />
          </li>
        ))}
      </ul>
      {archived.length > 0 && mayChange && <Archived addresses={archived} />}
      {opened && (
        <AddressDialog
          customer={customer}
          address={opened === 'new' ? undefined : opened}
          onClose={() => setOpened(null)}
        />
      )}
    </Card>
  )
}

function OneAddress({ address, onChange }: { address: CustomerAddress; onChange: (() => void) | undefined }) {
  const { archive } = useArchiving()
  const { contact, phone, openingHours, deliveryDays, packerNote, driverNote } = address
  const facts = [
    (contact || phone) && { label: 'Contact', value: [contact, phone].filter(Boolean).join(', ') },
    openingHours && { label: 'Open', value: openingHours },
    deliveryDays.length > 0 && { label: 'Takes goods', value: weekdayWords(deliveryDays) },
    packerNote && { label: 'Packer', value: packerNote },
    driverNote && { label: 'Driver', value: driverNote },
  ].filter((fact) => typeof fact === 'object')
  return (
    <>
      <p className="mb-1 flex flex-wrap items-center gap-2 font-medium">
        <span className="min-w-0 break-words">{address.label}</span>
        {address.isBillTo && <Tag>bill to</Tag>}
        {address.isShipTo && <Tag>ship to</Tag>}
      </p>
      <Address {...address} />
      {facts.length > 0 && <Facts start facts={facts} className="mt-2" />}
      {onChange && (
        <span className="-ml-2.5 mt-2 flex gap-2">
          <Button size="sm" tone="quiet" aria-label={`Change ${address.label}`} onClick={onChange}>
            Change
          </Button>
          {!address.isBillTo && (
            <Button
              size="sm"
              tone="quiet"
              busy={archive.isPending}
              aria-label={`Archive ${address.label}`}
              onClick={() => archive.mutate({ id: address.id })}
            >
              Archive
            </Button>
          )}
        </span>
      )}
    </>
  )
}

function Archived({ addresses }: { addresses: readonly CustomerAddress[] }) {
  const { restore } = useArchiving()
  return (
    <details className="mt-4">
      <summary className="cursor-pointer py-1 text-ink-2">Archived: {addresses.length}</summary>
      <ul className="mt-1 flex flex-col gap-1">
        {addresses.map(({ id, label, line, city }) => (
          <li key={id} className="flex flex-wrap items-center gap-2">
            <span className="text-ink-2">{[label, line, city].filter(Boolean).join(', ')}</span>
            <Button size="sm" tone="quiet" aria-label={`Restore ${label}`} onClick={() => restore.mutate({ id })}>
              Restore
            </Button>
          </li>
        ))}
      </ul>
    </details>
  )
}

function useArchiving() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onError = useFailureToast()
  const onSuccess = () => queries.invalidateQueries()
  const restore = useMutation(trpc.customer.restoreAddress.mutationOptions({ onError, onSuccess }))
  const archive = useMutation(
    trpc.customer.archiveAddress.mutationOptions({
      onError,
      onSuccess: async (_, { id }) => {
        toast('Address archived', { action: { label: 'Undo', onSelect: () => restore.mutate({ id }) } })
        await onSuccess()
      },
    }),
  )
  return { archive, restore }
}
