'use client'

import { useState } from 'react'
import { type Failure, useFailure } from '@/components/failure'
import { focusFirstInvalid } from '@/components/submission'
import { toastError } from '@/components/ui/toast'

/** A refusal about one field of a sale: the customer, or the product of a line. */
export interface SaleRefusal {
  text: string
  customer: boolean
  /** It is about the customer's own order number. */
  reference?: boolean
  sku?: string
}

const refusalOf = ({ code, text, parameters }: Failure): SaleRefusal | null => {
  const sku = parameters?.sku
  if (typeof sku === 'string') return { text, customer: false, sku }
  if (code === 'REFERENCE_REQUIRED') return { text, customer: false, reference: true }
  return code === 'CUSTOMER_ARCHIVED' || code === 'CURRENCY_NOT_KEPT' ? { text, customer: true } : null
}

/** Shows a refusal of the server at its field, which takes the focus; a refusal without a field is shown as a notice. */
export function useSaleRefusal() {
  const failure = useFailure()
  const [refused, setRefused] = useState<SaleRefusal | null>(null)
  return {
    refused,
    onMutate: () => setRefused(null),
    onError: (error: unknown) => {
      const failed = failure(error)
      const at = refusalOf(failed)
      setRefused(at)
      if (at) focusFirstInvalid('main')
      else toastError(failed.text)
    },
  }
}
