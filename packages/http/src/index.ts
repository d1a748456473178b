// HTTP edge: limits, cookies, CSRF, security headers, local CA and TLS.
export {};
