// The HTTP edge: limits, security headers, CSRF, pages, static assets, local CA and TLS.
export { type HttpErrorCode, httpErrors } from './errors.ts';
export { formatHtml, type Html, type HtmlValue, html } from './html/html.ts';
export { type Handler, type ListenBothOptions, type Listener, listenBoth } from './listen/listen-both.ts';
export {
  type Certificate,
  type CertificateAuthority,
  createCertificateAuthority,
  createSelfSignedCertificate,
  issueServerCertificate,
} from './tls/authority.ts';
export { writePrivateFile } from './tls/private-file.ts';
export { type LocalTls, loadOrCreateTls, type Tls } from './tls/store.ts';
export { type AssetKind, type Assets, createAssets } from './web/assets.ts';
export { clearCookie, findCookie, type HostCookieName, setCookie } from './web/cookies.ts';
export { checkForm, type FormProof, formToken } from './web/form-token.ts';
export { decodeParameters, type Parameters, queryOf } from './web/parameters.ts';
export { contentSecurityPolicy, isLoopbackHost } from './web/security-headers.ts';
export { addSite, SITE_POLICY, type SiteOptions } from './web/site.ts';
export { createWebServer, SAML_POST_LIMIT_BYTES, sendPage, type WebServerOptions } from './web/web-server.ts';
