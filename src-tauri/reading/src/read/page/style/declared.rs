//! What declarations of a style say of how words are drawn.

use crate::read::look::Rgb;
use std::rc::Rc;

/// What is not understood, as it is written in the page.
pub(in crate::read::page) type Reason = Rc<str>;

/// As it is written, but no longer than can be told.
pub(in crate::read::page) fn reason(written: &str) -> Reason {
    const MOST: usize = 48;
    let mut line = written.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() > MOST {
        line = line.chars().take(MOST).collect();
        line.push('…');
    }
    line.into()
}

/// A colour, and how much of it covers what is behind.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::read::page) struct Colour {
    pub(in crate::read::page) rgb: Rgb,
    pub(in crate::read::page) cover: f32,
}

/// The nearest that a channel of a colour may be.
pub(super) fn byte(value: f32) -> u8 {
    let near = |own: &u8| f32::from(*own) + 0.5 > value;
    (0..=u8::MAX).find(near).unwrap_or(u8::MAX)
}

impl Colour {
    pub(super) fn full(rgb: Rgb) -> Self {
        Self { rgb, cover: 1.0 }
    }

    /// What it becomes before another colour.
    pub(in crate::read::page) fn before(self, behind: Rgb) -> Rgb {
        let mut out = behind;
        for (out, own) in out.iter_mut().zip(self.rgb) {
            let mixed = f32::from(own) * self.cover + f32::from(*out) * (1.0 - self.cover);
            *out = byte(mixed);
        }
        out
    }
}

/// How large letters are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::read::page) enum Size {
    Points(f32),
    /// of those around it
    Times(f32),
}

/// What is said; nothing where nothing is.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::read::page) struct Declared {
    /// it takes no place
    pub(in crate::read::page) gone: Option<bool>,
    /// it takes its place, and is not seen
    pub(in crate::read::page) unseen: Option<bool>,
    pub(in crate::read::page) letters: Option<Colour>,
    /// counts more than the colour of letters
    pub(in crate::read::page) filled: Option<Colour>,
    pub(in crate::read::page) ground: Option<Colour>,
    /// so much of the ground, in percent, is drawn in a colour
    pub(in crate::read::page) pattern: Option<(Rgb, u16)>,
    pub(in crate::read::page) size: Option<Size>,
    pub(in crate::read::page) struck: Option<bool>,
    pub(in crate::read::page) raised: Option<bool>,
    /// in a font of signs
    pub(in crate::read::page) signs: Option<bool>,
    /// a line from corner to corner
    pub(in crate::read::page) crossed: Option<bool>,
    /// words are turned, as Excel counts it
    pub(in crate::read::page) turned: Option<u8>,
    /// repeated until the cell is full
    pub(in crate::read::page) repeats: Option<bool>,
    /// what does not fit is cut off
    pub(in crate::read::page) clips: Option<bool>,
    /// points; nothing where it is not said, or does not limit
    pub(in crate::read::page) width: Option<f32>,
    pub(in crate::read::page) height: Option<f32>,
    /// a number format, as office programs write it
    pub(in crate::read::page) format: Option<Rc<str>>,
    /// letters of the alphabet are written large or small; empty where they are not
    pub(in crate::read::page) cases: Option<Reason>,
    /// it may lie over something else
    pub(in crate::read::page) moves: Option<Reason>,
    /// it stands elsewhere than in its order
    pub(in crate::read::page) floats: Option<Reason>,
    /// what is not understood
    pub(in crate::read::page) unknown: Option<Reason>,
    /// of what is put before or behind an element: whether there are words
    pub(in crate::read::page) content: Option<bool>,
}

impl Declared {
    /// Takes in what another one says, which counts more.
    pub(in crate::read::page) fn take(&mut self, other: &Self) {
        fn over<T: Clone>(own: &mut Option<T>, other: Option<&T>) {
            if other.is_some() {
                *own = other.cloned();
            }
        }
        over(&mut self.gone, other.gone.as_ref());
        over(&mut self.unseen, other.unseen.as_ref());
        over(&mut self.letters, other.letters.as_ref());
        over(&mut self.filled, other.filled.as_ref());
        over(&mut self.ground, other.ground.as_ref());
        over(&mut self.pattern, other.pattern.as_ref());
        over(&mut self.size, other.size.as_ref());
        over(&mut self.struck, other.struck.as_ref());
        over(&mut self.raised, other.raised.as_ref());
        over(&mut self.signs, other.signs.as_ref());
        over(&mut self.crossed, other.crossed.as_ref());
        over(&mut self.turned, other.turned.as_ref());
        over(&mut self.repeats, other.repeats.as_ref());
        over(&mut self.clips, other.clips.as_ref());
        over(&mut self.width, other.width.as_ref());
        over(&mut self.height, other.height.as_ref());
        over(&mut self.format, other.format.as_ref());
        over(&mut self.cases, other.cases.as_ref());
        over(&mut self.moves, other.moves.as_ref());
        over(&mut self.floats, other.floats.as_ref());
        over(&mut self.unknown, other.unknown.as_ref());
        over(&mut self.content, other.content.as_ref());
    }

    /// Whether it is nothing that could change what is seen.
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
