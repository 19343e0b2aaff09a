//! How alike two texts are: by the pairs of neighbouring characters that they share.

use std::collections::{BTreeMap, HashMap};

use crate::domain::half_width;

/// A text ready to be compared.
#[derive(Debug, Clone, Default)]
pub struct Shape {
    plain: String,
    pairs: HashMap<(char, char), u32>,
    count: u32,
}

impl Shape {
    /// The shape of a text: blanks, marks and widths not minded.
    pub fn of(text: &str) -> Self {
        let plain: String = text
            .chars()
            .map(half_width)
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect();
        let mut pairs = HashMap::new();
        let mut count = 0;
        for pair in plain.chars().zip(plain.chars().skip(1)) {
            *pairs.entry(pair).or_insert(0) += 1;
            count += 1;
        }
        Self { plain, pairs, count }
    }

    /// The text without blanks and marks: what two must share to have one shape.
    pub fn plain(&self) -> &str {
        &self.plain
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.plain.is_empty()
    }

    /// How much of this text stands in another, from 0 to 1: a short form of it has most.
    pub fn share_in(&self, other: &Self) -> f64 {
        if self.count == 0 {
            return 0.0;
        }
        f64::from(self.shared(other)) / f64::from(self.count)
    }

    fn shared(&self, other: &Self) -> u32 {
        self.pairs.iter().map(|(pair, count)| other.pairs.get(pair).map_or(0, |one| *one.min(count))).sum()
    }

    /// From 0 to 1: the same is 1, and so is one that is a good part of the other.
    pub fn likeness(&self, other: &Self) -> f64 {
        if self.plain.is_empty() || other.plain.is_empty() {
            return 0.0;
        }
        if self.plain == other.plain {
            return 1.0;
        }
        let (short, long) = if self.count <= other.count { (self, other) } else { (other, self) };
        if short.count >= 9 && long.plain.contains(&short.plain) {
            return 0.98;
        }
        let shared = short.shared(long);
        let all = short.count + long.count;
        if all == 0 { 0.0 } else { 2.0 * f64::from(shared) / f64::from(all) }
    }
}

/// Many texts, so kept that those like another are found without comparing it with each.
#[derive(Debug, Default)]
pub struct Shapes {
    all: Vec<Shape>,
    /// Which texts have a pair, and how often.
    pairs: HashMap<(char, char), Vec<(usize, u32)>>,
    /// Which texts are the same to the letter.
    same: HashMap<String, Vec<usize>>,
}

impl Shapes {
    /// The shapes of texts.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut shapes = Self::default();
        for (place, text) in texts.into_iter().enumerate() {
            let shape = Shape::of(text);
            for (pair, count) in &shape.pairs {
                shapes.pairs.entry(*pair).or_default().push((place, *count));
            }
            shapes.same.entry(shape.plain.clone()).or_default().push(place);
            shapes.all.push(shape);
        }
        shapes
    }

    /// The shape of the text at a place.
    pub fn get(&self, place: usize) -> Option<&Shape> {
        self.all.get(place)
    }

    /// The texts, by their places, that are at least so much like one, each with its likeness. `least` is above 0.
    pub fn alike(&self, text: &Shape, least: f64) -> BTreeMap<usize, f64> {
        let mut shared: HashMap<usize, u32> = HashMap::new();
        for (pair, count) in &text.pairs {
            for (place, other) in self.pairs.get(pair).map_or(&[][..], Vec::as_slice) {
                *shared.entry(*place).or_default() += count.min(other);
            }
        }
        let same = self.same.get(&text.plain).into_iter().flatten().copied();
        // One whose pairs are all shared may stand in the other as it is.
        let may_be = shared.into_iter().filter(|(place, shared)| {
            let other = &self.all[*place];
            *shared == text.count.min(other.count)
                || 2.0 * f64::from(*shared) >= least * f64::from(text.count + other.count)
        });
        let found = same.chain(may_be.map(|(place, _)| place));
        let found = found.map(|place| (place, text.likeness(&self.all[place])));
        found.filter(|(_, likeness)| *likeness >= least).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_alike_is_found_as_by_comparing_with_each(
            texts in proptest::collection::vec("[甲乙丙丁]{0,12}", 0..12),
            text in "[甲乙丙丁]{0,14}",
        ) {
            let shapes = Shapes::of(texts.iter().map(String::as_str));
            let text = Shape::of(&text);
            for least in [0.3, 0.6, 0.95] {
                let each: BTreeMap<usize, f64> = texts
                    .iter()
                    .enumerate()
                    .map(|(place, other)| (place, text.likeness(&Shape::of(other))))
                    .filter(|(_, likeness)| *likeness >= least)
                    .collect();
                prop_assert_eq!(shapes.alike(&text, least), each);
            }
        }
    }

    #[test]
    fn marks_do_not_count_and_other_texts_are_not_alike() {
        let like = |one: &str, other: &str| Shape::of(one).likeness(&Shape::of(other));
        assert!(like("做好城市更新、及相关配套政策的发布", "做好城市更新及相关配套政策的发布。") > 0.99);
        assert!(like("做好城市更新及相关配套政策的发布和解读", "做好城市更新及相关配套政策发布") > 0.7);
        assert!(
            like("做好城市更新及相关配套政策的发布和解读", "围绕发展现代农业、宜居宜业和美乡村建设") < 0.2
        );
        assert!(like("", "甲") < 0.01);
        let share = |one: &str, other: &str| Shape::of(one).share_in(&Shape::of(other));
        assert!(share("城市更新政策", "做好城市更新及相关配套政策的发布和解读") > 0.5);
        assert!(share("城市更新政策", "围绕发展现代农业、宜居宜业和美乡村建设") < 0.2);
    }
}
