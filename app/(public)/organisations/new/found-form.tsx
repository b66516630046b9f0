'use client'

import { useState } from 'react'
import { useSubmission } from '@/components/submission'
import { useTRPCClient } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { RadioGroup } from '@/components/ui/radio-group'
import { Select, type SelectOption } from '@/components/ui/select'
import { type FoundInput, foundInput, proposal } from '@/server/founding/schema'
import { open } from '../../_components/enter'

const beginnings = [
  { value: 'EMPTY', label: 'Nothing: my own trade', hint: 'For real work. It has only what you enter.' },
  {
    value: 'SAMPLE',
    label: 'Sample trade: to try everything',
    hint: 'Three months of invented trade where you are, with your taxes, holidays and money, and days that pass when you say so. It sends no mail. Create another organisation for real work.',
  },
] as const

interface FoundFormProps {
  countries: SelectOption[]
  currencies: SelectOption[]
  country: string
}

const zoneOptions = (zones: string[]) => zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))

export function FoundForm({ countries, currencies, country }: FoundFormProps) {
  const client = useTRPCClient()
  const [facts, setFacts] = useState<FoundInput>(() => {
    const { currency, timeZones } = proposal(country)
    return { name: '', country, currency, timeZone: timeZones[0] ?? 'UTC', sample: false }
  })
  const set = (change: Partial<FoundInput>) => setFacts((before) => ({ ...before, ...change }))
  const { busy, text, fields, submit } = useSubmission({
    schema: foundInput,
    send: (input: FoundInput) => client.founding.found.mutate(input),
    onDone: ({ slug }) => open(`/${slug}`),
  })
  return (
    <form
      noValidate
      className="flex flex-col gap-3.5"
      onSubmit={(event) => {
        event.preventDefault()
        void submit(facts)
      }}
    >
      {text && (
        <Banner tone="bad" live className="mb-0">
          {text}
        </Banner>
      )}
      <Field label="Name of the business" required error={fields.name}>
        <Input
          name="name"
          autoComplete="organization"
          autoFocus
          maxLength={100}
          value={facts.name}
          onChange={(event) => set({ name: event.target.value })}
        />
      </Field>
      <PlaceFields countries={countries} currencies={currencies} facts={facts} errors={fields} onChange={set} />
      <RadioGroup
        legend="Start with"
        name="sample"
        options={beginnings}
        value={facts.sample ? 'SAMPLE' : 'EMPTY'}
        onValueChange={(beginning) => set({ sample: beginning === 'SAMPLE' })}
      />
      <Button type="submit" tone="go" size="lg" busy={busy}>
        Create organisation
      </Button>
    </form>
  )
}

interface PlaceFieldsProps extends Omit<FoundFormProps, 'country'> {
  facts: FoundInput
  errors: Readonly<Record<string, string>>
  onChange: (change: Partial<FoundInput>) => void
}

/** Country, currency and time zone; a change of country proposes new ones. */
function PlaceFields({ countries, currencies, facts, errors: fields, onChange }: PlaceFieldsProps) {
  const { timeZones } = proposal(facts.country)
  const chooseCountry = (code: string) => {
    const proposed = proposal(code)
    onChange({ country: code, currency: proposed.currency, timeZone: proposed.timeZones[0] ?? 'UTC' })
  }
  return (
    <>
      <Field label="Country" required error={fields.country}>
        <Select
          name="country"
          options={countries}
          value={facts.country}
          onChange={(event) => chooseCountry(event.target.value)}
        />
      </Field>
      <div className="grid grid-cols-[7rem_1fr] gap-3">
        <Field label="Currency" required error={fields.currency}>
          <Select
            name="currency"
            options={currencies}
            value={facts.currency}
            onChange={(event) => onChange({ currency: event.target.value })}
          />
        </Field>
        <Field label="Time zone" required error={fields.timeZone}>
          <Select
            name="timeZone"
            options={zoneOptions(timeZones)}
            value={facts.timeZone}
            onChange={(event) => onChange({ timeZone: event.target.value })}
          />
        </Field>
      </div>
    </>
  )
}
