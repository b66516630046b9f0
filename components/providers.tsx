'use client'

import { ThemeProvider } from 'next-themes'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import type { ReactNode } from 'react'
import { TrpcProvider } from './trpc-provider'
import { Toaster } from './ui/toast'

declare global {
  var __webpack_nonce__: string | undefined
}

/** The providers of every page: theme, URL state, the typed client, toasts. */
export function Providers({ nonce, children }: { nonce: string; children: ReactNode }) {
  // A dialog adds a style that keeps the page behind it from scrolling, and takes the nonce for it from this name. The
  // first document's nonce must stay: a page that is loaded later brings another one, which the document's policy does
  // not accept.
  if (typeof window !== 'undefined') globalThis.__webpack_nonce__ ??= nonce
  return (
    <ThemeProvider
      attribute="class"
      defaultTheme="system"
      enableSystem
      enableColorScheme={false}
      disableTransitionOnChange
      nonce={nonce}
    >
      <NuqsAdapter>
        <TrpcProvider>{children}</TrpcProvider>
      </NuqsAdapter>
      <Toaster />
    </ThemeProvider>
  )
}
