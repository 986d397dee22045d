import { createApp } from "vue";
import App from "./app/App.vue";
import "./app/theme.css";
import "./app/print.css";

createApp(App).mount("#app");
