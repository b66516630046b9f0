'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useFailureToast } from '@/components/failure'
import { useMay } from '@/components/may'
import { useTRPC } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Facts } from '@/components/ui/facts'
import { Tag } from '@/components/ui/tag'
import { toast } from '@/components/ui/toast'
import type { CustomerRecord } from '@/server/customer/queries'
import type { CustomerContact } from '@/server/customer/queries/contacts'
import { languageName, purposeWords } from '@/server/customer/words/en'
import { ContactDialog } from './contact-dialog'

/** How a customer is reached: their own address, and the people who are written to about something. */
export function ContactsCard({ customer: c }: { customer: CustomerRecord }) {
  const mayChange = useMay()('customer.change')
  const [opened, setOpened] = useState<CustomerContact | 'new' | null>(null)
  const inUse = c.contacts.filter((one) => !one.archivedAt)
  return (
    <Card title="Contact" aside={mayChange && <Button onClick={() => setOpened('new')}>Add a contact</Button>}>
      <Facts
        start
        facts={[
          { label: 'E-mail', value: c.email ?? '–' },
          { label: 'Telephone', value: c.phone ?? '–' },
          { label: 'Tax number', value: c.taxNumber ?? '–' },
          c.registrationNumber !== null && { label: 'Registration number', value: c.registrationNumber },
          { label: 'Tax', value: c.taxTreatment.toLowerCase().replace('_', ' ') },
          c.externalKey !== null && { label: 'Number in your shop', value: c.externalKey },
        ]}
      />
      {inUse.length > 0 && (
        <ul className="mt-3 flex flex-col divide-y border-t">
          {inUse.map((one) => (
            <OneContact key={one.id} contact={one} onChange={mayChange ? () => setOpened(one) : undefined} />
          ))}
        </ul>
      )}
      {opened && (
        <ContactDialog customer={c} contact={opened === 'new' ? undefined : opened} onClose={() => setOpened(null)} />
      )}
    </Card>
  )
}

function OneContact({ contact, onChange }: { contact: CustomerContact; onChange: (() => void) | undefined }) {
  const archive = useArchive()
  const { id, name, email, phone, language, purposes } = contact
  return (
    <li className="py-2.5">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="min-w-0 break-words font-medium">{name}</span>
        {purposes.map((purpose) => (
          <Tag key={purpose}>{purposeWords[purpose]}</Tag>
        ))}
      </p>
      <p className="break-words text-ink-2">
        {[email, phone, language && languageName(language)].filter(Boolean).join(' · ')}
      </p>
      {onChange && (
        <span className="-ml-2.5 flex gap-2">
          <Button size="sm" tone="quiet" aria-label={`Change ${name}`} onClick={onChange}>
            Change
          </Button>
          <Button
            size="sm"
            tone="quiet"
            busy={archive.isPending}
            aria-label={`Archive ${name}`}
            onClick={() => archive.mutate({ id })}
          >
            Archive
          </Button>
        </span>
      )}
    </li>
  )
}

function useArchive() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onError = useFailureToast()
  const restore = useMutation(
    trpc.customer.restoreContact.mutationOptions({ onError, onSuccess: () => queries.invalidateQueries() }),
  )
  return useMutation(
    trpc.customer.archiveContact.mutationOptions({
      onError,
      onSuccess: async (_, { id }) => {
        toast('Contact archived', { action: { label: 'Undo', onSelect: () => restore.mutate({ id }) } })
        await queries.invalidateQueries()
      },
    }),
  )
}
