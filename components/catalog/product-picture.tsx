'use client'

import { cn } from '@/components/ui/cn'
import { useWorkspace } from '@/components/ui/workspace'

interface Pictured {
  productId: string
  /** The hash of its picture. */
  picture: string
}

/** Where the picture of a product is; another picture has another address, so that a browser keeps each for good. */
export const pictureAddress = (slug: string, { productId, picture }: Pictured, size: 'small' | 'large') =>
  `/api/pictures/${productId}?organisation=${slug}&v=${picture.slice(0, 16)}&size=${size}`

interface ProductPictureProps {
  productId: string
  picture: string | null
  size?: 'small' | 'large'
  /** Left out where its name stands beside it. */
  alt?: string
  className?: string
}

/** The picture of a product; nothing where it has none. */
export function ProductPicture({ productId, picture, size = 'small', alt = '', className }: ProductPictureProps) {
  const { slug } = useWorkspace()
  if (picture === null) return null
  return (
    // biome-ignore lint/performance/noImgElement: the program has drawn it in this size already
    <img
      src={pictureAddress(slug, { productId, picture }, size)}
      alt={alt}
      loading="lazy"
      decoding="async"
      className={cn('rounded-md border bg-white object-contain', className)}
    />
  )
}
