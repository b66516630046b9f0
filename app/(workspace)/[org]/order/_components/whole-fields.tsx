'use client'

import { Button } from '@/components/ui/button'
import { DecimalInput } from '@/components/ui/decimal-input'
import { otherCurrencySaid } from '@/components/ui/other-currency'
import { Select } from '@/components/ui/select'
import { useWorkspace } from '@/components/ui/workspace'
import type { ChargeKind } from '@/server/pricing/rules/whole'
import { chargeWords } from '@/server/pricing/words/en'
import { LineDiscount } from './line-discount'
import { Problem, saidAt } from './line-problem'
import { useReasons } from './reasons'
import { type ChargeDraft, chargeProblem, discountProblem, type WholeDraft } from './whole-draft'

interface WholeFieldsProps {
  value: WholeDraft
  onChange: (part: Partial<WholeDraft>) => void
  /** Whether errors are shown. */
  strict?: boolean
  /** The discount is what it was when something left. */
  fixed?: boolean
}

const kinds = Object.entries(chargeWords).map(([value, label]) => ({ value, label }))

/** What is taken off all lines together, and what is charged beside them. */
export function WholeFields({ value, onChange, strict, fixed }: WholeFieldsProps) {
  const { currency } = useWorkspace()
  const reasons = useReasons()
  const { discount, reasonId, charges } = value
  const wrong = strict ? discountProblem(value) : undefined
  const lacking = (charge: ChargeDraft) =>
    otherCurrencySaid(charge.amount, currency) ?? (strict ? chargeProblem(charge) : undefined)
  const change = (key: string, part: Partial<ChargeDraft>) =>
    onChange({ charges: charges.map((charge) => (charge.key === key ? { ...charge, ...part } : charge)) })
  const add = () => {
    const free = kinds.find(({ value: kind }) => !charges.some((charge) => charge.kind === kind)) ?? kinds.at(-1)
    onChange({ charges: [...charges, { key: crypto.randomUUID(), kind: free?.value as ChargeKind, amount: '' }] })
  }
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div>
          Discount on the whole
          <Problem id="discount-on-the-whole">{wrong}</Problem>
        </div>
        <LineDiscount
          of="on the whole"
          disabled={fixed}
          discount={discount}
          reasonId={reasonId}
          reasons={reasons}
          onChange={onChange}
          invalid={wrong && 'discount-on-the-whole'}
        />
      </div>
      {charges.map((charge) => (
        <div key={charge.key} className="flex flex-wrap items-center gap-2">
          <Select
            aria-label="Kind of charge"
            className="w-40"
            options={kinds}
            value={charge.kind}
            onChange={(event) => change(charge.key, { kind: event.target.value as ChargeKind, description: undefined })}
          />
          <DecimalInput
            aria-label={`Amount of ${chargeWords[charge.kind]}`}
            className="w-28"
            currency={currency}
            value={charge.amount}
            onValueChange={(amount) => change(charge.key, { amount })}
            {...saidAt(`charge-${charge.key}`, lacking(charge))}
          />
          <span className="text-ink-3 text-xs">{currency}, before tax</span>
          <Button
            className="ml-auto"
            aria-label={`Take ${chargeWords[charge.kind]} off`}
            onClick={() => onChange({ charges: charges.filter((one) => one.key !== charge.key) })}
          >
            Take off
          </Button>
          <div className="basis-full empty:hidden">
            <Problem id={`charge-${charge.key}`}>{lacking(charge)}</Problem>
          </div>
        </div>
      ))}
      {charges.length < kinds.length && (
        <Button className="self-start" onClick={add}>
          Add a charge
        </Button>
      )}
    </div>
  )
}
