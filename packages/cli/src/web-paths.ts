// The public addresses of an application at the identity provider.

export function loginUrl(baseUrl: string, ssoPath: string): string {
  return `${baseUrl}/saml2/${ssoPath}`;
}

export function metadataUrl(baseUrl: string, ssoPath: string): string {
  return `${loginUrl(baseUrl, ssoPath)}/metadata`;
}
