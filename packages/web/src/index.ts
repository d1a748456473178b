// Where the built portals lie, for the server that hands them out.

/** Folder of the static files that `vite build` wrote, with a trailing slash. */
export const SITE_FOLDER: URL = new URL('../dist/site/', import.meta.url);
