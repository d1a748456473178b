// The two documents of a provider: what IAM keeps of the identity provider, and what AWS publishes of itself.
import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { fileHref } from '../../api/endpoints.ts';
import { download } from '../../parts/download.ts';
import { paths } from '../../paths.ts';
import { Button } from '../../ui/action/button.tsx';
import { Link } from '../../ui/action/link.tsx';
import { Section } from '../../ui/layout/section.tsx';

export function ProviderDocuments({ name }: { name: string }): ReactNode {
  return (
    <Section title="Metadata documents" intro="One from each side. They are not the same: mind which one you need.">
      <Document
        title="Identity provider metadata"
        action="Download identity provider metadata"
        href={fileHref('getSamlMetadata', { params: { name } })}
      >
        The document that IAM keeps of this provider, byte for byte as it was given.
      </Document>
      <Document
        title="Service provider metadata"
        action="Download service provider metadata"
        href={fileHref('getSignInMetadata')}
      >
        What AWS publishes of its own sign-in page, for the upload in the{' '}
        <Link href={paths.apps()}>SSO application</Link>. Its only ACS is the sign-in page of the AWS console: leave the
        ACS unticked there, or assertions go to that page instead of the localhost address where SQL clients wait for
        them.
      </Document>
    </Section>
  );
}

type DocumentProps = {
  readonly title: string;
  readonly action: string;
  readonly href: string;
  readonly children: ReactNode;
};

function Document({ title, action, href, children }: DocumentProps): ReactNode {
  return (
    <section aria-label={title} className="flex flex-col items-start gap-3 rounded-lg border border-line p-4">
      <div className="min-w-0">
        <h3 className="font-semibold">{title}</h3>
        <p className="text-ink-2 wrap-anywhere">{children}</p>
      </div>
      <Button onPress={() => download(href)}>
        <Download aria-hidden />
        {action}
      </Button>
    </section>
  );
}
