//! How exact figures are that are compared.

/// How exact what was compared is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grain {
    /// figures that were added, for the automatic tolerance
    pub(super) count: u32,
    /// digits after the point of the coarsest figure
    pub(super) decimals: Option<u32>,
    /// a rate is among them
    pub(super) rate: bool,
    /// only counted things so far, which are never rounded
    pub(super) counted: bool,
}

/// Nothing was compared yet.
pub(super) const EXACT: Grain = Grain {
    count: 0,
    decimals: None,
    rate: false,
    counted: true,
};
