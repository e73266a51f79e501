// Shows the project settings page.
import { show } from '../parts/show';

await show(() => <p>No rules are published yet.</p>);
