// Says what the routes of the local host can reach; types only.
import type { Contexts } from './forge/context';
import type { Frames } from './forge/frames';
import type { Installation } from './forge/installation';
import type { Invoke } from './forge/invoke';
import type { Limits } from './forge/limits';
import type { Manifest } from './forge/manifest';
import type { ProductCaller, ProductPlatform } from './forge/product-fetch';
import type { ProductEvent } from './forge/triggers';
import type { Host } from './open-host';
import type { Scenario } from './scenario';

export interface Site extends Host {
  manifest: Manifest;
  contexts: Contexts;
  frames: Frames;
  invoke: Invoke;
  platform: ProductPlatform;
  installation: Installation;
  limits: Limits;
  scenario: Scenario | undefined;
  failures: { at: string; what: string; code: string; message: string }[];
  cspReports: unknown[];
  answerJira(request: Request, caller: ProductCaller): Promise<Response>;
  announce(event: ProductEvent): void;
}
