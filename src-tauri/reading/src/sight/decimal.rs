//! A figure as Excel keeps it: fifteen significant decimal digits.

/// 0.d₁d₂d₃… × 10^`exponent`, without a sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decimal {
    /// 0 to 9 each, none before the first that counts, none for zero
    digits: Vec<u8>,
    exponent: i32,
}

/// The digits before and behind the point.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Fixed {
    /// without leading zeros: nothing for zero
    pub(super) whole: String,
    /// as many as were asked for
    pub(super) part: String,
}

impl Fixed {
    pub(super) fn is_zero(&self) -> bool {
        self.whole.is_empty() && self.part.bytes().all(|digit| digit == b'0')
    }
}

impl Decimal {
    /// The magnitude of a finite figure, by its first fifteen digits, as all of Excel shows it.
    pub(super) fn of(value: f64) -> Self {
        let text = format!("{:.14e}", value.abs());
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let digits: Vec<u8> = mantissa
            .bytes()
            .filter(u8::is_ascii_digit)
            .map(|digit| digit - b'0')
            .collect();
        let exponent = exponent.parse::<i32>().unwrap_or(0) + 1;
        Self { digits, exponent }.trimmed()
    }

    fn trimmed(mut self) -> Self {
        while self.digits.last() == Some(&0) {
            self.digits.pop();
        }
        if self.digits.is_empty() {
            self.exponent = 0;
        }
        self
    }

    pub(super) fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// The power of ten of the first digit; 0 for zero.
    pub(super) fn magnitude(&self) -> i32 {
        if self.is_zero() { 0 } else { self.exponent - 1 }
    }

    /// Times 10^`places`.
    pub(super) fn shifted(mut self, places: i32) -> Self {
        if !self.is_zero() {
            self.exponent = self.exponent.saturating_add(places);
        }
        self
    }

    /// Rounded to `places` behind the point, a half away from zero.
    pub(super) fn rounded(&self, places: i32) -> Self {
        let keep = self.exponent.saturating_add(places);
        let Ok(keep) = usize::try_from(keep) else {
            return Self {
                digits: Vec::new(),
                exponent: 0,
            };
        };
        let mut digits: Vec<u8> = self.digits.iter().copied().take(keep).collect();
        let mut exponent = self.exponent;
        if self.digits.get(keep).is_some_and(|next| *next >= 5) {
            let mut carries = true;
            for digit in digits.iter_mut().rev() {
                *digit = if *digit == 9 { 0 } else { *digit + 1 };
                carries = *digit == 0;
                if !carries {
                    break;
                }
            }
            if carries {
                digits.insert(0, 1);
                exponent += 1;
            }
        }
        Self { digits, exponent }.trimmed()
    }

    /// Rounded, and written out with that many digits behind the point.
    pub(super) fn fixed(&self, places: usize) -> Fixed {
        let places_asked = i32::try_from(places).unwrap_or(i32::MAX);
        let rounded = self.rounded(places_asked);
        let mut fixed = Fixed::default();
        if rounded.is_zero() {
            fixed.part = "0".repeat(places);
            return fixed;
        }
        let point = rounded.exponent;
        for at in 0..point.max(0) {
            fixed.whole.push(rounded.digit(at));
        }
        for at in 0..places_asked {
            fixed.part.push(rounded.digit(point.saturating_add(at)));
        }
        fixed
    }

    fn digit(&self, at: i32) -> char {
        let digit = usize::try_from(at)
            .ok()
            .and_then(|at| self.digits.get(at).copied());
        char::from(b'0' + digit.unwrap_or(0))
    }
}
