'use client'

import { ThemeProvider } from 'next-themes'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import type { ReactNode } from 'react'
import { TrpcProvider } from './trpc-provider'
import { Toaster } from './ui/toast'

declare global {
  var __webpack_nonce__: string | undefined
}

/** What every page needs: theme, URL state, the typed client, toasts. */
export function Providers({ nonce, children }: { nonce: string; children: ReactNode }) {
  // The style that a dialog adds to keep the page behind it from scrolling asks for the nonce under this name. The one of the
  // document stays: a page that is read anew brings another, which the document's policy does not know.
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
