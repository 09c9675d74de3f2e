import "@/ui/look/tokens.css";
import "@/ui/look/base.css";
import "./docs.css";

import { createApp } from "vue";

import Docs from "./Docs.vue";

createApp(Docs).mount("#docs");
