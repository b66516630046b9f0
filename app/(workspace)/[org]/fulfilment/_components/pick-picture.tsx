'use client'

import { useEffect } from 'react'
import { ProductPicture, pictureAddress } from '@/components/catalog/product-picture'
import { useWorkspace } from '@/components/ui/workspace'
import type { FloorTask } from '@/server/fulfilment/queries/order'

interface PickPictureProps {
  task: FloorTask
  next: FloorTask | undefined
}

/** What the picker looks for, large; that of the next task is fetched meanwhile, for where the network ends. */
export function PickPicture({ task, next }: PickPictureProps) {
  const { slug } = useWorkspace()
  const { productId, picture } = next ?? {}
  useEffect(() => {
    if (!productId || !picture) return
    new Image().src = pictureAddress(slug, { productId, picture }, 'large')
  }, [slug, productId, picture])
  return (
    <ProductPicture
      productId={task.productId}
      picture={task.picture}
      size="large"
      className="size-56 max-sm:h-44 max-sm:w-full"
    />
  )
}
