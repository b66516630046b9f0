'use client'

import { useState } from 'react'
import { useFailure } from '@/components/failure'
import { useMay } from '@/components/may'
import type { ScanFieldProps } from '@/components/shell/scan-field'
import { useTRPCClient } from '@/components/trpc-provider'
import { countOf } from '@/components/ui/format'
import { useRouter } from '@/components/ui/going'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { Found } from '@/server/fulfilment/queries/find'

type FoundBin = Extract<Found, { kind: 'bin' }>

/** What lies in a bin, as its scan answers. */
function binWords({ code, goods, names }: FoundBin): string {
  if (goods === 0) return `${code} is an empty bin.`
  const rest = goods - names.length
  return `In bin ${code}: ${names.join(', ')}${rest > 0 ? ` and ${countOf(rest, 'more product')}` : ''}.`
}

/** The page on which work on the scanned record goes on. */
function placeOf(found: Exclude<Found, FoundBin>): string {
  if (found.kind === 'product') return `/fulfilment/stock/${found.productId}`
  if (found.kind === 'parcel') {
    if (found.shipmentId) return `/shipping/${found.shipmentId}${found.parcelId ? `?parcel=${found.parcelId}` : ''}`
    return `/fulfilment/pack/${found.orderId}`
  }
  if (found.stage !== 'FULFILMENT') return `/order/${found.orderId}`
  return `/fulfilment/${found.waitsFor === 'PACKING' ? 'pack' : 'pick'}/${found.orderId}`
}

/** The page for putting back goods of the scanned order or product. */
const putBackOf = (found: Exclude<Found, FoundBin>): string =>
  found.kind === 'product'
    ? `/fulfilment/put-back?q=${encodeURIComponent(found.sku)}`
    : `/fulfilment/put-back/${found.orderId}`

/**
 * A scan on a list opens what it names: an order to pick or pack, a parcel to load, a product's stock, goods to put
 * back, or what lies in a bin.
 */
export function useFind(puttingBack = false) {
  const client = useTRPCClient()
  const router = useRouter()
  const href = useWorkspaceHref()
  const failure = useFailure()
  const may = useMay()
  const [answer, setAnswer] = useState<ScanFieldProps['answer']>(null)
  const find = async (code: string) => {
    try {
      const found = await client.fulfilment.find.query({ code })
      if (!found) return setAnswer({ tone: 'bad', text: `Nothing here is called ${code}; capitals count.` })
      if (found.kind === 'bin') {
        setAnswer({ tone: 'ok', text: binWords(found) })
        // Its goods are seen, and moved, on one page, which is for those who may move them.
        if (!puttingBack && may('stock.receive'))
          router.push(href(`/fulfilment/move?from=${encodeURIComponent(found.code)}`))
        return
      }
      setAnswer({ tone: 'ok', text: found.kind === 'product' ? found.name : found.number })
      router.push(href(puttingBack ? putBackOf(found) : placeOf(found)))
    } catch (error) {
      setAnswer({ tone: 'bad', text: failure(error).text })
    }
  }
  return { answer, find: (code: string) => void find(code) }
}
