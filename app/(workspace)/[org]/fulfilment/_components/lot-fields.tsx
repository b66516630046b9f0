'use client'

import { DatePicker } from '@/components/ui/date-picker'
import { Input } from '@/components/ui/input'

interface Props {
  of: { sku: string; tracking: string }
  lot: string
  expiresOn: string
  onChange: (changes: { lot?: string; expiresOn?: string }) => void
}

/** The number of a lot and its last day, or the serial number of a piece. */
export function LotFields({ of, lot, expiresOn, onChange }: Props) {
  const serial = of.tracking === 'SERIAL'
  return (
    <span className="mt-1.5 flex flex-wrap gap-1.5">
      <Input
        aria-label={`${serial ? 'Serial number' : 'Lot'} of ${of.sku}`}
        placeholder={serial ? 'Serial number' : 'Lot'}
        className="w-36"
        maxLength={60}
        value={lot}
        onChange={(event) => onChange({ lot: event.target.value })}
      />
      {!serial && (
        <DatePicker
          aria-label={`Expiry of ${of.sku}`}
          className="w-36"
          value={expiresOn}
          onValueChange={(day) => onChange({ expiresOn: day })}
        />
      )}
    </span>
  )
}
