import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { PDFiumLibrary } from '@hyzyla/pdfium'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

interface Picture {
  width: number
  height: number
  /** RGBA. */
  data: Uint8ClampedArray
  /** The words of the page as a reader copies them. */
  text: string
}

let library: Promise<PDFiumLibrary> | undefined

/** Renders the pages of a PDF at a printer's resolution in dots per inch. */
export async function look(pdf: Buffer, dots: number): Promise<Picture[]> {
  library ??= PDFiumLibrary.init()
  const document = await (await library).loadDocument(pdf)
  const pictures: Picture[] = []
  for (const page of document.pages()) {
    const text = page.getText()
    const { data, width, height } = await page.render({ scale: dots / 72, render: 'bitmap' })
    pictures.push({ data: new Uint8ClampedArray(data), width, height, text })
  }
  document.destroy()
  return pictures
}

let reader: Promise<unknown> | undefined

/** The texts that a barcode reader finds in a picture. */
export async function scan({ data, width, height }: Picture): Promise<string[]> {
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
  reader ??= prepareZXingModule({
    overrides: { wasmBinary: readFileSync(wasm).buffer as ArrayBuffer },
    fireImmediately: true,
  })
  await reader
  const image = { data, width, height, colorSpace: 'srgb' } as ImageData
  const found = await readBarcodes(image, { formats: ['Code128', 'QRCode'], tryHarder: true })
  return found.map(({ text }) => text)
}

/** The dark area of a picture, in whole dots. */
export function ink({ data }: Picture): number {
  let dark = 0
  for (let at = 0; at < data.length; at += 4) if (data[at]! < 128) dark++
  return dark
}
