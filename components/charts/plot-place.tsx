/** Keeps the place of a drawing that is still loading. */
export const PlotPlace = () => <span className="breathe block h-full rounded-md bg-sunken" />
