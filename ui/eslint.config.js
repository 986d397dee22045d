import js from "@eslint/js";
import vue from "eslint-plugin-vue";
import tseslint from "typescript-eslint";
import vueParser from "vue-eslint-parser";

const tauriOnlyInIpc = {
  group: ["@tauri-apps/*"],
  message: "Only src/ipc/tauri.ts talks to Tauri, so that the same pages run in a browser over the mock.",
};
const noDomainInComponents = {
  group: ["**/features/**", "**/ipc/**", "**/ipc", "**/app/**"],
  message: "Components know nothing of the domain: pass it in by props.",
};

export default tseslint.config(
  { ignores: ["dist/**", "node_modules/**"] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  ...vue.configs["flat/recommended"],
  {
    files: ["**/*.ts", "**/*.vue"],
    languageOptions: {
      parser: vueParser,
      parserOptions: {
        parser: tseslint.parser,
        projectService: { allowDefaultProject: ["eslint.config.js"] },
        extraFileExtensions: [".vue"],
      },
    },
    rules: {
      // The compiler knows every name; this rule does not know browser globals.
      "no-undef": "off",
      "no-restricted-imports": ["error", { patterns: [tauriOnlyInIpc] }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: false }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/ban-ts-comment": "error",
      eqeqeq: "error",
      "vue/block-lang": ["error", { script: { lang: "ts" } }],
      "vue/component-api-style": ["error", ["script-setup"]],
      "vue/no-v-html": "error",
      "vue/require-default-prop": "off",
      // Layout of tags is left to the writer; lines stay short enough to read.
      "vue/max-attributes-per-line": "off",
      "vue/singleline-html-element-content-newline": "off",
      "vue/html-self-closing": "off",
      "vue/html-closing-bracket-newline": "off",
      "vue/multiline-html-element-content-newline": "off",
      "vue/html-indent": "off",
      "vue/first-attribute-linebreak": "off",
      "vue/multi-word-component-names": "off",
      "max-lines": ["error", 400],
    },
  },
  { files: ["src/components/**"], rules: { "no-restricted-imports": ["error", { patterns: [tauriOnlyInIpc, noDomainInComponents] }] } },
  { files: ["src/ipc/tauri.ts"], rules: { "no-restricted-imports": "off" } },
);
