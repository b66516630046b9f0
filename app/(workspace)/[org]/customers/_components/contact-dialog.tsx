'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useId } from 'react'
import { FieldGrid } from '@/components/record-form'
import { useVersion } from '@/components/record-version'
import { fieldsOf, useSubmission } from '@/components/submission'
import { useTRPCClient } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { CustomerRecord } from '@/server/customer/queries'
import type { CustomerContact } from '@/server/customer/queries/contacts'
import { type ContactInput, contactFields } from '@/server/customer/schema/contact'
import { purposeWords } from '@/server/customer/words/en'
import { LanguageField } from './language-field'

const purposes = Object.entries(purposeWords) as [CustomerContact['purposes'][number], string][]

interface ContactDialogProps {
  customer: CustomerRecord
  /** The contact to change; left out, a new one is added. */
  contact?: CustomerContact
  onClose: () => void
}

/** A person at a customer: how they are reached, about what. */
export function ContactDialog({ customer, contact, onClose }: ContactDialogProps) {
  const client = useTRPCClient().customer
  const queries = useQueryClient()
  const form = useId()
  const atVersion = useVersion(contact?.version, async () => {
    const { contacts } = await client.record.query({ id: customer.id })
    return { version: contacts.find((one) => one.id === contact?.id)?.version ?? '' }
  })
  const { busy, text, fields, submit } = useSubmission({
    schema: contactFields,
    send: async (input: ContactInput) => {
      if (!contact) return client.addContact.mutate({ ...input, customerId: customer.id })
      return atVersion((version) => client.changeContact.mutate({ ...input, id: contact.id, version }))
    },
    onDone: () => {
      onClose()
      void queries.invalidateQueries()
    },
  })
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={contact ? `Change ${contact.name}` : 'Add a contact'}
      description="What nobody is ticked for goes to the customer's own e-mail address."
      actions={
        <Button type="submit" form={form} tone="go" busy={busy}>
          Save
        </Button>
      }
    >
      <form
        id={form}
        noValidate
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          const { name = '', email, phone, language, ...ticked } = fieldsOf(event.currentTarget)
          const asked = purposes.map(([purpose]) => purpose).filter((purpose) => ticked[purpose] === 'on')
          void submit({ name, email, phone, language, purposes: asked })
        }}
      >
        {text && (
          <Banner tone="bad" live className="mb-0">
            {text}
          </Banner>
        )}
        <FieldGrid>
          <Field label="Name" required error={fields.name}>
            <Input name="name" defaultValue={contact?.name} maxLength={200} autoFocus />
          </Field>
          <Field label="E-mail" error={fields.email}>
            <Input name="email" type="email" defaultValue={contact?.email ?? ''} maxLength={254} />
          </Field>
          <Field label="Telephone" error={fields.phone}>
            <Input name="phone" type="tel" defaultValue={contact?.phone ?? ''} maxLength={50} />
          </Field>
          <LanguageField value={contact?.language} error={fields.language} />
        </FieldGrid>
        <fieldset>
          <legend className="mb-1 text-ink-2">Gets the mails about</legend>
          <span className="flex flex-wrap gap-x-5 gap-y-1">
            {purposes.map(([purpose, words]) => (
              <Checkbox
                key={purpose}
                name={purpose}
                label={words}
                defaultChecked={contact?.purposes.includes(purpose)}
              />
            ))}
          </span>
        </fieldset>
      </form>
    </Dialog>
  )
}
