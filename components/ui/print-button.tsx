'use client'

import { Button } from './button'

/** Prints the page; the print style hides everything that does not belong on paper. */
export const PrintButton = ({ label = 'Print' }: { label?: string }) => (
  <Button className="max-sm:hidden" onClick={() => window.print()}>
    {label}
  </Button>
)
