'use client'

import { useState } from 'react'
import { useVerb } from '@/components/collection/use-verb'
import { useMay } from '@/components/may'
import { useTRPCClient } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { QuantityInput } from '@/components/ui/quantity-input'
import { Select } from '@/components/ui/select'
import { useAskWhile } from '@/components/unsaved'
import type { Policy, Step } from '@/server/receivable/rules/reminding'
import { kindWords } from '@/server/receivable/words/en'

const kinds = ['BEFORE_DUE', 'OVERDUE', 'FINAL'] as const
type Draft = Omit<Step, 'code'>

const stepsOf = (policy: Policy): Draft[] =>
  policy.steps.map(({ offsetDays, kind, placesHold }) => ({ offsetDays, kind, placesHold }))

/** The reminder policy; every change makes a new version. */
export function PolicyCard({ policy }: { policy: Policy }) {
  const client = useTRPCClient()
  const may = useMay()
  const [steps, setSteps] = useState<Draft[]>(() => stepsOf(policy))
  const [enabled, setEnabled] = useState(policy.enabled)
  const [rest, setRest] = useState({
    maxBankAgeDays: policy.maxBankAgeDays,
    minGapDays: policy.minGapDays,
    sendFrom: policy.sendFrom,
    sendUntil: policy.sendUntil,
  })
  const change = useVerb(client.receivable.changePolicy.mutate, ({ version }) => `Version ${version} is in force`)
  const disabled = !may('receivable.change')
  useAskWhile(
    enabled !== policy.enabled ||
      Object.entries(rest).some(([name, value]) => policy[name as keyof typeof rest] !== value) ||
      JSON.stringify(steps) !== JSON.stringify(stepsOf(policy)),
  )
  const save = () =>
    change.mutate({
      fromVersion: policy.version,
      enabled,
      ...rest,
      steps: steps.toSorted((a, b) => a.offsetDays - b.offsetDays),
    })
  return (
    <Card
      title="Policy"
      aside={`version ${policy.version}`}
      footer={
        !disabled && (
          <>
            <Button busy={change.isPending} onClick={save}>
              Save the policy
            </Button>
            <Button
              tone="quiet"
              onClick={() =>
                setSteps([
                  ...steps,
                  { offsetDays: (steps.at(-1)?.offsetDays ?? 0) + 7, kind: 'OVERDUE', placesHold: false },
                ])
              }
            >
              Add a step
            </Button>
          </>
        )
      }
    >
      <div className="flex flex-col gap-3.5">
        <Checkbox
          label="Send reminders without asking"
          checked={enabled}
          disabled={disabled}
          onChange={(event) => setEnabled(event.target.checked)}
        />
        <LimitFields limits={rest} disabled={disabled} onChange={setRest} />
        {steps.map((step, index) => (
          <StepFields
            key={index}
            place={index + 1}
            step={step}
            disabled={disabled}
            onChange={(part) => setSteps(steps.map((one, at) => (at === index ? { ...one, ...part } : one)))}
            onRemove={() => setSteps(steps.filter((_, at) => at !== index))}
          />
        ))}
      </div>
    </Card>
  )
}

interface StepFieldsProps {
  place: number
  step: Draft
  disabled: boolean
  onChange: (part: Partial<Draft>) => void
  onRemove: () => void
}

function StepFields({ place, step, disabled, onChange, onRemove }: StepFieldsProps) {
  const before = step.offsetDays < 0
  const days = Math.abs(step.offsetDays)
  return (
    <fieldset className="flex flex-wrap items-end gap-3" disabled={disabled}>
      <legend className="sr-only">Step {place}</legend>
      <Field label="Days" required className="w-20">
        <QuantityInput
          max={before ? 60 : 365}
          value={days}
          onValueChange={(next) => onChange({ offsetDays: (before ? -1 : 1) * (next ?? 0) })}
        />
      </Field>
      <Field label="When" required className="w-36 max-sm:flex-1">
        <Select
          value={before ? 'before' : 'after'}
          onChange={(event) => onChange({ offsetDays: event.target.value === 'before' ? -Math.max(1, days) : days })}
          options={[
            { value: 'before', label: 'before due' },
            { value: 'after', label: 'after due' },
          ]}
        />
      </Field>
      <Field label="What goes" required className="w-52 max-sm:w-full">
        <Select
          value={step.kind}
          onChange={(event) => onChange({ kind: event.target.value as Step['kind'] })}
          options={kinds.map((value) => ({ value, label: kindWords(value) }))}
        />
      </Field>
      <Checkbox
        label="Holds further orders"
        checked={step.placesHold}
        onChange={(event) => onChange({ placesHold: event.target.checked })}
      />
      {!disabled && (
        <Button tone="quiet" onClick={onRemove}>
          Remove
        </Button>
      )}
    </fieldset>
  )
}

type Limits = Pick<Policy, 'maxBankAgeDays' | 'minGapDays' | 'sendFrom' | 'sendUntil'>

function LimitFields({
  limits,
  disabled,
  onChange,
}: {
  limits: Limits
  disabled: boolean
  onChange: (limits: Limits) => void
}) {
  return (
    <div className="grid grid-cols-2 items-end gap-3 sm:grid-cols-4">
      <Field label="Bank data no older than" required hint="banking days">
        <QuantityInput
          max={30}
          disabled={disabled}
          value={limits.maxBankAgeDays}
          onValueChange={(days) => onChange({ ...limits, maxBankAgeDays: days ?? 0 })}
        />
      </Field>
      <Field label="Between two, at least" required hint="working days">
        <QuantityInput
          min={1}
          max={60}
          disabled={disabled}
          value={limits.minGapDays}
          onValueChange={(days) => onChange({ ...limits, minGapDays: days ?? 1 })}
        />
      </Field>
      <Field label="Sent from" required hint="your time">
        <Input
          type="time"
          disabled={disabled}
          value={limits.sendFrom}
          onChange={(event) => onChange({ ...limits, sendFrom: event.target.value })}
        />
      </Field>
      <Field label="Until" required hint="your time">
        <Input
          type="time"
          disabled={disabled}
          value={limits.sendUntil}
          onChange={(event) => onChange({ ...limits, sendUntil: event.target.value })}
        />
      </Field>
    </div>
  )
}
