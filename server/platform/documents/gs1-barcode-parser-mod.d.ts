declare module 'gs1-barcode-parser-mod' {
  /** Throws a text when it finds no application identifier where one must be. */
  export function parseBarcode(barcode: string): {
    parsedCodeItems: { ai: string; data: unknown; raw: string; isoDate: string }[]
  }
}
