'use client'

import { ScanField } from '@/components/shell/scan-field'
import { useFind } from './use-find'

/** One place to scan on a list of the floor. */
export function FindField({ puttingBack }: { puttingBack?: boolean }) {
  const { answer, find } = useFind(puttingBack)
  return (
    <div className="mb-3.5">
      <ScanField label="Scan an order, a parcel or a product" onScan={find} answer={answer} aside />
    </div>
  )
}
