// Shows the SRE panel.
import { show } from '../parts/show';

await show(() => <p>Nothing has been handed off on this task yet.</p>);
