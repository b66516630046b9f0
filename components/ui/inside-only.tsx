/** Marks a page that only the people of the business may see: printed, it says so in one sentence instead. */
export const InsideOnly = () => <span hidden data-inside />
