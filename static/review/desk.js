/* The script of the article page: what its modules do stands at the top of each. */

import "./panel.js";
import "./marks.js";
import "./text.js";
import "./offer.js";
import "./slots.js";
import "./selection.js";
import "./sheet.js";
import "./current.js";
import "./span.js";
import "./keys.js";
import { resume } from "./outbox.js";

resume();
