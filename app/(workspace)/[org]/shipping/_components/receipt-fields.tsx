'use client'

import { useState } from 'react'
import { DatePicker } from '@/components/ui/date-picker'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { useWorkspace } from '@/components/ui/workspace'

export interface Receipt {
  name: string
  on: string
  /** Empty: now, on the day of today. */
  time: string
}

export function useReceipt() {
  const { today } = useWorkspace()
  return useState<Receipt>({ name: '', on: today, time: '' })
}

/** What is sent of it: a day of today without a time is now. */
export const receiptOf = ({ name, on, time }: Receipt) => ({
  receivedByName: name.trim(),
  ...(time ? { on, time } : {}),
})

/** Who took it, and when. */
export function ReceiptFields({ receipt, onChange }: { receipt: Receipt; onChange: (receipt: Receipt) => void }) {
  const { today } = useWorkspace()
  return (
    <div className="flex flex-col gap-3">
      <Field label="Received by" required hint="The name of whoever took it.">
        <Input
          value={receipt.name}
          maxLength={200}
          onChange={(event) => onChange({ ...receipt, name: event.target.value })}
        />
      </Field>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="On" required>
          <DatePicker
            value={receipt.on}
            max={today}
            onValueChange={(on) =>
              onChange({ ...receipt, on: on ?? today, time: on === today ? receipt.time : receipt.time || '12:00' })
            }
          />
        </Field>
        <Field label="At" hint={receipt.on === today ? 'Left empty, now.' : undefined}>
          <Input
            type="time"
            value={receipt.time}
            onChange={(event) => onChange({ ...receipt, time: event.target.value })}
          />
        </Field>
      </div>
    </div>
  )
}
