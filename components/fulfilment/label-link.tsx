'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useMay } from '@/components/may'
import { useTRPC } from '@/components/trpc-provider'
import { cn } from '@/components/ui/cn'
import { useWorkspace } from '@/components/ui/workspace'

interface Props {
  shipmentId: string
  /** One parcel; without it, all labels of the shipment in one file. */
  parcelId?: string
  /** The number of parcels that the labels print. */
  of: number
  className?: string
  children: ReactNode
}

/** Opens labels for printing and remembers it: a label that says 1 of 1 is wrong once a second parcel joins. */
export function LabelLink({ shipmentId, parcelId, of, className = 'underline', children }: Props) {
  const { slug } = useWorkspace()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const may = useMay()('fulfilment.pack')
  const { mutate } = useMutation(
    trpc.shipping.noteLabels.mutationOptions({ onSuccess: () => queries.invalidateQueries() }),
  )
  const note = () => may && mutate({ shipmentId, parcelId, of })
  const path = parcelId ? `label/${parcelId}` : `labels/${shipmentId}`
  return (
    <a
      className={cn('touch', className)}
      target="_blank"
      rel="noopener"
      href={`/api/documents/${path}?organisation=${slug}`}
      onClick={note}
      onAuxClick={(event) => event.button === 1 && note()}
    >
      {children}
    </a>
  )
}
