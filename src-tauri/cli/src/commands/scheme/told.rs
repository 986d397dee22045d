//! Changes as lines, the gravest first.

use crate::output;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::scheme::diff::{Change, Effect, sentence};

/// Prints changes by what they mean for stored returns.
pub(super) fn told(changes: &[Change], old: &Scheme, new: &Scheme) {
    for effect in Effect::GRAVEST_FIRST {
        let own = changes.iter().filter(|change| change.effect == effect);
        let own = own.map(|one| sentence(one, old, new)).collect::<Vec<_>>();
        if !own.is_empty() {
            output::line(&format!("{}（{} 处）：", effect.sentence(), own.len()));
            for one in own {
                output::line(&format!("  {one}"));
            }
        }
    }
}
