// AWS's own SAML service provider metadata, as its sign-in page publishes it: entity id and console address.

const ATTRIBUTES = [
  ['https://aws.amazon.com/SAML/Attributes/Role', true],
  ['https://aws.amazon.com/SAML/Attributes/RoleSessionName', true],
  ['https://aws.amazon.com/SAML/Attributes/SessionDuration', false],
] as const;

const requested = ATTRIBUTES.map(
  ([name, isRequired]) =>
    `      <RequestedAttribute isRequired="${isRequired}" Name="${name}" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri"/>`,
);

export const SIGN_IN_METADATA: string = [
  '<?xml version="1.0" encoding="UTF-8"?>',
  '<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="urn:amazon:webservices">',
  '  <SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol" WantAssertionsSigned="true">',
  '    <NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:transient</NameIDFormat>',
  '    <NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:persistent</NameIDFormat>',
  '    <NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress</NameIDFormat>',
  '    <NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified</NameIDFormat>',
  '    <AssertionConsumerService index="1" isDefault="true" Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://signin.aws.amazon.com/saml"/>',
  '    <AttributeConsumingService index="1">',
  '      <ServiceName xml:lang="en">AWS Management Console Single Sign-On</ServiceName>',
  ...requested,
  '    </AttributeConsumingService>',
  '  </SPSSODescriptor>',
  '</EntityDescriptor>',
  '',
].join('\n');
