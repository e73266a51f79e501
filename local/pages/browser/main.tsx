// Starts the pages: the theme first, then the one page that the address names.
import { createRoot } from 'react-dom/client';
import { startLocale } from './locale';
import { Site } from './site';
import { startTheme } from './theme';
import './pages.css';

startTheme();
startLocale();
const root = document.getElementById('root');
if (!root) throw new Error('index.html has lost its #root');
createRoot(root).render(<Site />);
