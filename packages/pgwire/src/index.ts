// PostgreSQL wire messages, one file each, framer, SQLSTATE table.
export {};
