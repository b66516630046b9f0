'use client'

import { useState } from 'react'
import { DatePicker } from '@/components/ui/date-picker'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { useWorkspace } from '@/components/ui/workspace'

interface Receipt {
  name: string
  on: string
  /** Empty means now, if the day is today. */
  time: string
}

export function useReceipt() {
  const { today } = useWorkspace()
  return useState<Receipt>({ name: '', on: today, time: '' })
}

/** What is sent: today without a time means now; another day without a time means some time on that day. */
export const receiptOf = ({ name, on, time }: Receipt, today: string) => ({
  receivedByName: name.trim(),
  ...(on !== today || time ? { on } : {}),
  ...(time ? { time } : {}),
})

/** Who received the goods, and when. */
export function ReceiptFields({ receipt, onChange }: { receipt: Receipt; onChange: (receipt: Receipt) => void }) {
  const { today } = useWorkspace()
  return (
    <div className="flex flex-col gap-3">
      <Field name="receivedByName" label="Received by" required hint="The name of the person who received it.">
        <Input
          value={receipt.name}
          maxLength={200}
          onChange={(event) => onChange({ ...receipt, name: event.target.value })}
        />
      </Field>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field name="on" label="On" required>
          <DatePicker
            value={receipt.on}
            max={today}
            onValueChange={(on) => onChange({ ...receipt, on: on ?? today })}
          />
        </Field>
        <Field label="At" hint={receipt.on === today ? 'Left empty, now.' : 'Left empty, some time that day.'}>
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
