'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { lotScanned, notKept, readScan, scannedOf, tooMany } from '@/components/fulfilment/scan'
import { useTRPC } from '@/components/trpc-provider'
import { formatQuantity } from '@/components/ui/format'
import { useWorkspace } from '@/components/ui/workspace'
import type { FloorTask } from '@/server/fulfilment/queries/order'
import type { Answer } from './use-pick'

interface Scans {
  /** The open tasks, with the shown one first. */
  open: readonly FloorTask[]
  take: (task: FloorTask, quantity: number, lot?: string) => void
  setAnswer: (answer: Answer) => void
}

/** Handles a scan while picking: a product is picked, a bin confirms the place, and anything else gets a message. */
export function useScans({ open, take, setAnswer }: Scans) {
  const trpc = useTRPC()
  const { locale } = useWorkspace()
  const { data: places } = useQuery(trpc.inventory.places.queryOptions(undefined, { staleTime: 600_000 }))
  const [place, setPlace] = useState<string | null>(null)
  const [task] = open
  return (code: string) => {
    const scan = readScan(open, code, { place, bins: places?.bins.map((bin) => bin.code) ?? [] })
    if (scan.kind === 'product') {
      const { found: meant } = scan
      const lot = lotScanned(meant, code)
      // Another task may ask for the very lot that was scanned.
      const found = open.find((one) => one.productId === meant.productId && one.lot === lot) ?? meant
      const left = found.quantity - found.picked
      const scanned = scannedOf(found, code, left)
      if (scanned > left) return setAnswer({ tone: 'bad', text: tooMany(found, code, { scanned, left, locale }) })
      take(found, scanned, lot)
      const some = (quantity: number) => formatQuantity(quantity, found, locale)
      const elsewhere = found === task ? '' : `, from ${found.binCode}`
      const now = `${found.name}: ${some(found.picked + scanned)} of ${some(found.quantity)}${elsewhere}`
      const aside = lot ? (lot === found.lot ? '' : ` Lot ${lot} instead of ${found.lot}.`) : notKept(code, locale)
      return setAnswer({ tone: 'ok', text: aside ? `${now}.${aside}` : now })
    }
    if (scan.kind === 'bin') {
      if (scan.right) setPlace(scan.code)
      const name = open.find((one) => one.binCode === scan.code)?.name
      return setAnswer(
        scan.code === task?.binCode
          ? { tone: 'ok', text: `This is bin ${scan.code}. Now scan ${name}.` }
          : scan.right
            ? {
                tone: 'ok',
                text: `This is bin ${scan.code}: ${name} is here too. Go to ${task?.binCode} first.`,
              }
            : { tone: 'bad', text: `This is bin ${scan.code}. Go to ${task?.binCode}.` },
      )
    }
    const text =
      scan.kind === 'nearly'
        ? `${code} is not ${scan.sku}: capitals count.`
        : `${code} is not the product of this task. Put it back.`
    setAnswer({ tone: 'bad', text })
  }
}
