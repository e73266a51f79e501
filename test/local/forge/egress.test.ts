// Shows which hosts a manifest lets functions call.
import { egressOf, egressRefusal } from '../../../local/forge/egress';

it('lets nothing out where the manifest lists nothing', () => {
  expect(egressOf([]).allows('https://slack.com/api/chat.postMessage')).toBe(false);
});

it('lets out what is listed, by exact host or by wildcard, and by its protocol', () => {
  const egress = egressOf(['https://slack.com', '*.docusign.net']);
  expect(['https://slack.com/api/x', 'http://slack.com/', 'https://evil-slack.com/', 'https://slack.com.evil.example/', 'https://eu.docusign.net/x', 'https://docusign.net.evil.example/'].map((url) => egress.allows(url)))
    .toEqual([true, false, false, false, true, false]);
});

it('refuses as the runtime does', () => {
  expect(egressRefusal('https://x.example')).toMatchObject({ name: 'REQUEST_EGRESS_ALLOWLIST_ERR', status: 403 });
});
