// The composition root: one file per command.
export {};
