/** The few Element Plus controls in use, by their own paths, each with its own style: nothing else of the library is loaded. */
import "element-plus/theme-chalk/base.css";
import "element-plus/theme-chalk/el-button.css";
import "element-plus/theme-chalk/el-input.css";
import "element-plus/theme-chalk/el-tag.css";
import "element-plus/theme-chalk/el-popper.css";
import "element-plus/theme-chalk/el-scrollbar.css";
import "element-plus/theme-chalk/el-option.css";
import "element-plus/theme-chalk/el-select-dropdown.css";
import "element-plus/theme-chalk/el-select.css";

export { ElButton } from "element-plus/es/components/button/index.mjs";
export { ElConfigProvider } from "element-plus/es/components/config-provider/index.mjs";
export { ElInput } from "element-plus/es/components/input/index.mjs";
export { ElOption, ElSelect } from "element-plus/es/components/select/index.mjs";
export { default as zhCn } from "element-plus/es/locale/lang/zh-cn.mjs";
