// Shows the configuration of a gate on a transition.
import { show } from '../parts/show';

await show(() => <p>This gate has nothing to configure.</p>);
