import type { Config } from 'tailwindcss'

// The tokens live in app/globals.css, where light, dark and print read the same names.
export default {} satisfies Config
