'use client'

import { ScanField } from '@/components/shell/scan-field'
import { useFind } from './use-find'

/** The scan field of a list on the floor. */
export function FindField({ puttingBack }: { puttingBack?: boolean }) {
  const { answer, find } = useFind(puttingBack)
  return (
    <div className="mb-3.5">
      <ScanField label="Scan an order, a parcel, a product or a bin" onScan={find} answer={answer} aside />
    </div>
  )
}
