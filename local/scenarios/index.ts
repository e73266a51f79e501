// Lists the scenarios that `npm start -- --scenario NAME` can begin with.
import type { Scenario } from '../scenario';

const fresh: Scenario = {
  seed: async (host) => {
    host.jira.seeding.customer({ email: 'dana@acme.example', name: 'Dana Reyes', organization: 'Acme' });
  },
  tickets: async () => [],
  customerActs: async () => [],
};

export const scenarios: Record<string, Scenario> = { default: fresh };
