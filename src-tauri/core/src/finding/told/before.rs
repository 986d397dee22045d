//! Sentences that an earlier version of the program kept.

told! {
    ToldBefore { text: String }
}
