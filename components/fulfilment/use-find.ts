'use client'

import { useState } from 'react'
import { useFailure } from '@/components/failure'
import type { ScanFieldProps } from '@/components/shell/scan-field'
import { useTRPCClient } from '@/components/trpc-provider'
import { useRouter } from '@/components/ui/going'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { Found } from '@/server/fulfilment/queries/find'

/** The page on which work on the scanned record goes on. */
function placeOf(found: Found): string {
  if (found.kind === 'product') return `/fulfilment/stock/${found.productId}`
  if (found.kind === 'parcel') {
    if (found.shipmentId) return `/shipping/${found.shipmentId}${found.parcelId ? `?parcel=${found.parcelId}` : ''}`
    return `/fulfilment/pack/${found.orderId}`
  }
  if (found.stage !== 'FULFILMENT') return `/order/${found.orderId}`
  return `/fulfilment/${found.waitsFor === 'PACKING' ? 'pack' : 'pick'}/${found.orderId}`
}

/** The page for putting back goods of the scanned order or product. */
const putBackOf = (found: Found): string =>
  found.kind === 'product'
    ? `/fulfilment/put-back?q=${encodeURIComponent(found.sku)}`
    : `/fulfilment/put-back/${found.orderId}`

/**
 * A scan on a list opens what it names: an order to pick or pack, a parcel to load, a product's stock, or goods to put
 * back.
 */
export function useFind(puttingBack = false) {
  const client = useTRPCClient()
  const router = useRouter()
  const href = useWorkspaceHref()
  const failure = useFailure()
  const [answer, setAnswer] = useState<ScanFieldProps['answer']>(null)
  const find = async (code: string) => {
    try {
      const found = await client.fulfilment.find.query({ code })
      if (!found) return setAnswer({ tone: 'bad', text: `Nothing here is called ${code}.` })
      setAnswer({ tone: 'ok', text: found.kind === 'product' ? found.name : found.number })
      router.push(href(puttingBack ? putBackOf(found) : placeOf(found)))
    } catch (error) {
      setAnswer({ tone: 'bad', text: failure(error).text })
    }
  }
  return { answer, find: (code: string) => void find(code) }
}
