'use client'

import './globals.css'

export default function GlobalError({ reset }: { reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <main className="mx-auto grid min-h-dvh max-w-prose place-items-center px-6 text-center">
          <div role="alert">
            <h1 className="text-xl">Octet could not be shown</h1>
            <p className="mt-1 text-ink-2">Nothing was changed. Try again in a moment.</p>
            <button type="button" onClick={reset} className="mt-3 h-8 rounded-md border bg-surface px-3 font-medium">
              Try again
            </button>
          </div>
        </main>
      </body>
    </html>
  )
}
