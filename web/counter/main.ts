import "./look/counter.css";

import { createApp } from "vue";

import Counter from "./Counter.vue";
import { startLife } from "./device/life";
import { startSession } from "./device/session";
import { installWorker } from "./offline/install";

if (location.pathname === "/counter") history.replaceState(null, "", "/counter/");

const life = startLife();
await startSession();
createApp(Counter).mount("#counter");
await Promise.allSettled([life, installWorker()]);
