'use client'

import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useMay } from '@/components/may'
import { FieldGrid, RecordForm } from '@/components/record-form'
import { useVersion } from '@/components/record-version'
import { useSubmission } from '@/components/submission'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { RadioGroup } from '@/components/ui/radio-group'
import { toast } from '@/components/ui/toast'
import type { OrganisationSettings } from '@/server/platform/organisation/queries'
import { type OrganisationInput, organisationInput } from '@/server/platform/organisation/schema'
import { needsState, stateCalled } from '@/server/platform/place/states'
import { ContactCards, weekdays } from './contact-cards'
import { PaperCard } from './paper-card'

const address = [
  ['addressLine', 'Street and number', 200],
  ['addressExtra', 'Addition', 200],
  ['postcode', 'Postcode', 20],
  ['city', 'City', 100],
  ['region', 'Region', 100],
] as const

/** Turns the form's fields into settings. */
function settingsOf(fields: Record<string, string>): OrganisationInput {
  const { registered, ...rest } = fields
  const named = Object.entries(rest).filter(([name]) => !name.startsWith('day-'))
  return {
    ...(Object.fromEntries(named) as Partial<OrganisationInput>),
    taxRegistered: registered === 'YES' ? true : registered === 'NO' ? false : null,
    workingWeekdays: weekdays.map((_, index) => index + 1).filter((day) => `day-${day}` in fields),
  }
}

export function OrganisationForm({ taxNumberLabel }: { taxNumberLabel: string }) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queries = useQueryClient()
  const router = useRouter()
  const mayChange = useMay()('organisation.change')
  const { data: now } = useSuspenseQuery(trpc.organisation.settings.queryOptions())
  const atVersion = useVersion(now.version, () => client.organisation.settings.query(), true)
  const { busy, text, fields, submit } = useSubmission({
    schema: organisationInput,
    send: (input: OrganisationInput) =>
      atVersion((version) => client.organisation.change.mutate({ ...input, version })),
    onDone: () => {
      toast('Settings saved')
      void queries.invalidateQueries(trpc.organisation.pathFilter())
      router.refresh()
    },
  })
  return (
    <RecordForm
      busy={busy}
      text={text}
      submitLabel={mayChange ? 'Save' : undefined}
      onSubmit={(given) => void submit(settingsOf(given))}
    >
      <MissingNotice now={now} />
      <fieldset disabled={!mayChange} className="contents">
        <Card title="On documents">
          <FieldGrid>
            <Field label="Name of the business" required error={fields.name}>
              <Input name="name" defaultValue={now.name} maxLength={100} />
            </Field>
            <Field label="Legal name" optional={false} hint="As it stands in the register." error={fields.legalName}>
              <Input name="legalName" defaultValue={now.legalName ?? ''} maxLength={200} />
            </Field>
            {address.map(([name, label, max]) => (
              <Field
                key={name}
                label={name === 'region' ? stateCalled(now.country) : label}
                error={fields[name]}
                optional={name === 'addressExtra' || (name === 'region' && !needsState(now.country))}
              >
                <Input name={name} defaultValue={now[name] ?? ''} maxLength={max} />
              </Field>
            ))}
          </FieldGrid>
        </Card>
        <Card title="Tax">
          <FieldGrid>
            <RadioGroup
              legend="Registered for tax"
              name="registered"
              inline
              defaultValue={now.taxRegistered === null ? undefined : now.taxRegistered ? 'YES' : 'NO'}
              options={[
                { value: 'YES', label: 'Yes' },
                { value: 'NO', label: 'Not registered', hint: 'New quotes and orders carry no tax.' },
              ]}
            />
            <Field label={taxNumberLabel} optional={false} error={fields.taxNumber}>
              <Input name="taxNumber" defaultValue={now.taxNumber ?? ''} maxLength={40} />
            </Field>
          </FieldGrid>
        </Card>
        <PaperCard now={now} errors={fields} />
        <ContactCards now={now} errors={fields} />
      </fieldset>
    </RecordForm>
  )
}

/** The details that invoices still lack. */
function MissingNotice({ now }: { now: OrganisationSettings }) {
  const missing = [
    !now.legalName && 'the legal name',
    !(now.addressLine && now.city) && 'the address',
    !(now.taxRegistered === false || now.taxNumber) && 'the tax number, or that you have none',
  ].filter(Boolean)
  if (missing.length === 0) return null
  return (
    <Banner tone="warn" title="No invoice can be issued yet" className="mb-0">
      Invoices need {missing.join(', ')}. Waiting invoices are issued by themselves as soon as you have saved.
    </Banner>
  )
}
