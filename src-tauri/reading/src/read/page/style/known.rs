//! Properties that change nothing of what is read, whatever they say.
//!
//! Sources: CSS 2.1 and its modules; Microsoft Office HTML and XML Reference for those of office
//! programs.

use crate::read::look::is_of_signs;

/// Whether a property changes nothing of what is read.
pub(super) fn is_neutral(name: &str) -> bool {
    if let Some(office) = name.strip_prefix("mso-") {
        return begins(office, OFFICE);
    }
    begins(name, GROUPS) || PROPERTIES.split_ascii_whitespace().any(|own| own == name)
}

/// Whether letters of the first of some fonts are signs.
pub(super) fn are_signs(fonts: &str) -> bool {
    is_of_signs(fonts.split(',').next().unwrap_or_default())
}

fn begins(name: &str, groups: &str) -> bool {
    let is_of = |group: &str| {
        name.strip_prefix(group)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    groups.split_ascii_whitespace().any(is_of)
}

/// Such a property, and each whose name goes on behind it with a dash.
const GROUPS: &str = "border padding outline list-style page-break break column-rule scrollbar \
    transition text-align text-justify ruby scroll scroll-behavior overscroll-behavior \
    text-emphasis text-decoration-color text-decoration-style text-decoration-thickness \
    text-underline layout-grid text-size-adjust text-autospace font-synthesis -box";

const PROPERTIES: &str = "border-collapse border-spacing table-layout empty-cells caption-side \
    font-style font-weight font-stretch font-variant font-kerning font-smoothing \
    osx-font-smoothing text-rendering font-size-adjust line-height white-space word-break \
    word-wrap overflow-wrap line-break hyphens tab-size cursor user-select user-modify \
    touch-action pointer-events appearance box-sizing background-clip background-origin \
    background-size background-position background-position-x background-position-y \
    background-repeat background-attachment align-items align-content align-self justify-content \
    justify-items justify-self place-items place-content flex flex-grow flex-shrink flex-basis \
    flex-flow flex-wrap gap row-gap column-gap orphans widows quotes counter-reset \
    counter-increment tap-highlight-color caret-color accent-color resize ime-mode clear page \
    size tab-interval tab-stops text-underline-style text-effect will-change \
    backface-visibility overflow-scrolling overflow-anchor color-scheme color-adjust \
    print-color-adjust layout-flow writing-mode text-orientation glyph-orientation-vertical \
    punctuation-wrap punctuation-trim text-kashida-space z-index min-width min-height src \
    panose-1 font-language-override font-display mso-style-name language text-overflow object-fit \
    vertical-align-last cell-spacing";

/// Those of office programs, behind `mso-`: what they keep for themselves.
const OFFICE: &str = "style generic-font-family font-charset font-pitch font-signature \
    font-kerning font-width font-alt font-format bidi ansi fareast ascii hansi hansi-theme-font \
    ascii-theme-font fareast-theme-font bidi-theme-font no-proof spacerun tab-count ignore \
    protection width-source width-alt height-source height-alt height-rule background-source \
    char-indent char-indent-count char-indent-size char-type ruby-visibility data-placement \
    text-control footer-margin header-margin header-data footer-data horizontal-page-align \
    vertical-page-align page page-scale page-orientation paper-source margin margin-top-alt \
    margin-bottom-alt margin-left-alt margin-right-alt padding padding-alt border cellspacing \
    yfti table tblstyle para pagination line-height-alt line-height-rule outline-level outline \
    list level symbol-font-family special-character element-anchor-horizontal \
    element-anchor-vertical element-frame element-left element-top element-wrap \
    element-width element-height element shading themecolor \
    themetint themeshade color-alt color-index foreground layout-grid-align \
    layout-grid-char-alt wrap position-horizontal position-vertical language-override \
    believe-normal-left ligatures text-indent-alt hyphenate kinsoku-overflow break-type \
    footnote-numbering-style footnote-numbering-start endnote-numbering-style footnote-id \
    facing-pages gutter-margin gutter-direction mirror-margins zero-height default-props \
    default-height default-width column-break-before hyperlink field-lock bookmark \
    prop-change thm footnote endnote add-space font-info unhide top-margin-alt \
    effects text-animation bottom-margin-alt next-textbox font";
