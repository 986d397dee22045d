//! What is told of a return that replaces or contradicts another. Lists of one change belong
//! together: the third of `names` had the third of `before`.

use crate::finding::At;

told! {
    VersionChanged {
        version: u32,
        file: String,
        before_count: usize,
        count: usize,
        gone: Option<Vec<String>>,
        names: Option<Vec<String>>,
        before: Option<Vec<String>>,
        now: Option<Vec<String>>,
    }
    VersionEmptied {
        version: u32,
        file: String,
        count: usize,
        names: Vec<String>,
    }
    VersionConfirmed {
        version: Option<u32>,
        file: Option<String>,
        gone_units: Option<Vec<String>>,
        gone: Option<Vec<String>>,
        gone_before: Option<Vec<String>>,
        names: Option<Vec<String>>,
        before: Option<Vec<String>>,
        now: Option<Vec<String>>,
        forms: Option<Vec<String>>,
        files: Option<Vec<String>>,
        places: Option<Vec<At>>,
    }
}
